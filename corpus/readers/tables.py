"""Tables: grids of cells with merged ones, as tables of Markdown each of whose rows names its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.places import Place
from corpus.readers.drafts import Draft, Piece, cleaned_line, table_row

_DEEPEST_HEADER = 3
_NOTE = re.compile(r"注|备注|说明|(?:资料|数据)?来源|单位|附|[*＊※]|(?:Notes?|Sources?)\b", re.IGNORECASE)
_UNIT = re.compile(r"单位\s*[:：]\s*([^\s,，;；、)）]{1,8})(?=[)）]?$)")
_HAS_UNIT = re.compile(r"[%％(（]")
_FIGURE = re.compile(r"(?!(?:19|20)\d\d\Z)[-+(（]?[\d,.，．]+\s*[%％)）]?")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: all places that one merged cell covers hold the same `origin`."""

    text: str
    origin: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells, all rows of a grid being of one length."""

    cells: tuple[GridCell, ...]
    place: Place | None = None

    @property
    def single(self) -> str | None:
        """The words of a row that is one cell: all others are empty, or merged with it."""
        origins = {cell.origin: cell.text for cell in self.cells if cell.text}
        return next(iter(origins.values())) if len(origins) == 1 else None


def plain_grid(rows: Sequence[Sequence[str]]) -> tuple[GridRow, ...]:
    """A grid without merged cells."""
    width = max(map(len, rows), default=0)
    return tuple(
        GridRow(tuple(GridCell(text, number * width + place) for place, text in enumerate(_padded(row, width))))
        for number, row in enumerate(rows)
    )


def write_table(draft: Draft, grid: Sequence[GridRow]) -> None:
    """Write a grid: what stands alone above it as its caption, the table, and what stands alone below as its notes."""
    rows = _without_empty([GridRow(tuple(_clean(row.cells)), row.place) for row in grid])
    first, last = 0, len(rows)
    while first < last and rows[first].single is not None and _width(rows) > 1:
        first += 1
    while last > first + 1 and _is_note(rows[last - 1]) and _width(rows) > 1:
        last -= 1
    for row in rows[:first]:
        draft.block([Piece(row.single or "", row.place)])
    body = _without_empty(rows[first:last])
    if body and _width(body) == 1:
        for row in body:
            draft.block([Piece(row.single or "", row.place)])
    elif body:
        depth = header_depth(body)
        header = _joined(body[:depth]) if depth < len(body) else []
        header = _with_unit(header, body[depth:], [row.single or "" for row in rows[:first]])
        draft.rows((table_row(_shown(row), header), row.place) for row in body[depth:] or body)
    for row in rows[last:]:
        draft.block([Piece(row.single or "", row.place)])


def header_depth(rows: Sequence[GridRow]) -> int:
    """How many rows at the top name the columns: those under a heading that is merged across or down.

    None does where the first is itself one of figures, as in tables whose names stand on the left alone.
    """
    if _holds_figures(GridRow(rows[0].cells[1:])):
        return 0
    depth = 1
    while depth < min(len(rows) - 1, _DEEPEST_HEADER):
        above, below = rows[depth - 1].cells, rows[depth].cells
        reaches_down = any(cell.origin == under.origin for cell, under in zip(above, below, strict=True))
        is_divided = len({cell.origin for cell in above}) < len(above)
        if not (reaches_down or is_divided) or _holds_figures(rows[depth]):
            break
        depth += 1
    return depth


def _is_note(row: GridRow) -> bool:
    """Whether a row below a table is none of its rows: one cell over its whole width, or words that begin as a note."""
    if row.single is None:
        return False
    return len({cell.origin for cell in row.cells}) == 1 or bool(_NOTE.match(row.single))


def _holds_figures(row: GridRow) -> bool:
    texts = [cell.text for cell in row.cells if cell.text]
    return 2 * sum(bool(_FIGURE.fullmatch(text)) for text in texts) > len(texts)


def _joined(rows: Sequence[GridRow]) -> list[str]:
    """One name a column: what stands over it, from top to bottom."""
    columns = zip(*(row.cells for row in rows), strict=True)
    return [" ".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in columns]


def _with_unit(names: Sequence[str], rows: Sequence[GridRow], captions: Sequence[str]) -> list[str]:
    """The names of columns, those of figures with the unit that stands above the table for all of them."""
    told = next((found[1] for caption in captions if (found := _UNIT.search(caption))), None)
    if told is None:
        return list(names)
    return [
        f"{name}（{told}）" if name and not _HAS_UNIT.search(name) and _are_figures(rows, place) else name
        for place, name in enumerate(names)
    ]


def _are_figures(rows: Sequence[GridRow], place: int) -> bool:
    texts = [row.cells[place].text for row in rows if row.cells[place].text]
    return bool(texts) and all(_FIGURE.fullmatch(text) and text[-1] not in "%％" for text in texts)


def _shown(row: GridRow) -> list[str]:
    """The words of a row; a cell merged across stands in the first of its places, one merged down in each row."""
    before = [None, *(cell.origin for cell in row.cells)]
    return ["" if cell.origin == left else cell.text for cell, left in zip(row.cells, before, strict=False)]


def _without_empty(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows and columns that hold words; of columns that are wholly merged with the one before, none."""
    kept = [row for row in rows if any(cell.text for cell in row.cells)]
    if not kept:
        return []
    columns = list(zip(*(row.cells for row in kept), strict=True))
    places = [
        place
        for place, column in enumerate(columns)
        if any(cell.text for cell in column)
        and not (
            place and all(cell.origin == left.origin for cell, left in zip(column, columns[place - 1], strict=True))
        )
    ]
    return [GridRow(tuple(row.cells[place] for place in places), row.place) for row in kept]


def _width(rows: Sequence[GridRow]) -> int:
    return len(rows[0].cells) if rows else 0


def _clean(cells: Sequence[GridCell]) -> Iterator[GridCell]:
    for cell in cells:
        yield GridCell(cleaned_line(cell.text), cell.origin)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
