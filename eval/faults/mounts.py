"""Small file systems in memory, to be filled to the last byte or made unwritable; only the superuser can make them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BALLAST = "ballast"
_BLOCK = 4_096


def can_mount() -> bool:
    """Whether file systems can be made here."""
    return os.geteuid() == 0 and shutil.which("mount") is not None and _run("unshare", "-m", "true")


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of so many bytes on a new folder. Raises `OSError` where it cannot be made."""
    folder.mkdir(parents=True)
    if not _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        raise OSError(f"No file system can be mounted on {folder}.")
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def fill(disk: Path, free: int) -> None:
    """Leave only so many bytes free."""
    release(disk)
    state = os.statvfs(disk)
    taken = state.f_bavail * state.f_frsize - free
    with (disk / _BALLAST).open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(_BLOCK, taken // _BLOCK * _BLOCK))


def release(disk: Path) -> None:
    """Take away what fills it."""
    (disk / _BALLAST).unlink(missing_ok=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """While nothing in a folder can be opened to be written to; what is open stays so."""
    if not _run("mount", "--bind", str(folder), str(folder)):
        raise OSError(f"Nothing can be mounted on {folder}.")
    try:
        _run("mount", "-o", "remount,bind,ro", str(folder))
        yield
    finally:
        _run("umount", "-l", str(folder))


def _run(*command: str) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    return subprocess.run([program, *command[1:]], check=False, capture_output=True).returncode == 0  # noqa: S603
