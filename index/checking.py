"""Checking: whether what was built is sound before it is published, and what is published before it is built upon.

Run as `python -m index.checking FOLDER … -- COPIED …` in a process of its own, since a damaged store can crash or hang
it. The stores of the shelves are opened one after the other, all but the copied ones.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from index.apart import end_with_the_build, run_apart
from index.chroma import Store
from index.errors import BuildFailed, DamagedIndex, SearchIndexError
from index.shelves import RECORDS_FILE, STORES, ShelfFiles, audience_of, stores_are_whole
from index.stores import store_name
from index.trying import try_store

_SECONDS = 300
_SECONDS_A_STORE = 60


def check_copied(shelf: Path, copied: Mapping[str, str], sums: Mapping[str, str], expected: Mapping[str, str]) -> None:
    """Raise `BuildFailed` unless the stores of a shelf that were copied are as they were, and all of them whole.

    `copied` are their names with those of what they were copied from, `sums` the checksums of the generation and
    `expected` those of the one before.
    """
    files = ShelfFiles(shelf)
    try:
        same = all(
            _under(f"{shelf.name}/{STORES}/{name}/", sums) == _under(f"{shelf.name}/{STORES}/{source}/", expected)
            for name, source in copied.items()
        )
        if not same or not all(stores_are_whole(shelf, part) for part in files.parts):
            raise BuildFailed(
                f"The vector stores of {shelf.name} could not be copied; the new index was not published."
            )
    finally:
        files.close()


def check_shelves(folders: Sequence[Path], copied: Collection[Path] = ()) -> None:
    """Raise `BuildFailed` unless every shelf opens, counts and finds as it should; copied stores are not opened."""
    if not folders:
        return
    seconds = _SECONDS + _SECONDS_A_STORE * sum(len(list((folder / STORES).glob("*"))) for folder in folders)
    if wrong := run_apart("index.checking", [*map(str, folders), "--", *map(str, copied)], seconds):
        raise BuildFailed(f"The new index did not open and find its own passages; it was not published: {wrong}")


def _under(folder: str, sums: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(folder): digest for name, digest in sums.items() if name.startswith(folder)}


def _check_shelf(folder: Path, copied: Collection[Path]) -> None:
    shelf = ShelfFiles(folder)
    for part in shelf.parts:
        part.strays()
        for number, rows in enumerate(part.stored.stores if not part.stored.collections else ()):
            store = folder / STORES / store_name(part.language, number)
            if store not in copied:
                try:
                    try_store(Store(store, len(rows)), part.vectors, rows)
                except DamagedIndex as error:
                    raise DamagedIndex(f"{store}: {error}") from error
    shelf.close()
    if (folder / RECORDS_FILE).is_file():
        from index.records.databases import Place
        from index.records.store import RecordStore

        RecordStore(Place(folder / RECORDS_FILE), audience_of(folder)).close()


def main(arguments: Sequence[str]) -> None:
    """Check shelves, and exit with a message when one is wrong."""
    end = arguments.index("--")
    copied = frozenset(map(Path, arguments[end + 1 :]))
    for folder in arguments[:end]:
        try:
            _check_shelf(Path(folder), copied)
        except SearchIndexError as error:
            raise SystemExit(str(error)) from error


if __name__ == "__main__":
    end_with_the_build()
    main(sys.argv[1:])
