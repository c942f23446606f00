"""Tables that are drawn with lines on the pages of a PDF file: where they are, and the places of their cells."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber

from corpus.places import Place
from corpus.readers.drafts import page_place
from corpus.readers.segments import Segment, box_of, joined, lines_of
from corpus.readers.tables import GridCell, GridRow

_MOST_CELLS = 5_000
_NEAR = 2.0
"""Points within which two edges are one."""

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """The area of a table and of each of its cells."""

    area: Area
    cells: tuple[Area, ...]

    def holds(self, segment: Segment) -> bool:
        """Whether words stand in it."""
        return _holds(self.area, segment)


class TableFinder:
    """Finds the tables of one file."""

    def __init__(self, data: bytes) -> None:
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it grumbles about is read all the same
        self._pdf = pdfplumber.open(io.BytesIO(data))

    def tables(self, number: int) -> list[DrawnTable]:
        """The tables of a page, counted from 1; none where the page cannot be taken apart."""
        try:
            page = self._pdf.pages[number - 1]
            found = page.find_tables()
            left, top = page.cropbox[0] - page.bbox[0], page.bbox[3] - page.cropbox[3]
            drawn = [_drawn(table, left, top) for table in found if 2 <= len(table.cells) <= _MOST_CELLS]
            page.close()
        except Exception:
            # Whatever the page holds that this library does not expect: its words are read without their table.
            return []
        return [table for table in drawn if len(table.cells) > 1]

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


def grid_of(table: DrawnTable, segments: Sequence[Segment], page: int, width: float, height: float) -> list[GridRow]:
    """The rows of a table with the words that stand in their cells."""
    columns = _edges(edge for cell in table.cells for edge in (cell[0], cell[2]))
    rows = _edges(edge for cell in table.cells for edge in (cell[1], cell[3]))
    texts = [_text(cell, segments) for cell in table.cells]
    grid: list[GridRow] = []
    for top, bottom in pairwise(rows):
        cells: list[GridCell] = []
        for left, right in pairwise(columns):
            x, y = (left + right) / 2, (top + bottom) / 2
            owner = next((n for n, area in enumerate(table.cells) if _covers(area, x, y)), None)
            cells.append(
                GridCell("", -1 - len(grid) * len(columns) - len(cells))
                if owner is None
                else GridCell(texts[owner], owner)
            )
        grid.append(GridRow(tuple(cells), _place((columns[0], top, columns[-1], bottom), page, width, height)))
    return grid


def _place(area: Area, page: int, width: float, height: float) -> Place:
    return page_place(page, box=box_of(Segment("", *area, size=1.0), width, height))


def _text(cell: Area, segments: Sequence[Segment]) -> str:
    lines = lines_of(segment for segment in segments if _holds(cell, segment))
    text = ""
    for line in lines:
        text = joined([Segment(text, 0, 0, 0, 0, line.size), line]).text if text else line.text
    return text


def _holds(area: Area, segment: Segment) -> bool:
    return _covers(area, (segment.left + segment.right) / 2, segment.middle)


def _covers(area: Area, x: float, y: float) -> bool:
    left, top, right, bottom = area
    return left <= x <= right and top <= y <= bottom


def _drawn(table: Any, left: float, top: float) -> DrawnTable:
    def moved(area: Any) -> Area:
        return (area[0] - left, area[1] - top, area[2] - left, area[3] - top)

    return DrawnTable(moved(table.bbox), tuple(moved(cell) for cell in table.cells))


def _edges(values: Any) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges
