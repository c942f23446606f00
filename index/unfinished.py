"""Unfinished builds: the large stores that builds have finished which were ended before they published anything.

data/unfinished/stores/<digest>/
    store/                    a store, written and tried
    sums.json                 checksums of its files
data/unfinished/stores/.tmp-… a store that is being written; never taken
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from index.chroma import SETTINGS
from index.stores import copy_store
from index.vectors import StoreRows, Vectors

_BATCH = 10_000
_TEMPORARY = ".tmp-"


class UnfinishedStores:
    """The stores in a folder that no generation has yet; only the build that holds the lock may use them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, target: Path, vectors: Vectors, rows: StoreRows, write: Callable[[Path], None]) -> None:
        """Put a store of some rows to a new folder: the one that is here already and whole, or one written now.

        Raises what `write` raises, `BuildFailed` and `OSError`.
        """
        digest = _digest(vectors, rows)
        finished = self._folder / digest
        if not _is_whole(finished):
            shutil.rmtree(finished, ignore_errors=True)
            temporary = self._folder / f"{_TEMPORARY}{digest}"
            shutil.rmtree(temporary, ignore_errors=True)
            temporary.mkdir(parents=True)
            write(temporary / "store")
            (temporary / "sums.json").write_text(json.dumps(_sums(temporary / "store")), "utf-8")
            temporary.rename(finished)
        copy_store(finished / "store", target)


def _is_whole(finished: Path) -> bool:
    """Whether a store is as it was finished; it was not opened since, so that its database is that very file."""
    try:
        expected: dict[str, str] = json.loads((finished / "sums.json").read_text("utf-8"))
        return expected.items() <= _sums(finished / "store").items()
    except (OSError, ValueError):
        return False


def _sums(store: Path) -> dict[str, str]:
    sums = {}
    for path in store.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                sums[path.relative_to(store).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums


def _digest(vectors: Vectors, rows: StoreRows) -> str:
    digest = hashlib.sha256(json.dumps([SETTINGS, *vectors.shape[1:], len(rows)]).encode())
    for start in range(0, len(rows), _BATCH):
        digest.update(vectors[rows[start : start + _BATCH]].tobytes())
    return digest.hexdigest()
