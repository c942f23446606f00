"""Tables: the records as rows of CSV, with a header, a meaning and a readership for each column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from corpus.demo.wording import plain
from corpus.schemas import Bilingual

Row = TypeVar("Row")
Cell = str | int | float | date | Bilingual | None

PROVENANCE = "demo"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a table; `staff` says that only staff may read it."""

    name: str
    header: str
    meaning: str
    value: Callable[[Row], Cell]
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written and described; `columns` are header, name, meaning and readership."""

    name: str
    about: str
    columns: tuple[tuple[str, str, str, bool], ...]
    text: str


def table_of(name: str, about: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Table:
    """The table of the rows, each told to be a demonstration in its last column."""
    last: Column[Row] = Column("provenance", "数据性质", "always demo: invented", lambda _: PROVENANCE)
    everything = (*columns, last)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.header for column in everything)
    writer.writerows([_text(column.value(row)) for column in everything] for row in rows)
    described = tuple((column.header, column.name, column.meaning, column.staff) for column in everything)
    return Table(name, about, described, written.getvalue())


def several(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "；".join(values)


def _text(cell: Cell) -> str:
    """A cell as it is written; of a text in both languages, the Chinese."""
    if isinstance(cell, Bilingual):
        return cell.zh
    if isinstance(cell, float):
        return plain(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
