"""PDF files: their text in the order of reading, with headings and tables, and the place of every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.columns import columns_of
from corpus.readers.drafts import Draft, Piece, is_letterhead, page_place
from corpus.readers.furniture import furniture_of, is_furniture
from corpus.readers.pages import PdfPage, pages_of
from corpus.readers.paragraphs import Paragraph, glue, paragraphs_of
from corpus.readers.pdf_tables import DrawnTable, TableFinder, grid_of
from corpus.readers.readings import Advance, Fault, Reading, Unreadable
from corpus.readers.scans import ScannedLine, can_read_scans, scan_fault, scanned_lines, write_scanned
from corpus.readers.segments import Segment, box_of, lines_of
from corpus.readers.tables import write_table

_LARGER = 1.15
_DEEPEST = 4
_LONGEST_HEADING = 80
_SENTENCE_ENDS = ("。", "；", ";", "，", ",")


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on one page: its words and tables, or the lines of its picture."""

    number: int
    width: float
    height: float
    segments: Sequence[Segment]
    tables: Sequence[DrawnTable]
    scanned: Sequence[ScannedLine]


def read_pdf(data: bytes, advance: Advance) -> Reading:
    """The text of a PDF file. Raises `Unreadable`."""
    pages, faults = _pages(data, advance)
    margins = furniture_of([(page.height, lines_of(page.segments)) for page in pages])
    sizes = Counter[float]()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size * 2) / 2] += len(segment.text)
    body_size = max(sizes, key=lambda size: sizes[size], default=0.0)
    larger = sorted((size for size in sizes if size >= _LARGER * body_size), reverse=True)
    writer = _Writer(body_size, larger, margins)
    for page in pages:
        writer.page(page)
    writer.close()
    lacks_ocr = any(page.number == fault.number for page in pages for fault in faults)
    return Reading(writer.draft.text, writer.draft.places, writer.title, faults=tuple(faults), is_lasting=not lacks_ocr)


def _pages(data: bytes, advance: Advance) -> tuple[list[_Page], list[Fault]]:
    pages: list[_Page] = []
    faults: list[Fault] = []
    finder: TableFinder | None = None
    for number, page in enumerate(pages_of(data), start=1):
        segments = page.segments()
        scanned: list[ScannedLine] = []
        tables: list[DrawnTable] = []
        if page.is_scan(segments):
            segments, scanned = [], _scanned(page, number, faults)
        elif page.may_have_tables() and segments:
            finder = finder or TableFinder(data)
            tables = finder.tables(number)
        pages.append(_Page(number, page.width, page.height, segments, tables, scanned))
        advance()
    if finder:
        finder.close()
    return pages, faults


def _scanned(page: PdfPage, number: int, faults: list[Fault]) -> list[ScannedLine]:
    if not can_read_scans():
        faults.append(scan_fault(number, "a scan"))
        return []
    try:
        return scanned_lines(page.picture().data, number)
    except Unreadable as error:
        faults.append(Fault(number, "page", error.fault.expected, error.fault.found))
        return []


class _Writer:
    """Writes page after page; a paragraph that a page ends in the midst of goes on with the next."""

    def __init__(self, body_size: float, larger: Sequence[float], margins: frozenset[str]) -> None:
        self.draft = Draft()
        self.title: str | None = None
        self._body_size = body_size
        self._larger = larger
        self._margins = margins
        self._open: list[Piece] = []

    def page(self, page: _Page) -> None:
        """Write what a page holds, in the order of reading."""
        if page.scanned:
            self.close()
            write_scanned(self.draft, page.scanned)
            return
        outside = [segment for segment in page.segments if not any(table.holds(segment) for table in page.tables)]
        tops = sorted(page.tables, key=lambda table: table.area[1])
        for table in tops:
            above = [segment for segment in outside if segment.middle < table.area[1]]
            outside = [segment for segment in outside if segment.middle >= table.area[1]]
            self._text(page, above)
            self.close()
            held = [segment for segment in page.segments if table.holds(segment)]
            write_table(self.draft, grid_of(table, held, page.number, page.width, page.height))
        self._text(page, outside)

    def close(self) -> None:
        """End the paragraph that may still go on."""
        self.draft.block(self._open)
        self._open = []

    def _text(self, page: _Page, segments: Sequence[Segment]) -> None:
        for column in columns_of(segments):
            lines = [line for line in lines_of(column) if not is_furniture(line, page.height, self._margins)]
            for number, paragraph in enumerate(paragraphs_of(lines, self._body_size)):
                self._paragraph(page, paragraph, is_first=number == 0)

    def _paragraph(self, page: _Page, paragraph: Paragraph, *, is_first: bool) -> None:
        pieces = _pieces(page, paragraph)
        text = "".join(piece.text for piece in pieces)
        level = self._level(paragraph, text)
        if level:
            self.close()
            self.draft.heading(level, pieces)
            self.title = self.title or " ".join(piece.text for piece in pieces)
            return
        if not (is_first and self._open and _goes_on(self._open[-1].text)):
            self.close()
        elif pieces:
            above, between = glue(self._open[-1].text, pieces[0].text)
            self._open[-1] = Piece(above, self._open[-1].place, self._open[-1].glue)
            pieces[0] = Piece(pieces[0].text, pieces[0].place, between)
        self._open += pieces

    def _level(self, paragraph: Paragraph, text: str) -> int:
        size = round(paragraph.size * 2) / 2
        if size not in self._larger or len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_ENDS):
            return 0
        if self.title is None and is_letterhead(text):
            return 0
        return min(self._larger.index(size) + 1, _DEEPEST)


def _goes_on(above: str) -> bool:
    """Whether words at the top of a page or column go on with those at the end of the one before."""
    return not above.rstrip().endswith(("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "”"))


def _pieces(page: _Page, paragraph: Paragraph) -> list[Piece]:
    pieces: list[Piece] = []
    for number, line in enumerate(paragraph.lines):
        text, between = line.text, ""
        if number:
            above, between = glue(pieces[-1].text, text)
            pieces[-1] = Piece(above, pieces[-1].place, pieces[-1].glue)
        pieces.append(Piece(text, page_place(page.number, box=box_of(line, page.width, page.height)), between))
    return pieces
