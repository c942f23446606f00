"""What a build has kept for the next one, seen from outside by the files it leaves in its data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.building import UNFINISHED

_PARTS = ("rows", "parts", "stores")


@dataclass(frozen=True, slots=True)
class Kept:
    """How many parts are finished, and, as long as there are none, when documents were last taken in."""

    parts: int
    documents_ns: int

    @classmethod
    def of(cls, data: Path) -> Kept:
        """What is kept in a data folder now."""
        unfinished = data / UNFINISHED
        parts = sum(_finished(unfinished / name) for name in _PARTS)
        return cls(parts, 0 if parts else _written(unfinished / "documents.sqlite-wal"))


def _finished(folder: Path) -> int:
    try:
        return sum(not path.name.startswith(".") for path in folder.iterdir())
    except OSError:
        return 0


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
