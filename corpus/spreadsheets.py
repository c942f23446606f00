"""Tables written for spreadsheets: no cell of text is ever run as a formula, and figures stay numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Cell = str | Decimal | int | None

_RUNS = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_NOT_IN_FILES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767
"""The characters that a cell of a workbook holds."""
_TAKEN_FOR_ANOTHER_TYPE = ("=", "#")  # by the writer: formulas, and errors such as #N/A
_BOLD = Font(bold=True)
_NARROWEST, _WIDEST = 10, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, and its rows, of which the first names the columns where it `has_header`.

    `merged` are areas of cells that are shown as one, as in "A1:B2".
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    has_header: bool = True
    merged: tuple[str, ...] = ()


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which Excel knows it."""
    return "".join(csv_lines(rows)).encode("utf-8-sig")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The rows as CSV, one after the other; a file of them begins with the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for row in rows:
        writer.writerow([_in_csv(cell) for cell in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def xlsx_file(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an XLSX workbook."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.title), sheet)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def area_of(top: int, left: int, bottom: int, right: int) -> str:
    """The name of the area of these rows and columns, which count from 1."""
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _in_csv(cell: Cell) -> str:
    """The cell as it is written; an apostrophe before text that a spreadsheet would run keeps it text."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = _cleaned(cell)
    return f"'{text}" if _would_run(text) else text


def _write(target: Any, sheet: Sheet) -> None:
    for place, column in enumerate(zip(*sheet.rows, strict=True), start=1):
        target.column_dimensions[get_column_letter(place)].width = _width(column)
    if sheet.has_header:
        target.freeze_panes = "A2"
    for area in sheet.merged:
        target.merged_cells.add(area)
    for number, row in enumerate(sheet.rows):
        target.append([_in_workbook(target, cell, is_bold=sheet.has_header and not number) for cell in row])


def _in_workbook(target: Any, cell: Cell, *, is_bold: bool) -> Any:
    """The cell as the writer takes it; only what needs more than its value is made by hand, which takes time."""
    if isinstance(cell, Decimal | int):
        return cell
    text = _cleaned(cell)[:_LONGEST]
    is_special = text.startswith(_TAKEN_FOR_ANOTHER_TYPE) or _would_run(text)
    if not text or not (is_bold or is_special):
        return text or None
    made = WriteOnlyCell(target, text)
    made.data_type = "s"  # whatever it begins with
    made.quotePrefix = is_special  # stays text when somebody edits the cell
    if is_bold:
        made.font = _BOLD
    return made


def _cleaned(cell: str | int | None) -> str:
    return _NOT_IN_FILES.sub("", "" if cell is None else str(cell))


def _would_run(text: str) -> bool:
    return bool(_RUNS.match(text)) and not _PLAIN_NUMBER.fullmatch(text)


def _width(column: Sequence[Cell]) -> float:
    """Wide enough for most of its texts; a Chinese character takes two places."""
    longest = max((sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(cell or "")) for cell in column), default=0)
    return float(max(_NARROWEST, min(_WIDEST, longest + 2)))
