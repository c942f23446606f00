"""Rows as they are read: their values, and what was wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from corpus.problems import Problem, shown
from corpus.records.amounts import Amount, stored_amount
from corpus.records.cells import Stored, items_of
from corpus.records.fields import DECIMALS, Column, Entity, EntityName
from corpus.records.figures import figure_of

Value = str | Decimal | Amount | bool | tuple[str, ...] | None


class Row(NamedTuple):
    """One row of a file: `values` stand in the order of `Entity.columns()`, `other` is JSON of its unknown columns.

    `number` counts as a spreadsheet does, the topmost row being 1; in YAML it is the line where the row begins.
    """

    file: str
    number: int
    values: tuple[Stored, ...]
    other: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """One thing wrong in one row of a file; `column` is its header as it stands there."""

    file: str
    row: int
    column: str
    expected: str
    value: str

    def as_problem(self) -> Problem:
        """The same as a problem of the library."""
        return Problem(self.file, self.row, self.column, self.expected, shown(self.value))


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing of a file that is no problem: a column that is not known, a sheet passed over."""

    file: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one entity, in the order of their file, with what was wrong among them."""

    entity: EntityName
    rows: tuple[Row, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[Note, ...] = ()


def values_by_field(columns: tuple[Column, ...], stored: tuple[Stored, ...]) -> dict[str, Value]:
    """The values of a record by the names of its fields, exact: what was kept in the columns, in their order."""
    kept = dict(zip((column.name for column in columns), stored, strict=True))
    return {column.field.name: _value(column, kept) for column in columns if column.part == "value"}


def public_values(entity: Entity, row: Row) -> dict[str, Value] | None:
    """What anyone may see of a row, by field: nothing unless it is published, and never a staff field."""
    if not is_published(entity, row):
        return None
    public = {field.name for field in entity.fields if field.public}
    return {name: value for name, value in values_by_field(entity.columns(), row.values).items() if name in public}


def is_published(entity: Entity, row: Row) -> bool:
    """Whether the row says that it is published; an entity that has no such field is never published."""
    names = [column.name for column in entity.columns()]
    return "published" in names and row.values[names.index("published")] == 1


def _value(column: Column, kept: Mapping[str, Stored]) -> Value:
    stored, kind = kept[column.name], column.field.kind
    if stored is None:
        return None
    if kind == "money":
        return stored_amount(int(stored), str(kept[f"{column.name}_currency"]), str(kept[f"{column.name}_written"]))
    if kind in DECIMALS:
        return figure_of(int(stored), kind)
    if kind == "boolean":
        return stored == 1
    return items_of(str(stored)) if kind == "list" else str(stored)
