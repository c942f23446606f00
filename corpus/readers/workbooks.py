"""Workbooks: every sheet of an XLSX file that is shown, as tables; formulas by their saved values."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from corpus.places import Place
from corpus.readers.drafts import Draft, Piece
from corpus.readers.limits import MOST_CELLS
from corpus.readers.packages import check_package
from corpus.readers.readings import Advance, Fault, Reading, Remark, Unreadable
from corpus.readers.tables import GridCell, GridRow, write_table
from corpus.records.recognising import LOOKED_AT, are_records
from corpus.records.shown_cells import shown_cell
from corpus.spans import Span

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LONGEST_CELL = 100_000  # three times what a spreadsheet lets a person write


def read_workbook(data: bytes, _: Advance) -> Reading:
    """The tables of a workbook, or that it holds records. Raises `Unreadable`."""
    remarks = [*check_package(data)]
    faults: list[Fault] = []
    with warnings.catch_warnings(action="ignore"):
        if _holds_records(data):
            return Reading(is_records=True)
        draft = Draft()
        with closing(load_workbook(io.BytesIO(data), data_only=True)) as workbook:
            sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
            remarks += [Remark(1, "sheet", f"the hidden sheet {title} is passed over") for title in hidden]
            for sheet in sheets:
                remarks += _sheet_remarks(sheet)
                if len(sheets) > 1 and any(cell.value is not None for row in sheet.iter_rows() for cell in row):
                    draft.heading(2, [Piece(sheet.title)])
                for grid in _grids(sheet):
                    write_table(draft, grid)
        faults += _without_values(data)
    return Reading(draft.text, draft.places, remarks=tuple(remarks), faults=tuple(faults))


def _holds_records(data: bytes) -> bool:
    with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as workbook:
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            rows = islice(sheet.iter_rows(max_row=LOOKED_AT, values_only=True), LOOKED_AT)
            if are_records(["" if value is None else str(value) for value in row] for row in rows):
                return True
    return False


def _sheet_remarks(sheet: Any) -> Iterator[Remark]:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise Unreadable(f"at most {MOST_CELLS:,} cells in a sheet", f"{sheet.max_row:,} rows × {sheet.max_column:,}")
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    if rows or columns:
        yield Remark(1, sheet.title, f"{len(rows)} hidden rows and {len(columns)} hidden columns are passed over")
    if comments := sum(cell.comment is not None for row in sheet.iter_rows() for cell in row):
        yield Remark(1, sheet.title, f"{comments} comments on cells are passed over")


def _hidden_rows(sheet: Any) -> set[int]:
    return {number for number, row in sheet.row_dimensions.items() if row.hidden and number <= sheet.max_row}


def _hidden_columns(sheet: Any) -> set[int]:
    groups = (group for group in sheet.column_dimensions.values() if group.hidden)
    return {
        place for group in groups for place in range(group.min or 0, (group.max or 0) + 1) if place <= sheet.max_column
    }


def _grids(sheet: Any) -> Iterator[list[GridRow]]:
    """The tables of a sheet: what empty rows divide."""
    merged = _merged(sheet)
    hidden_rows, hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)
    columns = [place for place in range(1, sheet.max_column + 1) if place not in hidden_columns]
    grid: list[GridRow] = []
    for number in range(1, sheet.max_row + 1):
        if number in hidden_rows:
            continue
        place = Place(Span(0, 0), "row", number, sheet.title)
        row = GridRow(tuple(_cell(sheet, merged, number, column) for column in columns), place)
        if any(cell.text for cell in row.cells):
            grid.append(row)
        elif grid:
            yield grid
            grid = []
    if grid:
        yield grid


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place that a merged cell covers, the first of its places."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        if len(covered) + area.size["rows"] * area.size["columns"] > MOST_CELLS:
            raise Unreadable(f"at most {MOST_CELLS:,} merged cells", "more")
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                covered[row, column] = (area.min_row, area.min_col)
    return covered


def _cell(sheet: Any, merged: dict[tuple[int, int], tuple[int, int]], row: int, column: int) -> GridCell:
    at = merged.get((row, column), (row, column))
    cell = sheet.cell(*at)
    text = shown_cell(cell.value, str(cell.number_format or ""), as_formatted=True)
    if len(text) > _LONGEST_CELL:
        where = f"{get_column_letter(at[1])}{at[0]}"
        raise Unreadable(f"at most {_LONGEST_CELL:,} characters in a cell", f"{len(text):,} in {sheet.title}!{where}")
    return GridCell(text, at[0] * 100_000 + at[1])


def _without_values(data: bytes) -> Iterator[Fault]:
    """Formulas that were never computed, so that no value is saved with them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(_FORMULA.search(package.read(name)) for name in sheets):
            return
    with (
        closing(load_workbook(io.BytesIO(data), read_only=True)) as written,
        closing(load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as saved,
    ):
        for sheet in written.worksheets:
            pairs = zip(sheet.iter_rows(), saved[sheet.title].iter_rows(), strict=False)
            missing = [_coordinate(one) for row, values in pairs for one, value in zip(row, values, strict=False)
                       if one.data_type == "f" and value.value is None]  # fmt: skip
            if missing:
                expected = "the values of formulas, saved by opening and saving the workbook"
                row = int(re.sub(r"\D", "", missing[0]) or 1)
                yield Fault(row, sheet.title, expected, f"{len(missing)} without, the first in {missing[0]}")


def _coordinate(cell: Any) -> str:
    return str(getattr(cell, "coordinate", "?"))
