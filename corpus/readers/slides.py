"""Slides: titles, text, tables and notes of a PPTX file, slide by slide."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pptx import Presentation

from corpus.places import Place
from corpus.readers.drafts import Draft, Piece, cleaned_line
from corpus.readers.limits import MOST_NESTING, MOST_PAGES
from corpus.readers.packages import check_package
from corpus.readers.readings import Advance, Reading, Remark, Unreadable
from corpus.readers.tables import GridCell, GridRow, write_table
from corpus.spans import Span


def read_slides(data: bytes, _: Advance) -> Reading:
    """The slides that are shown, each under its title. Raises `Unreadable`."""
    remarks = [*check_package(data)]
    draft = Draft()
    title: str | None = None
    slides = list(Presentation(io.BytesIO(data)).slides)
    if len(slides) > MOST_PAGES:
        raise Unreadable(f"at most {MOST_PAGES:,} slides", f"{len(slides):,}")
    for number, slide in enumerate(slides, start=1):
        if slide.element.get("show") == "0":
            remarks.append(Remark(number, "slide", "a hidden slide is passed over"))
            continue
        place = Place(Span(0, 0), "slide", number)
        heading = slide.shapes.title
        words = cleaned_line(heading.text_frame.text) if heading is not None and heading.has_text_frame else ""
        if words:
            draft.heading(1 if title is None else 2, [Piece(words, place)])
            title = title or words
        for shape in _shapes(slide.shapes):
            if heading is None or shape.shape_id != heading.shape_id:
                _write(draft, shape, place)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            for paragraph in notes.paragraphs:
                draft.block([Piece(paragraph.text, place)])
    return Reading(draft.text, draft.places, title, remarks=tuple(remarks))


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """The shapes from top to bottom and left to right, those of groups with them."""
    if depth > MOST_NESTING:
        raise Unreadable(f"groups at most {MOST_NESTING} deep", "deeper ones")
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, depth + 1)
        else:
            yield shape


def _write(draft: Draft, shape: Any, place: Place) -> None:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            draft.block([Piece(paragraph.text, place)], "- " if paragraph.level else "")
    elif getattr(shape, "has_table", False):
        write_table(draft, list(_grid(shape.table, place)))


def _grid(table: Any, place: Place) -> Iterator[GridRow]:
    """The rows of a table; what a merged cell covers is filled with it."""
    origins: dict[tuple[int, int], tuple[int, str]] = {}
    width = len(table.columns)
    for down, row in enumerate(table.rows):
        cells = []
        for across, cell in enumerate(row.cells):
            origin = (down * width + across, cell.text_frame.text)
            if cell.is_merge_origin:
                for below in range(cell.span_height):
                    for right in range(cell.span_width):
                        origins[down + below, across + right] = origin
            number, text = origins.get((down, across), origin)
            cells.append(GridCell(text, number))
        yield GridRow(tuple(cells), place)
