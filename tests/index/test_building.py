from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import SearchIndexError
from index.generations import Generations
from index.seals import damages
from index.shelves import Shelf
from tests.index.sites import Site, documents, search

FOIL = "# 铜箔\n\n示范厂每年生产四万吨电解铜箔。\n"
RAILWAY = "# Railway\n\nThe railway carries coal to the harbour.\n"
ORCHARD = "# Orchard\n\nThe orchard sells apples in autumn.\n"


@pytest.fixture
def site(cache: Path, tmp_path: Path) -> Site:
    return Site.under(tmp_path, cache, {"foil.md": FOIL, "railway.md": RAILWAY})


def smx(site: Site, *arguments: str, before: str = "") -> list[str]:
    """A command line that runs smx on a site, after some statements."""
    code = f"import sys\n{before}\nfrom assistant.cli import main\nsys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", code, *arguments, "--data", str(site.data)]


def build_command(site: Site, before: str = "") -> list[str]:
    return [*smx(site, "index", "build", before=before), "--library", str(site.library)]


@pytest.fixture
def environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMX_CACHE", str(site.cache))


def vectors(site: Site) -> Iterator[tuple[str, np.ndarray]]:
    for audience in ("public", "staff"):
        shelf = Shelf(site.current / audience)
        for part in shelf.parts:
            for row, passage in enumerate(shelf.catalogue.passages(range(part.first, part.first + part.size))):
                bounds = part.sentence_starts[row : row + 2]
                yield passage.id, np.vstack([part.vectors[row], part.sentence_vectors[slice(*bounds)]])
        shelf.close()


def assert_same_vectors(one: Site, other: Site) -> None:
    first, second = dict(vectors(one)), dict(vectors(other))
    assert first.keys() == second.keys()
    for key, rows in first.items():
        assert rows.shape == second[key].shape
        assert (rows * second[key]).sum(axis=1).min() > 0.995


def test_the_first_build_embeds_and_reports_everything(site: Site) -> None:
    report = site.build()
    assert report.built
    assert (report.added, report.changed, report.removed) == (("foil", "railway"), (), ())
    assert (report.embedded, report.carried_over) == (2, 0)
    assert report.documents == {"public": 2, "staff": 0}
    assert report.generation == site.current.name
    assert damages(site.current) == []


def test_a_build_without_a_change_embeds_and_writes_nothing(site: Site) -> None:
    first = site.build()
    again = site.build()
    assert not again.built
    assert (again.generation, again.embedded, again.carried_over) == (first.generation, 0, 2)
    assert len(Generations(site.data).published()) == 1


def test_a_changed_document_alone_is_embedded(site: Site, cache: Path, tmp_path: Path) -> None:
    site.build()
    site.write("railway.md", RAILWAY.replace("coal", "timber"))
    site.write("orchard.md", ORCHARD)
    report = site.build()
    assert (report.added, report.changed, report.removed) == (("orchard",), ("railway",), ())
    assert (report.embedded, report.carried_over) == (2, 1)
    assert documents(search(site.searcher(), "What does the railway carry, coal or timber?"))[0] == "railway"
    anew = Site(site.library, tmp_path / "anew", cache)
    assert anew.build().embedded == 3
    assert_same_vectors(site, anew)


@pytest.mark.parametrize(
    "front",
    ["title: Another title", "language: zh", "kind: policy\nexpires: 2020-01-01"],
)
def test_what_front_matter_changes_gives_the_vectors_of_a_first_build(front: str, site: Site, tmp_path: Path) -> None:
    site.build()
    site.write("railway.md", f"---\n{front}\n---\n{RAILWAY}")
    assert site.build().built
    anew = Site(site.library, tmp_path / "anew", site.cache)
    anew.build()
    assert_same_vectors(site, anew)


def test_a_changed_glossary_embeds_everything_again(site: Site) -> None:
    site.build()
    site.write("glossary.yaml", "kind: glossary\nid: g\nterms:\n  - {zh: 铜箔, zh_hant: 銅箔, en: thin red metal}\n")
    assert site.build().embedded == 2
    assert documents(search(site.searcher(), "thin red metal"))[0] == "foil"


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def forms(text: str) -> list[bytes]:
    """How a text may stand in a file."""
    escaped = text.encode("unicode_escape")
    return [text.encode("utf-8"), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030"), escaped]


def test_the_text_of_a_removed_document_is_nowhere_in_the_new_generation(site: Site) -> None:
    site.write("gone.md", "# 隐去\n\nThe marker Xyzzyplugh stands here. 标记磔鑫麤龘在此。\n")
    site.build()
    assert "标记磔鑫麤龘".encode() in bytes_in(site.current / "public")
    (site.library / "gone.md").unlink()
    report = site.build()
    assert report.removed == ("gone",)
    content = bytes_in(site.current).lower()
    for marker in ("xyzzyplugh", "标记磔鑫麤龘", "磔鑫"):
        assert not any(form.lower() in content for form in forms(marker))


def test_staff_documents_are_nowhere_in_the_public_folder(site: Site) -> None:
    site.write("talks.md", "---\nid: qwfpgj-talks\naudience: staff\n---\n# 密谈Arstdhneio\n\nXyzzyplugh磔鑫麤龘。\n")
    site.build()
    public, staff = (bytes_in(site.current / audience).lower() for audience in ("public", "staff"))
    for marker in ("qwfpgj", "密谈", "arstdhneio", "xyzzyplugh", "磔鑫麤龘", "磔鑫"):
        assert not any(form.lower() in public for form in forms(marker))
        assert any(form.lower() in staff for form in forms(marker))
    vector = Shelf(site.current / "staff").parts[0].vectors[0].astype(np.float32).tobytes()
    assert vector in bytes_in(site.current / "staff")
    assert vector not in bytes_in(site.current / "public")


def test_a_document_that_becomes_staffs_leaves_the_public_folder(site: Site) -> None:
    site.build()
    site.write("railway.md", f"---\naudience: staff\n---\n{RAILWAY}")
    report = site.build()
    assert (report.changed, report.embedded) == (("railway",), 0)
    assert b"harbour" not in bytes_in(site.current / "public")
    assert documents(search(site.searcher("staff"), "Where does the railway go?")) == ["railway"]


def test_bad_files_are_reported_and_the_good_ones_built(site: Site) -> None:
    (site.library / "binary.md").write_bytes(b"\x00\xff\xfe\x80" * 100)
    site.write("front.md", "---\nkind: [\n---\nText.")
    site.write("facts.yaml", "kind: statistics\nid: 3\n")
    report = site.build()
    assert report.added == ("foil", "railway")
    assert {Path(problem.file).name for problem in report.problems} == {"binary.md", "front.md", "facts.yaml"}
    assert site.build().problems == report.problems


def test_an_empty_library_is_built_and_searched_to_nothing(cache: Path, tmp_path: Path) -> None:
    site = Site.under(tmp_path, cache)
    assert site.build().documents == {"public": 0, "staff": 0}
    for question in ("铜箔", "railway", ""):
        assert search(site.searcher("public", "staff"), question) == ()
    site.write("foil.md", FOIL)
    assert site.build().embedded == 1


@pytest.mark.parametrize(
    "name",
    [
        "public/en/vectors.npy",
        "public/zh/keys.npy",
        "public/zh/gloss/heading_tokens.npy",
        "public/zh/store_rows.npy",
        "library.json",
        "public/catalogue.sqlite",
        "staff/shelf.json",
    ],
)
def test_building_mends_a_damaged_generation_though_nothing_changed(name: str, site: Site) -> None:
    site.build()
    file = site.current / name
    content = bytearray(file.read_bytes())
    content[-1] ^= 255
    file.write_bytes(content)
    assert damages(site.current) == [f"{name}: changed since it was built"]
    report = site.build()
    assert report.built
    assert report.embedded == 2
    assert damages(site.current) == []
    assert documents(search(site.searcher(), "coal"))[0] == "railway"


def test_building_mends_a_generation_whose_vector_store_is_lost(site: Site) -> None:
    site.build()
    shutil.rmtree(site.current / "public/chroma")
    assert site.build().built
    assert documents(search(site.searcher(), "coal"))[0] == "railway"


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("largest_file_bytes", [4_000, 150_000])
def test_a_full_disk_stops_a_build_with_a_message_and_leaves_what_is_served(
    largest_file_bytes: int, site: Site
) -> None:
    site.build()
    served = site.current
    for number in range(10):
        site.write(f"note-{number}.md", f"# Note {number}\n\nThis is about the railway.\n")
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({largest_file_bytes},) * 2)"
    stopped = subprocess.run(build_command(site, before=full), capture_output=True, text=True, check=False)
    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr
    assert "smx: " in stopped.stderr
    assert site.current == served
    assert damages(served) == []
    assert documents(search(site.searcher(), "coal"))[0] == "railway"
    assert [path.name for path in (site.data / "generations").iterdir()] == [served.name]


@pytest.mark.usefixtures("environment")
def test_a_data_folder_that_cannot_be_written_is_named(site: Site) -> None:
    site.data.mkdir()
    site.data.chmod(0o555)
    # The superuser may write anywhere; what it starts may not once it has dropped that capability.
    drop = "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 1); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", drop, *build_command(site)]
    stopped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr
    assert str(site.data) in stopped.stderr
    assert "Check the path, its rights" in stopped.stderr


def test_a_data_folder_that_is_a_file_is_no_traceback(site: Site) -> None:
    site.data.write_text("in the way")
    with pytest.raises((OSError, SearchIndexError)):
        site.build()
