"""Files that are written whole, shared and told by digests."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.whole_files import digest_of_file, share_file, written_whole


def test_a_file_is_the_old_one_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    with written_whole(file) as new:
        new.write_text("half of")
        assert file.read_text() == "old"
        new.write_text("new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "new"


def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    with pytest.raises(UnicodeEncodeError), written_whole(file) as new:
        new.write_text("half of \ud800", "utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "old"


def test_what_a_killed_process_left_is_gone_with_the_next_writing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    code = f"""
import os, signal
from pathlib import Path
from corpus.whole_files import written_whole
with written_whole(Path({str(file)!r})) as new:
    new.write_text("half of")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    assert not file.exists()
    assert len(list(tmp_path.iterdir())) == 1
    with written_whole(file) as new:
        new.write_text("new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("can_link", [True, False])
def test_a_shared_file_has_the_same_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    if not can_link:
        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "one").write_text("said")
    share_file(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other").read_text() == "said"
    assert (tmp_path / "one").samefile(tmp_path / "other") == can_link


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"said" * 100_000)
    assert digest_of_file(tmp_path / "file") == hashlib.sha256(b"said" * 100_000).hexdigest()
