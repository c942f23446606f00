"""What a file may do to its reader, and what comes of it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.readers import worker
from corpus.readers.isolation import ReadingRoom
from eval.faults.harmful import damaged_files
from eval.faults.samples import web_page

COUNT = 116  # each kind of harm once, and three times as many damaged at random


def test_damaged_and_harmful_files_are_told_of_and_the_next_one_is_read(tmp_path: Path) -> None:
    room = ReadingRoom(silence_seconds=20)
    for name, data in damaged_files(COUNT):
        (tmp_path / name).write_bytes(data)
        reading = room.read(tmp_path / name)
        told = " ".join(fault.found for fault in reading.faults)
        assert "longer" not in told, name
        assert "root:" not in reading.text, name
        (tmp_path / name).unlink()
    (tmp_path / "good.html").write_bytes(web_page())
    assert room.read(tmp_path / "good.html").title == "示例通知"
    room.close()


def test_a_file_that_takes_too_long_is_told_of_and_the_next_one_is_read(tmp_path: Path) -> None:
    pipe, good = tmp_path / "endless.pdf", tmp_path / "good.html"
    os.mkfifo(pipe)  # to read it is to wait for somebody who writes
    good.write_bytes(web_page())
    room = ReadingRoom(silence_seconds=3)
    began = time.monotonic()
    (fault,) = room.read(pipe).faults
    assert fault.found == "a file that takes longer"
    assert time.monotonic() - began < 20
    assert room.read(good).title == "示例通知"
    room.close()


def test_a_process_that_has_ended_is_begun_anew(tmp_path: Path) -> None:
    good = tmp_path / "good.html"
    good.write_bytes(web_page())
    room = ReadingRoom()
    assert room.read(good).title
    first = room._worker
    assert first is not None
    first.end()
    assert room.read(good).title
    room.close()


def test_a_process_that_is_reading_ends_with_whoever_asked(tmp_path: Path) -> None:
    pipe, script = tmp_path / "endless.pdf", tmp_path / "asking.py"
    os.mkfifo(pipe)  # to read it is to wait for somebody who writes
    script.write_text(_ASKING, "utf-8")
    with subprocess.Popen([sys.executable, str(script), str(pipe)]) as asking:
        writing = opened_when_read(pipe)
        asking.kill()
    is_left = select.poll()
    is_left.register(writing, select.POLLERR)
    assert is_left.poll(60_000), "the reader still waits"
    os.close(writing)


_ASKING = """\
import sys
from pathlib import Path
from corpus.readers.isolation import ReadingRoom
if __name__ == "__main__":
    ReadingRoom().read(Path(sys.argv[1]))
"""


def opened_when_read(pipe: Path) -> int:
    """The writing end of a pipe, as soon as somebody waits at the other."""
    until = time.monotonic() + 60
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < until, "nobody reads"
            time.sleep(0.05)


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "socket.bind"])
def test_a_reader_reaches_no_network(event: str) -> None:
    with pytest.raises(PermissionError):
        worker._refuse_network(event, ())
