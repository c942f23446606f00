"""Pages: a PDF file page by page, as runs of characters with their places, or as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.limits import MOST_PAGES, MOST_PIXELS
from corpus.readers.readings import Unreadable
from corpus.readers.segments import Segment, needs_space

_SPACE = 0.25
_BREAK = 1.2
"""Of the size of letters: from these gaps on, words are two, or stand apart."""

_FEWEST_RULES = 4
_FEWEST_LETTERS = 15
_BROKEN = 0.3
_DOTS_PER_INCH = 300
_WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels from white to black, row by row, in the portable form PGM."""

    data: bytes


class PdfPage:
    """One page: its size in points, its words, and whether it shows tables or is a scan."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = page.get_size()

    def segments(self) -> list[Segment]:
        """The words of the page, those that stand together as one."""
        text = self._page.get_textpage()
        try:
            return list(_segments(text.raw, _to_top_left(self._page.raw, self.width, self.height)))
        finally:
            text.close()

    def is_scan(self, segments: list[Segment]) -> bool:
        """Whether the page is read from its picture: it holds one, and hardly any letters or broken ones."""
        letters = "".join(segment.text for segment in segments)
        broken = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
        if len(letters) >= _FEWEST_LETTERS:
            return broken > _BROKEN * len(letters)
        return self._count(pdfium.FPDF_PAGEOBJ_IMAGE, 1) > 0

    def may_have_tables(self) -> bool:
        """Whether enough lines are drawn on it."""
        return self._count(pdfium.FPDF_PAGEOBJ_PATH, _FEWEST_RULES) >= _FEWEST_RULES

    def picture(self) -> Picture:
        """The page in shades of grey."""
        scale = _DOTS_PER_INCH / 72
        pixels = self.width * self.height * scale * scale
        if pixels > MOST_PIXELS:
            scale *= math.sqrt(MOST_PIXELS / pixels)
        bitmap = self._page.render(scale=scale, grayscale=True)
        try:
            rows, stride = bytes(bitmap.buffer), bitmap.stride
            lines = (rows[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
            return Picture(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines))
        finally:
            bitmap.close()

    def _count(self, kind: int, most: int) -> int:
        count = 0
        for found in self._page.get_objects(filter=[kind], max_depth=3):
            count += found.type == kind
            if count >= most:
                break
        return count


def pages_of(data: bytes) -> Iterator[PdfPage]:
    """The pages of a file; each is let go when the next is asked for. Raises `Unreadable`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("a file without a password", "an encrypted one") from error
        raise Unreadable("a PDF file that is whole", f"a damaged one ({error})") from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"at most {MOST_PAGES:,} pages", f"{len(document):,}")
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise Unreadable("a PDF file that is whole", f"no page {number + 1}") from error
            try:
                yield PdfPage(page)
            finally:
                page.close()
    finally:
        document.close()


def _to_top_left(page: Any, width: float, height: float) -> tuple[float, ...]:
    """The linear map from the page's own coordinates to points from the corner where reading begins."""
    corners = []
    for x, y in ((0, 0), (1_000, 0), (0, 1_000)):
        across, down = c_int(), c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, _WHOLE, _WHOLE, 0, x, y, across, down)
        corners.append((across.value * width / _WHOLE, down.value * height / _WHOLE))
    (x0, y0), (xa, ya), (xb, yb) = corners
    return (xa - x0) / 1_000, (xb - x0) / 1_000, x0, (ya - y0) / 1_000, (yb - y0) / 1_000, y0


@dataclass(slots=True)
class _Run:
    """A segment that is still growing."""

    letters: list[str]
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def segment(self) -> Segment:
        text = "".join(self.letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return Segment(text, self.left, self.top, self.right, self.bottom, self.size)


def _segments(text: Any, to_top_left: tuple[float, ...]) -> Iterator[Segment]:
    run: _Run | None = None
    is_spaced = False
    for index in range(max(pdfium.FPDFText_CountChars(text), 0)):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter in "\x00\x02\ufffe":
            is_spaced = True
            continue
        left, top, right, bottom, size = _box(text, index, to_top_left)
        if run and _goes_on(run, left, top, bottom, size):
            gap = left - run.right
            if (is_spaced or gap > _SPACE * size) and needs_space(run.letters[-1], letter):
                run.letters.append(" ")
            run.letters.append(letter)
            run.top, run.bottom = min(run.top, top), max(run.bottom, bottom)
            run.right, run.size = max(run.right, right), max(run.size, size)
        else:
            if run:
                yield run.segment()
            run = _Run([letter], left, top, right, bottom, size)
        is_spaced = False
    if run:
        yield run.segment()


def _goes_on(run: _Run, left: float, top: float, bottom: float, size: float) -> bool:
    overlap = min(run.bottom, bottom) - max(run.top, top)
    return overlap > 0.5 * min(bottom - top, run.bottom - run.top) and -0.5 * size < left - run.right < _BREAK * size


def _box(text: Any, index: int, map_: tuple[float, ...]) -> tuple[float, float, float, float, float]:
    """Left, top, right, bottom and size of a character."""
    rectangle, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetLooseCharBox(text, index, rectangle)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    a, b, c, d, e, f = map_
    xs = [a * x + b * y + c for x, y in ((rectangle.left, rectangle.top), (rectangle.right, rectangle.bottom))]
    ys = [d * x + e * y + f for x, y in ((rectangle.left, rectangle.top), (rectangle.right, rectangle.bottom))]
    height = max(ys) - min(ys)
    if not math.isfinite(size) or size <= 0:
        size = height
    return min(xs), min(ys), max(xs), max(ys), size or 1.0
