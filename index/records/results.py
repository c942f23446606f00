"""Results: what a query gave, exactly, over how many rows, and how many it could not tell of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from corpus.records.rows import Value
from index.records.queries import QueryPair, RecordQuery

Number = int | Decimal | Fraction
"""Counts are int; sums, minima and maxima are Decimal; averages, shares and ratios are Fraction. All are exact."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that could not be told of: something is unknown, or money is in another currency than was asked for."""

    unknown: int = 0
    other_currency: int = 0


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record with the fields that its shelf holds."""

    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Group:
    """The part of a result with one value of the field that was grouped by; `key` is None where it is unknown."""

    key: str | bool | None
    value: Number | None
    matched: int
    unmeasured: LeftOut


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What a query gave.

    `value` is in units of `unit_of(query)`; it is None for lists, for groups, and where nothing could be measured.
    `matched` of the `total` rows of the entity on the shelf match; `untold` may match or not, since what a filter asks
    is unknown or in another currency. `unmeasured` match, but what is measured is unknown or in another currency: they
    are not in the value. `ids` and `rows` are the first of those that match, as many as the query's limit; rows are
    given for lists. `as_of` is the earliest and the latest data date of all rows that match.
    """

    query: RecordQuery
    value: Number | None
    matched: int
    total: int
    untold: LeftOut
    unmeasured: LeftOut
    ids: tuple[str, ...]
    rows: tuple[RecordRow, ...] = ()
    groups: tuple[Group, ...] = ()
    as_of: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PairResult:
    """What two queries gave beside each other; `value` is None where one of them has none, or in a ratio to nothing."""

    query: QueryPair
    value: Number | None
    first: RecordResult
    second: RecordResult
