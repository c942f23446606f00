"""Queries over records: typed, closed, and checked against the field tables, whoever proposes them.

A query that cannot be is refused by Pydantic's `ValidationError`, with what is wrong in it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field as Setting
from pydantic import ValidationInfo, field_validator, model_validator

from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName, Field, Kind
from corpus.schemas import Schema
from index.records.checking import (
    check_filter,
    check_further_fields,
    check_measure,
    checked_field,
    value_of_field,
)

Operator = Literal[
    "equals", "not_equals", "in", "not_in", "at_least", "more_than", "at_most", "less_than", "between", "contains",
    "on", "before", "after", "period", "is_known", "is_unknown",
]  # fmt: skip
Aggregate = Literal["count", "sum", "average", "minimum", "maximum", "share", "list", "top"]
"""`share` is the count, or the sum of the measure, over the same of the base; `top` is a `list` in an order."""


class Filter(Schema):
    """One condition on one field.

    Values are amounts in whole units of `currency` (60000000), areas in mu, percentages in percent, dates as "2024",
    "2024-06" or "2024-06-02", codes of choices, true or false, or text. `between` takes the lower and the upper bound,
    `period` the first and the last date. `at_least` and the like also compare choices that follow one another.
    `also` are further fields, in one of which a text that is contained may stand instead.
    """

    field: str
    also: tuple[str, ...] = ()
    operator: Operator
    values: tuple[Decimal | bool | str, ...] = ()
    currency: str | None = None
    includes_lower: bool = True
    includes_upper: bool = True
    negated: bool = False


class Order(Schema):
    """The order of the rows of a list; those where the field is unknown come last in a list and not in a top."""

    field: str
    descending: bool = True


class RecordQuery(Schema):
    """A question over all records of an entity: which count, and what is to be said of them.

    `filters` must all hold, and `base` too: it differs only for `share`, which is taken of the rows it leaves.
    `measure` is the field that is summed; money also needs a `currency`. Groups of a date are its years. `limit` is how
    many rows and ids are given at most, or nothing for all of them; values are always made from all rows.
    """

    entity: EntityName
    filters: tuple[Filter, ...] = ()
    base: tuple[Filter, ...] = ()
    aggregate: Aggregate = "count"
    measure: str | None = None
    currency: str | None = None
    group: str | None = None
    order: Order | None = None
    limit: int | None = Setting(default=100, ge=1)

    @field_validator("filters", "base")
    @classmethod
    def _check_filters(cls, filters: tuple[Filter, ...], info: ValidationInfo) -> tuple[Filter, ...]:
        """Each filter with its values as its field holds them: figures written as text are figures, years text."""
        if "entity" not in info.data:
            return filters
        entity, checked = ENTITIES[info.data["entity"]], []
        for filter_ in filters:
            field = checked_field(entity, filter_.field)
            values = tuple(value_of_field(field, value) for value in filter_.values)
            check_filter(field, filter_.operator, values, filter_.currency)
            check_further_fields(entity, filter_.also, filter_.operator, negated=filter_.negated)
            checked.append(filter_.model_copy(update={"values": values}))
        return tuple(checked)

    @model_validator(mode="after")
    def _check(self) -> Self:
        entity = ENTITIES[self.entity]
        needs_measure = self.aggregate in ("sum", "average", "minimum", "maximum")
        takes_measure = needs_measure or self.aggregate == "share"
        if needs_measure and self.measure is None:
            raise ValueError(f"{self.aggregate} needs a measure")
        if self.measure is not None:
            if not takes_measure:
                raise ValueError(f"{self.aggregate} takes no measure")
            check_measure(checked_field(entity, self.measure), self.currency)
        is_list = self.aggregate in ("list", "top")
        if self.order is not None:
            if not is_list:
                raise ValueError(f"{self.aggregate} takes no order")
            ordered = checked_field(entity, self.order.field)
            if ordered.kind == "money":
                check_measure(ordered, self.currency)
        elif self.aggregate == "top":
            raise ValueError("top needs an order")
        if self.group is not None:
            if is_list:
                raise ValueError(f"{self.aggregate} takes no group")
            if checked_field(entity, self.group).kind not in GROUPED_KINDS:
                raise ValueError(f"rows cannot be grouped by {self.group}")
        return self

    @property
    def measured(self) -> Field | None:
        """The field that is measured, if one is."""
        return checked_field(ENTITIES[self.entity], self.measure) if self.measure else None

    @property
    def needed_fields(self) -> frozenset[str]:
        """The names of all fields the query speaks of."""
        named = (self.measure, self.group, self.order and self.order.field)
        filtered = (name for one in (*self.base, *self.filters) for name in (one.field, *one.also))
        return frozenset(filtered) | frozenset(name for name in named if name)


GROUPED_KINDS: frozenset[Kind] = frozenset(("text", "choice", "boolean", "date", "list"))


class QueryPair(Schema):
    """Two queries of one value each, and that the second is to be taken from the first or divided into it."""

    operation: Literal["difference", "ratio"]
    first: RecordQuery
    second: RecordQuery

    @model_validator(mode="after")
    def _check(self) -> Self:
        for query in (self.first, self.second):
            if query.aggregate in ("list", "top") or query.group:
                raise ValueError("both queries must have one value")
        if unit_of(self.first) != unit_of(self.second):
            raise ValueError(f"values in {unit_of(self.first)} and in {unit_of(self.second)} cannot be compared")
        return self


def unit_of(query: RecordQuery) -> str:
    """What the value of a query is in: a currency, mu, percent, "1" for counts, shares and plain numbers."""
    if query.aggregate == "share" or query.measured is None:
        return "1"
    return unit_of_kind(query.measured.kind, query.currency)


def unit_of_kind(kind: Kind, currency: str | None = None) -> str:
    """What a figure of a field of this kind is in: the currency of money, mu, percent, or "1"."""
    units: dict[Kind, str] = {"area_mu": "mu", "percentage": "percent"}
    return currency or "1" if kind == "money" else units.get(kind, "1")
