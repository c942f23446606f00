"""Files as wholes: written so that nobody meets half of one, shared between folders, and told by digests."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """Give a new place beside a file to write to; what was written takes the file's place once it is on the disk.

    Only one may write to a file at a time, so that the place is the same each time and what a killed process left there
    is gone with the next writing. Raises `OSError`.
    """
    temporary = file.with_name(f".{file.name}.new")
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def share_file(source: str | Path, target: str | Path) -> None:
    """Make one file known under two names, or a copy of it where the file system knows no such thing.

    Only for files that are never written to again. Raises `OSError`.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def share_folder(source: Path, target: Path) -> None:
    """Put all files of a folder into another one too, each under two names. Raises `OSError`."""
    shutil.copytree(source, target, copy_function=share_file, dirs_exist_ok=True)


def digest_of_file(file: Path) -> str:
    """The SHA-256 of a file's bytes, which are not all read at once. Raises `OSError`."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
