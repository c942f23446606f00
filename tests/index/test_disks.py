"""Whatever fails for want of space is told as that; other failures stay what they are."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from corpus.errors import LibraryChanged
from index.disks import told_when_full
from index.errors import BuildFailed, DiskFull


def fail(folder: Path, error: Exception, cause: Exception | None = None) -> None:
    with told_when_full(folder):
        raise error from cause


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_file_that_finds_no_space_is_named(number: int, tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="no space left to write /elsewhere/cache") as told:
        fail(tmp_path, OSError(number, "no", "/elsewhere/cache"))
    assert "smx index build" in told.value.remedy


def test_what_a_database_says_of_space_is_told_though_it_is_the_cause_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=str(tmp_path)):
        fail(tmp_path, BuildFailed("The catalogue cannot be written."), RuntimeError("database or disk is full"))


def test_a_disk_without_space_is_seen_though_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.disks._LEAST", float("inf"))
    with pytest.raises(DiskFull):
        fail(tmp_path / "not" / "there", OSError("4096 requested and 0 written"))
    with pytest.raises(LibraryChanged):
        fail(tmp_path, LibraryChanged("A file was changed."))


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "no", "x"), BuildFailed("x"), ValueError("x")])
def test_other_failures_stay_what_they_are(error: Exception, tmp_path: Path) -> None:
    with pytest.raises(type(error)) as told:
        fail(tmp_path, error)
    assert told.value is error
