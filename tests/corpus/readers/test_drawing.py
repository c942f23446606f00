"""Pages as pictures, and what a file may do to the process that draws them."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from corpus.readers.drawing import DrawingRoom
from eval.faults.harmful import damaged_files
from eval.faults.samples import policy_pdf, web_page


@pytest.fixture
def room() -> Iterator[DrawingRoom]:
    made = DrawingRoom()
    yield made
    made.close()


def drawn(room: DrawingRoom, path: Path, number: int) -> Image.Image:
    picture = room.picture(path, number)
    assert picture
    return Image.open(io.BytesIO(picture))


def two_scans(path: Path) -> Path:
    first, second = Image.new("L", (2_400, 1_200), 255), Image.new("L", (600, 300), 0)
    first.save(path, save_all=True, append_images=[second])
    return path


def test_a_page_of_a_pdf_file_is_drawn_as_wide_as_a_screen(room: DrawingRoom, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(policy_pdf())
    picture = drawn(room, tmp_path / "a.pdf", 2)
    assert picture.width == 1_200
    assert picture.height / picture.width == pytest.approx(842 / 595, rel=0.01)
    assert len(set(picture.convert("L").tobytes())) > 2  # not blank


def test_a_scan_is_drawn_as_it_was_read(room: DrawingRoom, tmp_path: Path) -> None:
    path = two_scans(tmp_path / "a.tiff")
    assert drawn(room, path, 1).size == (1_200, 600)
    small = drawn(room, path, 2)
    assert small.size == (600, 300)
    assert small.getpixel((300, 150)) == (0, 0, 0)


def test_what_cannot_be_drawn_has_no_picture_and_the_next_one_has(room: DrawingRoom, tmp_path: Path) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(policy_pdf())
    (tmp_path / "page.html").write_bytes(web_page())
    vast = tmp_path / "vast.png"
    Image.new("1", (9_000, 9_000)).save(vast)
    for path, number in ((good, 3), (good, 0), (tmp_path / "page.html", 1), (vast, 1), (tmp_path / "nothing.pdf", 1)):
        assert room.picture(path, number) is None, path
    assert room.picture(good, 1)


def test_damaged_files_never_stop_the_drawing(room: DrawingRoom, tmp_path: Path) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(policy_pdf())
    damaged = [(name, data) for name, data in damaged_files(112) if name.endswith((".pdf", ".png"))]
    assert len(damaged) > 10
    for name, data in damaged:
        (tmp_path / name).write_bytes(data)
        room.picture(tmp_path / name, 1)
        assert room.picture(good, 1), name


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_drawn(tmp_path: Path) -> None:
    pipe, good = tmp_path / "endless.pdf", tmp_path / "good.pdf"
    os.mkfifo(pipe)  # to read it is to wait for somebody who writes
    good.write_bytes(policy_pdf())
    room = DrawingRoom(seconds=5)
    began = time.monotonic()
    assert room.picture(pipe, 1) is None
    assert time.monotonic() - began < 30
    assert room.picture(good, 1)
    room.close()


def test_a_process_that_has_ended_is_begun_anew(room: DrawingRoom, tmp_path: Path) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(policy_pdf())
    assert room.picture(good, 1)
    worker = room._worker
    assert worker is not None
    worker.end()
    assert room.picture(good, 2)
