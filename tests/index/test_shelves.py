from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.checking import check_shelves
from index.errors import BuildFailed, SearchIndexError
from index.shelves import Shelf, ShelfFiles
from tests.index.sites import Site

FOR_BUILDING = {"keys.npy", "strays.json", "heading_starts.npy", "heading_tokens.npy"}


def files_of(site: Site) -> list[str]:
    folder = site.current / "public"
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def test_passages_are_numbered_through_chinese_first(site: Site) -> None:
    shelf = Shelf(site.current / "public")
    zh, en = shelf.parts
    assert (zh.language, zh.first, en.language, en.first) == ("zh", 0, "en", zh.size)
    passages = shelf.catalogue.passages(range(zh.size + en.size))
    assert [passage.language for passage in passages] == ["zh"] * zh.size + ["en"] * en.size
    for part in shelf.parts:
        own = passages[part.first : part.first + part.size]
        counts = [len(passage.sentences) for passage in own]
        assert (part.sentence_starts[1:] - part.sentence_starts[:-1]).tolist() == counts
        assert len(part.sentence_vectors) == sum(counts)
        assert part.own.size == part.size == sum(map(len, part.stored.stores))
    assert zh.gloss
    assert zh.gloss.size == zh.size
    assert en.gloss is None
    shelf.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shelf_in_one_language_has_one_part(language: str, cache: Path, tmp_path: Path) -> None:
    site = Site.under(tmp_path, cache, {"a.md": {"zh": "铜箔。", "en": "Copper foil."}[language]})
    site.build()
    shelf = Shelf(site.current / "public")
    assert [(part.language, part.first, part.size) for part in shelf.parts] == [(language, 0, 1)]
    shelf.close()


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "nonsense"])
def test_whichever_file_is_damaged_a_shelf_opens_or_says_that_it_is_damaged(
    damage: str, site: Site, tmp_path: Path
) -> None:
    names = [name for name in files_of(site) if not name.startswith("chroma/") and Path(name).name not in FOR_BUILDING]
    assert len(names) > 15
    for name in names:
        copy = tmp_path / name.replace("/", "-")
        shutil.copytree(site.current / "public", copy)
        file = copy / name
        content = file.read_bytes()
        if damage == "missing":
            file.unlink()
        else:
            file.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "nonsense": b"\x93\x00?"}[damage])
        with pytest.raises(SearchIndexError):
            ShelfFiles(copy).catalogue.documents()


def test_a_vector_store_that_lost_its_vectors_is_damage(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.current / "public", tmp_path / "public")
    (tmp_path / "public/chroma/en-0/chroma.sqlite3").unlink()
    with pytest.raises(SearchIndexError, match="damaged"):
        Shelf(tmp_path / "public")


def test_a_generation_is_checked_in_a_process_of_its_own(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.current, tmp_path / "copy")
    shelves = [tmp_path / "copy/public", tmp_path / "copy/staff"]
    check_shelves(shelves)
    (tmp_path / "copy/staff/shelf.json").write_text("{}")
    with pytest.raises(BuildFailed, match="not published"):
        check_shelves(shelves)
