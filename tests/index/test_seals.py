"""What is seen of damage: quickly when a generation is opened, in full when it is verified."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from index.generations import read_manifest
from index.seals import altered, damages
from index.shelves import Shelf
from tests.index.sites import Site

VECTORS = "public/en/vectors.npy"
DATABASE = "public/chroma/en-0/chroma.sqlite3"


@pytest.fixture
def copied(site: Site, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site.current, tmp_path / site.current.name))


def seen(folder: Path) -> list[str]:
    return altered(folder, read_manifest(folder), ("public",))


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 255
    file.write_bytes(content)


def test_a_generation_as_it_was_written_and_a_copy_of_it_are_whole(site: Site, copied: Path, tmp_path: Path) -> None:
    without_times = Path(shutil.copytree(site.current, tmp_path / "x" / copied.name, copy_function=shutil.copyfile))
    for folder in (site.current, copied, without_times):
        assert (damages(folder), seen(folder)) == ([], [])


def test_the_shelf_of_others_may_be_missing(copied: Path) -> None:
    shutil.rmtree(copied / "staff")
    assert seen(copied) == []
    assert "staff/shelf.json: missing" in damages(copied)


@pytest.mark.parametrize("name", [VECTORS, "library.json", "public/zh/own/weights.npy", "public/catalogue.sqlite"])
def test_changed_bytes_are_seen(name: str, copied: Path) -> None:
    flip(copied / name)
    assert seen(copied) == damages(copied) == [f"{name}: changed since it was built"]


def test_another_size_is_seen_though_the_time_is_the_same(copied: Path) -> None:
    file = copied / VECTORS
    written = file.stat().st_mtime_ns
    file.write_bytes(file.read_bytes()[:-4])
    os.utime(file, ns=(written, written))
    assert seen(copied) == [f"{VECTORS}: changed since it was built"]


def test_opening_a_vector_store_is_no_damage(copied: Path) -> None:
    shelf = Shelf(copied / "public")
    shelf.store.open("en")
    shelf.close()
    assert (damages(copied), seen(copied)) == ([], [])


def test_a_changed_row_of_a_vector_stores_database_is_damage(copied: Path) -> None:
    with sqlite3.connect(copied / DATABASE) as connection:
        connection.execute("UPDATE embeddings SET embedding_id = '7' WHERE embedding_id = '0'")
    connection.close()
    assert damages(copied) == [f"{DATABASE}: changed since it was built"]


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_a_vector_stores_database_that_is_none_is_seen(content: bytes | None, copied: Path) -> None:
    if content is None:
        (copied / DATABASE).unlink()
    else:
        (copied / DATABASE).write_bytes(content)
    found = "missing" if content is None else "changed since it was built"
    assert seen(copied) == damages(copied) == [f"{DATABASE}: {found}"]


def test_files_of_another_generation_are_seen(site: Site, cache: Path, copied: Path, tmp_path: Path) -> None:
    other = Site.under(tmp_path / "other", cache, {"railway.md": "# Rail\n\nIt carries coal.\n"})
    other.build()
    for name in (VECTORS, DATABASE, "public/catalogue.sqlite"):
        shutil.copyfile(other.current / name, copied / name)
        assert seen(copied) == damages(copied) == [f"{name}: changed since it was built"]
        shutil.copyfile(site.current / name, copied / name)
    shutil.copyfile(other.current / "manifest.json", copied / "manifest.json")
    assert seen(copied)[0] == f"manifest.json: that of another generation, {other.current.name}"
