"""Checking: whether what was built is sound before it is published, and what is published before it is built upon.

Run as `python -m index.checking FOLDER …` in a process of its own, since a damaged store can crash or hang it. It ends
with the build that waits for it: otherwise it would go on writing to what the next build clears away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.errors import BuildFailed
from index.shelves import RECORDS_FILE, LanguagePart, Shelf, ShelfFiles
from index.stores import collection_name, database_is_whole

_SAMPLED = 20  # passages of each language whose vector must find itself
_SECONDS = 300


def store_is_whole(folder: Path, parts: Iterable[LanguagePart]) -> bool:
    """Whether the database of a shelf's vector store is undamaged and has all the vectors it should; not opened."""
    counts = {collection_name(part.language): len(part.stored.rows) for part in parts}
    return database_is_whole(folder / "chroma", counts)


def check_copied(folder: Path, sums: Mapping[str, str], expected: Mapping[str, str]) -> None:
    """Raise `BuildFailed` unless a shelf whose vector store was copied opens and has the store as it was.

    `sums` are the checksums of its generation, `expected` those of the one it was copied from.
    """
    store = f"{folder.name}/chroma/"
    copied, original = ({k: v for k, v in values.items() if k.startswith(store)} for values in (sums, expected))
    shelf = ShelfFiles(folder)
    try:
        if copied != original or not store_is_whole(folder, shelf.parts):
            raise BuildFailed(
                f"The vector store of {folder.name} could not be copied; the new index was not published."
            )
    finally:
        shelf.close()


def check_shelves(folders: Sequence[Path]) -> None:
    """Raise `BuildFailed` unless every shelf opens, counts and finds as it should."""
    if not folders:
        return
    command = [sys.executable, "-m", "index.checking", *map(str, folders)]
    # Its standard input stays open for as long as the build lives; that is how it learns of the build's end.
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    ) as checking:
        try:
            status = checking.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            checking.kill()
            raise BuildFailed("The new index did not open in time; it was not published.") from error
        said = checking.stderr.read() if checking.stderr else ""
    if status:
        reason = (said.strip().splitlines() or [f"exit status {status}"])[-1]
        raise BuildFailed(f"The new index did not open and find its own passages; it was not published: {reason}")


def _check_shelf(folder: Path) -> None:
    shelf = Shelf(folder)
    for part in shelf.parts:
        for row in np.linspace(0, part.size - 1, min(part.size, _SAMPLED)).astype(int):
            near = shelf.store.nearest(part.language, np.array(part.vectors[row]), 5)
            # Passages with the same words have the same vector, so any of them may come first.
            if not near or not np.allclose(part.vectors[near[0]], part.vectors[row], atol=1e-3):
                raise SystemExit(f"{folder}: the {part.language} passage {row} does not find itself")
    shelf.close()
    if (folder / RECORDS_FILE).is_file():
        from index.records.databases import Place
        from index.records.store import RecordStore

        RecordStore(Place(folder / RECORDS_FILE), "public" if folder.name == "public" else "staff").close()


def _end_with_the_build() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    for shelf_folder in sys.argv[1:]:
        _check_shelf(Path(shelf_folder))
