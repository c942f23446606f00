from __future__ import annotations

from pathlib import Path

import pytest

from index.generations import Generations
from index.record_urls import FILES as RECORD_FILES
from index.remains import Remains, remains_in
from index.standing import Standing, standing_of, survey_for
from index.vector_urls import IN_FILES
from tests.index.chains.samples import FILES
from tests.index.sites import Site

NOTICE = "# Notice\n\nThe harbour office of Exampleton moves in May, and the ferry leaves at noon each day.\n"


@pytest.fixture(scope="module")
def built(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.under(
        tmp_path_factory.mktemp("standing"),
        cache,
        {**FILES, "notice.md": NOTICE, "school.md": "# 学校\n\n学校有三百名学生。\n"},
    )
    site.build()
    return site


def standing(site: Site) -> Standing:
    survey = survey_for([site.library], site.data)
    found = standing_of(survey, Generations(site.data), {})
    survey.room.close()
    return found


def remains(site: Site) -> tuple[Remains, ...]:
    survey = survey_for([site.library], site.data)
    found = remains_in(Generations(site.data), survey, RECORD_FILES, IN_FILES)
    survey.room.close()
    return found


def states(found: Standing, folder: Path) -> dict[str, str]:
    return {str(Path(file.file).relative_to(folder)): file.state for file in found.files}


def test_what_is_removed_is_found_in_every_part_before_the_build_and_in_none_after(built: Site) -> None:
    before = standing(built)
    assert (before.gone, remains(built), before.earlier) == ((), (), ())
    removed = [built.library / name for name in ("notice.md", "aluminium.yaml", "firms.yaml", "projects.csv")]
    for file in removed:
        target = built.library / "removed" / file.name
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    pending = standing(built)
    assert "notice" in pending.gone
    assert {left.part for left in remains(built) if left.audience == "public"} == {
        "catalogue", "vectors", "lexical", "records", "chains",
    }  # fmt: skip
    assert any("p-1" in left.found for left in remains(built))
    first = pending.generation
    built.build()
    after = standing(built)
    assert after.generation != first
    assert (after.gone, remains(built), after.earlier) == ((), (), (first,))


def test_each_file_says_how_it_stands(built: Site) -> None:
    built.build()
    built.write("school.md", "# 学校\n\n学校有四百名学生。\n")
    built.write("new.md", "# New\n\nA new bridge was opened.\n")
    (built.library / "broken.pdf").write_bytes(b"%PDF-1.7")
    built.write("glossary.yaml", "kind: glossary\nid: g\nterms:\n  - {zh: 铜箔, zh_hant: 銅箔, en: copper foil}\n")
    found = states(standing(built), built.library)
    expected = {
        "school.md": "changed", "new.md": "new", "broken.pdf": "unread", "glossary.yaml": "used",
        "links.csv": "records", "staff-firms.yaml": "served",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    assert not any(name.startswith("removed") for name in found)


def test_copies_and_near_copies_are_named(cache: Path, tmp_path: Path) -> None:
    text = "".join(f"Shed {number} keeps the apples of {number * 7} orchards in winter. " for number in range(1, 40))
    files = {"a.md": text, "b.md": text, "c.md": text.replace("Shed 7 keeps", "Barn 7 holds"), "d.md": NOTICE}
    site = Site.under(tmp_path, cache, files)
    found = standing(site)
    assert found.generation == ""
    assert [[Path(file).name for file in files] for files in found.same] == [["a.md", "b.md"]]
    assert [(pair.first, pair.second) for pair in found.alike] == [("a", "c")]


def test_what_became_for_staff_only_is_told_to_be_left_on_the_public_shelf(cache: Path, tmp_path: Path) -> None:
    site = Site.under(tmp_path, cache, {"notice.md": NOTICE})
    site.build()
    site.write("notice.md", f"---\naudience: staff\n---\n{NOTICE}")
    assert {(left.audience, left.part) for left in remains(site)} == {
        ("public", "catalogue"), ("public", "vectors"), ("public", "lexical"),
    }  # fmt: skip
