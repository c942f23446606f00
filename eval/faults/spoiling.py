"""Ways in which a file is spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

Way = Callable[[Path, Path], None]
"""Spoils a file; the other one is its counterpart in another generation."""


def _cut(file: Path, _: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def _flip(file: Path, _: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(len(content) // 2, len(content), max(1, len(content) // 16)):
        content[place] ^= 0x11
    with file.open("r+b") as opened:
        opened.write(content)


def _remove(file: Path, _: Path) -> None:
    file.unlink()


def _empty(file: Path, _: Path) -> None:
    file.unlink()
    file.touch()


def _swap(file: Path, other: Path) -> None:
    file.unlink()
    shutil.copyfile(other, file)


WAYS: dict[str, Way] = {
    "cut short": _cut,
    "bytes changed": _flip,
    "removed": _remove,
    "replaced by an empty one": _empty,
    "replaced by that of another generation": _swap,
}
IN_PLACE = ("cut short", "bytes changed")
