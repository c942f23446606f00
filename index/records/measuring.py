"""Measuring: the counts and sums of the rows that match, taken in one pass over the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from sqlalchemy import ColumnElement, Integer, Table, case, cast, func, literal, literal_column

from corpus.records.cells import items_of
from corpus.records.fields import Field, Kind
from corpus.records.figures import figure_of
from index.records.queries import Aggregate
from index.records.results import LeftOut, Number

_PART = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of some rows; `sum`, `minimum` and `maximum` are in the smallest parts of the measure."""

    matched: int = 0
    earliest: str | None = None
    latest: str | None = None
    measured: int = 0
    unmeasured: LeftOut = field(default_factory=LeftOut)
    sum: int = 0
    minimum: int | None = None
    maximum: int | None = None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """The tally that a row of `tallied` columns holds."""
        matched, earliest, latest, known, measured, minimum, maximum, *sums = row
        total = sum(int(part or 0) * _PART**power for power, part in enumerate(reversed(sums)))
        return cls(
            matched, earliest, latest, measured, LeftOut(matched - known, known - measured), total, minimum, maximum
        )

    def with_other(self, other: Self) -> Self:
        """The tally of the rows of both."""
        return type(self)(
            self.matched + other.matched,
            _least(min, self.earliest, other.earliest),
            _least(max, self.latest, other.latest),
            self.measured + other.measured,
            LeftOut(
                self.unmeasured.unknown + other.unmeasured.unknown,
                self.unmeasured.other_currency + other.unmeasured.other_currency,
            ),
            self.sum + other.sum,
            _least(min, self.minimum, other.minimum),
            _least(max, self.maximum, other.maximum),
        )

    def value(self, aggregate: Aggregate, kind: Kind | None) -> Number | None:
        """The value of the rows: a count, or one in whole units of the measure; None where nothing was measured."""
        if kind is None:
            return self.matched if aggregate in ("count", "share") else None
        if aggregate in ("sum", "share"):
            return figure_of(self.sum, kind) if self.measured or not self.matched else None
        if not self.measured:
            return None
        if aggregate == "average":
            return Fraction(figure_of(self.sum, kind)) / self.measured
        extreme = self.minimum if aggregate == "minimum" else self.maximum
        return None if extreme is None else figure_of(extreme, kind)


def tallied(
    table: Table, aggregate: Aggregate, measure: Field | None, currency: str | None, *, in_parts: bool = False
) -> list[ColumnElement[Any]]:
    """The columns of a tally, in the order `Tally.of` takes them: only what the aggregate needs is worked out.

    A sum that outgrows 64 bits, which SQLite refuses, must be taken `in_parts`.
    """
    nothing = literal(None)
    columns: list[ColumnElement[Any]] = [func.count(), func.min(table.c.as_of), func.max(table.c.as_of)]
    if measure is None:
        return [*columns, func.count(), func.count(), nothing, nothing]
    column: ColumnElement[Any] = table.c[measure.name]
    counted = column
    if measure.kind == "money":
        counted = case((table.c[f"{measure.name}_currency"] == currency, column))
    columns += [func.count(column), func.count(counted)]
    columns += [
        func.min(counted) if aggregate == "minimum" else nothing,
        func.max(counted) if aggregate == "maximum" else nothing,
    ]
    if aggregate in ("sum", "average", "share"):
        columns += [func.sum(counted // _PART), func.sum(counted % _PART)] if in_parts else [func.sum(counted)]
    return columns


def undated(columns: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """The columns of a tally that does not tell of which days the rows are, so that these are not sorted along."""
    return [columns[0], literal(None), literal(None), *columns[3:]]


def group_column(table: Table, grouped: Field) -> ColumnElement[Any]:
    """What the rows are grouped by: the value of a field, or the year of a date."""
    column: ColumnElement[Any] = table.c[grouped.name]
    if grouped.kind != "date":
        return column
    # A number is sorted faster than a text. As bound values, no two expressions of one and four would be equal.
    return cast(func.substr(column, literal_column("1"), literal_column("4")), Integer)


def group_keys(stored: Any, grouped: Field) -> tuple[str | bool | None, ...]:
    """The groups that rows with this stored value belong to: several where the field is a list."""
    if stored is None:
        return (None,)
    if grouped.kind == "boolean":
        return (stored == 1,)
    if grouped.kind == "date":
        return (f"{stored:04}",)
    return items_of(str(stored)) if grouped.kind == "list" else (str(stored),)


def as_share(part: Number | None, whole: Number | None) -> Fraction | None:
    """The part of the whole, exactly; None where either is not known or the whole is nothing."""
    if part is None or not whole:
        return None
    return Fraction(part) / Fraction(whole)


def difference(first: Number | None, second: Number | None) -> Number | None:
    """The first less the second, exactly."""
    if first is None or second is None:
        return None
    if isinstance(first, Fraction) or isinstance(second, Fraction):
        return Fraction(first) - Fraction(second)
    return first - second if isinstance(first, int) and isinstance(second, int) else Decimal(first) - Decimal(second)


def _least(choose: Any, one: Any, other: Any) -> Any:
    known = [value for value in (one, other) if value is not None]
    return choose(known) if known else None
