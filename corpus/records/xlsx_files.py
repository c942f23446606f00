"""Records in XLSX workbooks: the values of cells as they are shown, read in a stream, sheet by sheet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from corpus.records.fields import Entity
from corpus.records.headers import are_headings, read_headings
from corpus.records.rows import Batch, Note, RowProblem
from corpus.records.shown_cells import shown_cell
from corpus.records.tables import NumberedCells, read_table

_LOOKED_AT = 10


class _NoWorkbook(Exception):
    """A file is not the workbook its name says, or is damaged."""


def read_xlsx(entity: Entity, path: Path, name: str) -> Iterator[Batch]:
    """The records in the sheets of a workbook that have their headers, in batches; other sheets are noted.

    `name` is how problems name the file. Formulas count by the value they had when the workbook was saved.
    """
    try:
        with closing(_opened(path)) as workbook:
            yield from _sheets(entity, workbook, name)
    except OSError as error:
        reason = error.strerror or "an error"
        yield Batch(entity.name, problems=(RowProblem(name, 1, "file", "a file that can be read", reason),))
    except _NoWorkbook as error:
        yield Batch(entity.name, problems=(RowProblem(name, 1, "file", "an XLSX workbook", str(error)),))


def _opened(path: Path) -> Any:
    with _damage_told():
        return load_workbook(path, read_only=True, data_only=True)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever openpyxl fails with on a damaged file is one error: it lets through those of all it is made of.

    Its warnings, of styles and extensions that it passes over, are not ours to pass on.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except OSError:
        raise
    except Exception as error:
        raise _NoWorkbook(str(error) or type(error).__name__) from error


def _sheets(entity: Entity, workbook: Any, name: str) -> Iterator[Batch]:
    sheets = list(workbook.worksheets)
    several = len(sheets) > 1
    has_records = False
    for sheet in sheets:
        file = f"{name} [{sheet.title}]" if several else name
        rows = _rows(sheet)
        top = list(islice(rows, _LOOKED_AT))
        if not any(are_headings(read_headings(entity, cells)) for _, cells in top) and several:
            if any(any(cells) for _, cells in top):
                note = Note(file, 1, f"the sheet has no headers of {entity.en_plural} and is passed over")
                yield Batch(entity.name, notes=(note,))
            continue
        has_records = True
        yield from read_table(entity, chain(top, rows), file)
    if not has_records:
        yield from read_table(entity, iter(()), name)


def _rows(sheet: Any) -> Iterator[NumberedCells]:
    """Each row of a sheet; rows without any cell are left out, the others keep their numbers."""
    with _damage_told():
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        rows = sheet.iter_rows()
    for number in count(1):
        with _damage_told():
            cells = next(rows, None)
            texts = [shown_cell(cell.value, str(cell.number_format or "")) for cell in cells or ()]
        if cells is None:
            return
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts
