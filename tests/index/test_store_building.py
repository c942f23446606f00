"""Builds of shelves whose vectors lie in several stores, here of a few vectors each."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.reading import list_libraries, survey_of
from index import store_planning, store_writing
from index.chroma import Store
from index.errors import BuildFailed
from index.generations import Generations
from index.record_urls import FILES
from index.remains import remains_in
from index.seals import damages
from index.shelves import Shelf
from index.vector_urls import IN_FILES
from tests.index.sites import Site, documents, search

_WORDS = (
    "coal timber apples copper salt wool paper glass honey tea silk rice wheat fish tin lead zinc wine oil corn".split()
)
_SIZES = {"STORE_SIZE": 8, "_LARGE": 4}


def note(number: int, said: str = "is sold") -> str:
    return f"# Note {number}\n\nThe {_WORDS[number]} of the village {said} at market {number}.\n"


@pytest.fixture
def site(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(store_planning, "STORE_SIZE", _SIZES["STORE_SIZE"])
    monkeypatch.setattr(store_writing, "_LARGE", _SIZES["_LARGE"])
    return Site.under(tmp_path, cache, {f"n{number:02}.md": note(number) for number in range(20)})


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stores that are written in processes of their own."""
    found: list[str] = []
    write: Callable[..., None] = store_writing._write_apart

    def noted(folder: Path, vectors: Path, rows: np.ndarray) -> None:
        found.append(folder.parent.name)
        write(folder, vectors, rows)

    monkeypatch.setattr(store_writing, "_write_apart", noted)
    return found


def inodes(site: Site) -> dict[str, int]:
    """The files of vectors of each store."""
    return {file.parts[-3]: file.stat().st_ino for file in (site.current / "public/chroma").rglob("data_level0.bin")}


def in_stores(site: Site, vector: np.ndarray) -> list[str]:
    """The stores that have a vector, whether or not its row is still there."""
    shelf = Shelf(site.current / "public")
    found = []
    for number, rows in enumerate(shelf.parts[0].stored.stores):
        store = Store(site.current / f"public/chroma/en-{number}", len(rows))
        near = store._collection.query(query_embeddings=vector[None], n_results=1, include=["distances"])
        if near["distances"] and near["distances"][0][0] < 1e-4:
            found.append(f"en-{number}")
        store.close()
    shelf.close()
    return found


def vector_of(site: Site, document: str) -> np.ndarray:
    shelf = Shelf(site.current / "public")
    numbers = sorted(shelf.catalogue.numbers_of({document}))
    vector = np.array(shelf.parts[0].vectors[numbers[0]])
    shelf.close()
    return vector


def assert_nothing_remains(site: Site) -> None:
    survey = survey_of(list_libraries([site.library]), {})
    assert remains_in(Generations(site.data), survey, FILES, IN_FILES) == ()
    survey.room.close()


def assert_found(site: Site, monkeypatch: pytest.MonkeyPatch, numbers: list[int]) -> None:
    monkeypatch.setattr("index.comparing.LARGE", 0)
    for number in numbers:
        assert documents(search(site.searcher(), f"{_WORDS[number]} at market {number}"))[0] == f"n{number:02}"


def test_a_removed_document_rewrites_its_store_alone_and_nothing_remains(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    before, vector = inodes(site), vector_of(site, "n09")
    assert set(before) == {"en-0", "en-1", "en-2"}
    assert in_stores(site, vector) == ["en-1"]
    (site.library / "n09.md").unlink()
    report = site.build()
    assert (report.removed, report.embedded) == (("n09",), 0)
    after = inodes(site)
    assert {name for name in after if after[name] == before[name]} == {"en-0", "en-2"}
    assert in_stores(site, vector) == []
    assert damages(site.current) == []
    assert_nothing_remains(site)
    assert_found(site, monkeypatch, [0, 8, 10, 19])


def test_a_changed_document_leaves_its_old_vector_only_until_it_leaves(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_planning, "_MOST_GONE", 0.2)
    site.build()
    before, vector = inodes(site), vector_of(site, "n09")
    site.write("n09.md", note(9, "is given away"))
    site.build()
    assert inodes(site) == before
    assert in_stores(site, vector) == ["en-1"]
    assert_nothing_remains(site)
    assert_found(site, monkeypatch, [0, 8, 9, 10, 19])
    (site.library / "n09.md").unlink()
    site.build()
    assert in_stores(site, vector) == []
    assert inodes(site)["en-0"] == before["en-0"] != inodes(site)["en-1"]
    assert_nothing_remains(site)
    assert_found(site, monkeypatch, [0, 8, 10, 19])


def killed(site: Site, stores: int) -> None:
    """Build in another process, which is killed while it writes the store after so many."""
    code = f"""
import os, signal, sys
from pathlib import Path
from index import store_planning, store_writing
from tests.index.sites import Site
store_planning.STORE_SIZE, store_writing._LARGE = {_SIZES["STORE_SIZE"]}, {_SIZES["_LARGE"]}
store_writing._MOST_AT_ONCE = 1
write, told = store_writing._write_apart, []
def writing(folder, vectors, rows):
    if len(told) == {stores}:
        folder.mkdir()
        (folder / "chroma.sqlite3").write_text("half")
        os.kill(os.getpid(), signal.SIGKILL)
    write(folder, vectors, rows)
    told.append(folder)
store_writing._write_apart = writing
Site(*map(Path, sys.argv[1:])).build()
"""
    command = [sys.executable, "-c", code, str(site.library), str(site.data), str(site.cache)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL


def test_a_killed_build_goes_on_with_the_stores_it_finished(
    site: Site, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(site, 2)
    unfinished = site.data / "unfinished/stores"
    finished = {path.name for path in unfinished.iterdir() if not path.name.startswith(".")}
    assert len(finished) == 2
    assert len(list(unfinished.iterdir())) == 3
    assert site.build().built
    assert len(written) == 1
    assert not finished & {name.removeprefix(".tmp-") for name in written}
    assert not unfinished.exists()
    assert damages(site.current) == []
    assert_found(site, monkeypatch, [0, 8, 9, 19])


def test_damaged_stores_of_a_killed_build_are_written_anew(
    site: Site, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(site, 2)
    one, other = (path for path in (site.data / "unfinished/stores").iterdir() if not path.name.startswith("."))
    next(one.rglob("link_lists.bin")).unlink()
    database = other / "content/chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:-200])
    assert site.build().built
    assert len(written) == 3
    assert_found(site, monkeypatch, [0, 8, 9, 19])


def test_a_store_that_does_not_find_its_vectors_is_not_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_writing, "run_apart", lambda *_: "the passage 3 does not find itself")
    with pytest.raises(BuildFailed, match="does not find itself"):
        site.build()
    assert not (site.data / "current").exists()
    assert [path for path in (site.data / "unfinished/stores").iterdir() if not path.name.startswith(".")] == []
