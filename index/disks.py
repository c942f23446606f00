"""Disks that run out: whatever part of a build fails for want of space, one message says so."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from corpus.errors import CorpusError
from index.errors import DiskFull

_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SAID = ("disk is full", "no space left")  # by databases, which give no number
_LEAST = 65_536  # bytes; what failed with less was most likely to write more


@contextmanager
def told_when_full(folder: Path) -> Iterator[None]:
    """Raise `DiskFull` where what is done here fails because there is no space in the folder or elsewhere."""
    try:
        yield
    except (CorpusError, DiskFull, Timeout):
        raise  # neither comes of what is written here
    except Exception as error:
        causes = list(_causes(error))
        files = [cause.filename for cause in causes if isinstance(cause, OSError) and cause.errno in _ERRORS]
        where = next((str(file) for file in files if file), str(folder))
        if files or any(map(_reads_so, causes)) or _is_full(folder):
            raise DiskFull(f"The disk is full: there is no space left to write {where}.") from error
        raise


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _reads_so(error: BaseException) -> bool:
    return any(text in str(error).lower() for text in _SAID)


def _is_full(folder: Path) -> bool:
    state = os.statvfs(next(place for place in (folder, *folder.absolute().parents) if place.exists()))
    has_no_names_left = state.f_files > 0 and state.f_favail == 0
    return state.f_bavail * state.f_frsize < _LEAST or has_no_names_left
