"""Scans: pictures of text read by Tesseract, with how sure it is of each line."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.places import Box
from corpus.readers.drafts import Draft, Piece, page_place
from corpus.readers.limits import SILENCE_SECONDS
from corpus.readers.readings import Advance, Fault, Reading, Unreadable
from corpus.readers.segments import needs_space

_PROGRAM = "tesseract"
_LANGUAGES = ("chi_sim", "eng")
_REMEDY = "text; to read pictures, install tesseract-ocr and tesseract-ocr-chi-sim"
_WORD, _PAGE = "5", "1"
_NOISE = 30
"""Percent below which a line is no text but a stain, a stamp or a drawing."""


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line that was read from a picture; `paragraph` tells which lines belong together."""

    text: str
    box: Box
    confidence: int
    page: int
    paragraph: tuple[str, str]


@cache
def can_read_scans() -> bool:
    """Whether the program is there, with both languages."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    asked = [program, "--list-langs"]
    listed = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    return set(_LANGUAGES) <= set(listed.stdout.split())


def scan_fault(number: int, found: str) -> Fault:
    """That a picture was not read, and what to install."""
    return Fault(number, "page", _REMEDY, found)


def read_picture(data: bytes, advance: Advance) -> Reading:
    """The text of a picture file. Raises `Unreadable`."""
    if not can_read_scans():
        raise Unreadable(_REMEDY, "a picture", is_lasting=False)
    draft = Draft()
    lines = scanned_lines(data, 1)
    advance()
    write_scanned(draft, lines)
    return Reading(draft.text, draft.places, pages=max((line.page for line in lines), default=0))


def scanned_lines(picture: bytes, page: int) -> list[ScannedLine]:
    """The lines of a picture in the order of reading; its first page is counted as `page`. Raises `Unreadable`."""
    command = [shutil.which(_PROGRAM) or _PROGRAM, "stdin", "stdout", "-l", "+".join(_LANGUAGES), "--dpi", "300", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=picture,
            capture_output=True,
            check=False,
            timeout=SILENCE_SECONDS - 5,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "a picture that can be read in two minutes", "one that takes longer", is_lasting=False
        ) from error
    if done.returncode:
        raise Unreadable("a picture that is whole", "a damaged one")
    rows = list(
        csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    sizes = {row["page_num"]: (int(row["width"]), int(row["height"])) for row in rows if row["level"] == _PAGE}
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        if row["level"] == _WORD and (row["text"] or "").strip():
            key = (row["page_num"], row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
    read = (_line(key, words, sizes[key[0]], page) for key, words in lines.items())
    return [line for line in read if line.confidence >= _NOISE]


def write_scanned(draft: Draft, lines: Sequence[ScannedLine]) -> None:
    """Write lines as paragraphs, each line with its place and confidence."""
    for paragraph in _paragraphs(lines):
        pieces = []
        for number, line in enumerate(paragraph):
            place = page_place(line.page, box=line.box, confidence=line.confidence)
            glue = " " if number and needs_space(paragraph[number - 1].text, line.text) else ""
            pieces.append(Piece(line.text, place, glue))
        draft.block(pieces)


def _paragraphs(lines: Sequence[ScannedLine]) -> Iterator[list[ScannedLine]]:
    current: list[ScannedLine] = []
    for line in lines:
        if current and (line.page, line.paragraph) != (current[-1].page, current[-1].paragraph):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _line(key: tuple[str, ...], words: Sequence[dict[str, str]], size: tuple[int, int], page: int) -> ScannedLine:
    """One line of words: its confidence is that of its letters together."""
    text = ""
    for word in words:
        text += (" " if text and needs_space(text, word["text"]) else "") + word["text"]
    letters = sum(len(word["text"]) for word in words)
    confidence = sum(max(float(word["conf"]), 0.0) * len(word["text"]) for word in words) / letters
    lefts, tops = [int(word["left"]) for word in words], [int(word["top"]) for word in words]
    rights = [int(word["left"]) + int(word["width"]) for word in words]
    bottoms = [int(word["top"]) + int(word["height"]) for word in words]
    width, height = max(size[0], 1), max(size[1], 1)
    box = Box(*(round(10_000 * edge / whole) for edge, whole in (
        (min(lefts), width), (min(tops), height), (max(rights), width), (max(bottoms), height))))  # fmt: skip
    return ScannedLine(text, box, round(confidence), page + int(key[0]) - 1, (key[1], key[2]))
