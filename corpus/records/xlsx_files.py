"""Records in XLSX workbooks: the values of cells as they are shown, read in a stream, sheet by sheet."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from corpus.records.fields import Entity
from corpus.records.headers import are_headings, read_headings
from corpus.records.rows import Batch, Note, RowProblem
from corpus.records.tables import NumberedCells, read_table

_LOOKED_AT = 10
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


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
            texts = [_shown(cell) for cell in cells or ()]
        if cells is None:
            return
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def _shown(cell: Any) -> str:
    """The text of a cell as a person reads it in the sheet."""
    value: object = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _figure(value, _LITERALS.sub("", str(cell.number_format or "")))
    if isinstance(value, date):
        return _date(value, _LITERALS.sub("", str(cell.number_format or "")).lower())
    return str(value)


def _figure(value: int | float, number_format: str) -> str:
    """A number to the fifteen figures that spreadsheets hold, as a percentage where it is shown as one."""
    figure = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if "%" in number_format:
        return f"{(figure * 100).normalize():f}%"
    return f"{figure:f}"


def _date(value: date, number_format: str) -> str:
    """A date as far as it is shown: 2024年6月 says no day."""
    day = value.strftime("%Y-%m-%d")
    if "y" in number_format and "d" not in number_format:
        return day[:7] if "m" in number_format else day[:4]
    return day
