"""Reading a table of cells, wherever it comes from: its headings are found, then its rows in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from corpus.problems import shown
from corpus.records.fields import Entity
from corpus.records.headers import are_headings, read_headings
from corpus.records.row_reading import RowReader
from corpus.records.rows import Batch, Note, Row, RowProblem

NumberedCells = tuple[int, Sequence[str]]
"""A row of a file: its number as a spreadsheet counts, and its cells as text."""

_ROWS_ABOVE_HEADINGS = 10
_BATCH = 500


def read_table(entity: Entity, rows: Iterable[NumberedCells], file: str) -> Iterator[Batch]:
    """The records of a table whose headings stand in one of its first ten rows; a title may stand above them."""
    numbered = iter(rows)
    above: list[NumberedCells] = []
    for number, cells in islice(numbered, _ROWS_ABOVE_HEADINGS):
        headings = read_headings(entity, cells)
        if are_headings(headings):
            reader = RowReader(entity, headings, file, number)
            yield Batch(entity.name, problems=reader.problems, notes=(*_passed_over(above, file), *reader.notes))
            yield from _batches(entity, reader, numbered)
            return
        above.append((number, cells))
    first = next((cells for _, cells in above if any(cells)), ())
    expected = f"a row of headers of {entity.en_plural}, such as " + ", ".join(f.zh for f in entity.fields[:3])
    yield Batch(entity.name, problems=(RowProblem(file, 1, "headers", expected, ", ".join(filter(None, first))),))


def _passed_over(rows: Sequence[NumberedCells], file: str) -> Iterator[Note]:
    for number, cells in rows:
        if any(cells):
            yield Note(file, number, f"passed over above the headers: {shown(' '.join(filter(None, cells)))}")


def _batches(entity: Entity, reader: RowReader, numbered: Iterator[NumberedCells]) -> Iterator[Batch]:
    while taken := list(islice(numbered, _BATCH)):
        rows: list[Row] = []
        problems: list[RowProblem] = []
        for number, cells in taken:
            row, found = reader.read(cells, number)
            if row is not None:
                rows.append(row)
            problems += found
        yield Batch(entity.name, tuple(rows), tuple(problems))
