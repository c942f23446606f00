"""Aggregating: the query that what is asked makes of its filters, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from assistant.record_questions.asking import Asked
from assistant.record_questions.entities import DEFAULT_MEASURES
from assistant.record_questions.meanings import Role
from assistant.record_questions.results import Doubt, Understood
from assistant.record_questions.scope import Scope
from corpus.records.fields import Field
from index.records.queries import Aggregate, Filter, Order, RecordQuery

_YEAR = re.compile(r"20\d\d")
_SEVERAL = 10
"""How many of the largest are listed where it is not said how many."""

_BY_NUMBER = frozenset("最多 最少 最多的 最少的 most the most fewest the fewest least the least".split()) | {
    "the most", "the fewest", "the least",
}  # fmt: skip
_SIZES = frozenset("最大 最大的 最小 最小的 largest biggest greatest smallest".split())
_VALUES = frozenset("最大值 最高值 最小值 最低值 maximum minimum".split())
_ORDERED = frozenset(("at_least", "more_than", "at_most", "less_than", "between", "not_equals", "before", "after"))


def query_of(asked: Asked, scope: Scope) -> Understood | Doubt:
    """The query of what is asked when each word is accounted for."""
    if len(asked.measures) > 1 and Role.TOTAL in asked.roles:
        return Doubt.MIXED_MEASURES
    if len(asked.measures) > 1 or not is_consistent(asked.filters):
        return Doubt.HOW_JOINED
    roles = asked.roles
    if asked.times_asked > 1 and (asked.measures or asked.units):
        return Doubt.HOW_JOINED
    if Role.MOST in roles and Role.LEAST in roles:
        return Doubt.HOW_JOINED
    if roles & {Role.MOST, Role.LEAST, Role.TOP}:
        return _extreme(asked, scope)
    if Role.AVERAGE in roles:
        if Role.HOW_MANY in roles or not asked.measures:
            return Doubt.WHICH_MEASURE
        return made(asked, scope, "average", asked.measures[0])
    if asked.measures or "area_mu" in asked.units:
        return _sum_or_list(asked, scope)
    return _count_or_list(asked, scope)


def made(
    asked: Asked, scope: Scope, aggregate: Aggregate, measure: str | None = None, **more: Any
) -> Understood | Doubt:
    """The query, unless its parts do not go together."""
    extreme, first, each = more.pop("extreme", None), more.pop("first", 1), more.pop("each", None)
    field = scope.entity.field(measure) if measure else None
    ordered = more.get("order")
    money = field or (scope.entity.field(ordered.field) if ordered else None)
    try:
        query = RecordQuery(
            entity=scope.entity_name, filters=asked.filters, aggregate=aggregate, measure=measure, group=asked.group,
            currency=currency_of(asked, money), **more,
        )  # fmt: skip
    except ValidationError:
        return Doubt.HOW_JOINED
    return Understood(query, extreme, first, each=each)


def currency_of(asked: Asked, field: Field | None) -> str | None:
    """The currency that is measured in: the one asked for, that of the bounds on the same amount, or yuan."""
    if field is None or field.kind != "money":
        return None
    if "money:USD" in asked.units:
        return "USD"
    kept = [filter_ for filter_ in asked.filters if filter_.field == "currency" and filter_.operator == "equals"]
    if kept:
        return str(kept[0].values[0])
    said = {filter_.currency for filter_ in asked.filters if filter_.field == field.name and filter_.currency}
    return said.pop() if len(said) == 1 else "CNY"


def is_consistent(filters: Sequence[Filter]) -> bool:
    """Whether no field is asked to be one thing and another; bounds and denials of one field go together."""
    single = [filter_.field for filter_ in filters if filter_.operator not in _ORDERED]
    return len(set(single)) == len(single) and len(set(filters)) == len(filters) and not _misdates_event(filters)


def _misdates_event(filters: Sequence[Filter]) -> bool:
    """Whether an event whose name has its year is spoken of with another: 2025年 beside the event 2024推介会."""
    said = {str(filter_.values[0])[:4] for filter_ in filters if filter_.operator == "on"}
    events = [str(value) for filter_ in filters if filter_.field == "event" for value in filter_.values]
    years = {found[0] for event in events if (found := _YEAR.match(event))}
    return bool(said and years) and not said & years


def _sum_or_list(asked: Asked, scope: Scope) -> Understood | Doubt:
    measure = asked.measures[0] if asked.measures else DEFAULT_MEASURES.get(scope.entity_name, {}).get("area_mu")
    if measure is None or not _fits(asked, scope.entity.known_field(measure)):
        return Doubt.WHICH_MEASURE
    if Role.HOW_MANY in asked.roles or (Role.EXISTS in asked.roles and Role.HOW_MUCH not in asked.roles):
        return Doubt.WHAT_IS_ASKED
    if Role.SORTED in asked.roles and not asked.group:
        order = Order(field=measure, descending=not asked.is_ascending)
        return made(asked, scope, "list", order=order)
    asks = asked.roles & {Role.HOW_MUCH, Role.TOTAL} or (Role.WHAT in asked.roles and asked.has_noun) or asked.group
    if asked.roles & {Role.LIST, Role.WHICH} or (asked.has_bare_measure and not asks):
        return Doubt.WHAT_IS_ASKED
    return made(asked, scope, "sum", measure)


def _fits(asked: Asked, field: Field) -> bool:
    """Whether the unit that is asked for is one of the measure: 多少亿元, how many mu."""
    kinds = {unit.partition(":")[0] for unit in asked.units}
    return kinds <= {field.kind}


def _count_or_list(asked: Asked, scope: Scope) -> Understood | Doubt:
    roles = asked.roles
    counts = bool(roles & {Role.HOW_MANY, Role.EXISTS}) or (Role.HOW_MUCH in roles and asked.has_noun)
    if Role.HOW_MUCH in roles and asked.says_how_much:
        return Doubt.WHICH_MEASURE
    if asked.units:
        return Doubt.WHICH_MEASURE
    lists = bool(roles & {Role.LIST, Role.WHICH}) or (Role.WHAT in roles and asked.is_plural)
    if Role.HOW_MANY in roles or Role.HOW_MUCH in roles:
        lists = bool(roles & {Role.LIST, Role.WHICH})
    if counts and lists:
        is_said_twice = Role.EXISTS in roles and Role.HOW_MANY not in roles and Role.HOW_MUCH not in roles
        if not is_said_twice:
            return Doubt.WHAT_IS_ASKED
        counts = False
    if Role.SORTED in roles and not asked.group:
        return _sorted(asked, scope) if lists else Doubt.WHAT_IS_ASKED
    if counts or (asked.group and asked.has_noun and not lists):
        return made(asked, scope, "count")
    if lists and not asked.group:
        return made(asked, scope, "list")
    return Doubt.WHAT_IS_ASKED


def _sorted(asked: Asked, scope: Scope) -> Understood | Doubt:
    """A list with the largest or the smallest first, where it is not said of what."""
    measure = DEFAULT_MEASURES.get(scope.entity_name, {}).get("money")
    if measure is None or not asked.says_order:
        return Doubt.WHICH_MEASURE
    return made(asked, scope, "list", order=Order(field=measure, descending=not asked.is_ascending))


def _extreme(asked: Asked, scope: Scope) -> Understood | Doubt:
    if asked.group and asked.groups_by_which:
        return _extreme_group(asked, scope)
    measure = asked.measures[0] if asked.measures else _measure_of_size(asked, scope)
    if measure is None or Role.AVERAGE in asked.roles or not _fits(asked, scope.entity.known_field(measure)):
        return Doubt.WHICH_MEASURE
    if asked.group and asked.has_noun and not _asks_for_value(asked):
        limit, order = asked.number or 1, Order(field=measure, descending=not asked.is_ascending)
        alone = replace(asked, group=None)
        return made(alone, scope, "top", order=order, limit=limit, each=asked.group)
    is_dated = scope.entity.known_field(measure).kind == "date"
    if is_dated and (asked.group or (asked.is_plural and not asked.number)):
        return Doubt.WHAT_IS_ASKED
    orders = asked.orders_by_measure or is_dated
    asks_for_records = asked.number or orders or asked.roles & {Role.TOP, Role.WHICH, Role.LIST}
    asks_for_value = Role.HOW_MUCH in asked.roles or (Role.WHAT in asked.roles and asked.measures) or asked.group
    is_value = asked.roles & {Role.HOW_MUCH, Role.WHAT} or asked.extreme_words <= _VALUES
    if Role.HOW_MANY in asked.roles or (asked.group and not is_value):
        return Doubt.WHAT_IS_ASKED
    if asks_for_value and not asks_for_records:
        return made(asked, scope, "minimum" if asked.is_ascending else "maximum", measure)
    if asked.group or (asks_for_value and Role.HOW_MUCH in asked.roles and (asked.is_plural or asked.number)):
        return Doubt.WHAT_IS_ASKED
    limit = asked.number or (_SEVERAL if asked.is_plural and Role.TOP not in asked.roles else 1)
    if Role.TOP in asked.roles and not asked.number:
        return Doubt.WHAT_IS_ASKED
    order = Order(field=measure, descending=not asked.is_ascending)
    return made(asked, scope, "top", order=order, limit=limit)


def _asks_for_value(asked: Asked) -> bool:
    """Whether of each group the extreme itself is asked for, and not the records that have it."""
    asks = asked.roles & {Role.HOW_MANY, Role.HOW_MUCH} or (Role.WHAT in asked.roles and asked.measures)
    return bool(asks) or (bool(asked.extreme_words) and asked.extreme_words <= _VALUES)


def _extreme_group(asked: Asked, scope: Scope) -> Understood | Doubt:
    """The groups, of which the one with the most or the fewest records, or the largest sum, is asked for.

    Records of which the group is not known are in none.
    """
    if asked.group not in {filter_.field for filter_ in asked.filters}:
        known = Filter(field=asked.group or "", operator="is_known")
        asked = replace(asked, filters=(*asked.filters, known))
    of: dict[str, Any] = {"extreme": "least" if Role.LEAST in asked.roles else "most", "first": asked.number or 1}
    if Role.AVERAGE in asked.roles:
        return made(asked, scope, "average", asked.measures[0], **of) if asked.measures else Doubt.WHICH_MEASURE
    if asked.measures:
        if Role.HOW_MANY in asked.roles:
            return Doubt.HOW_JOINED
        return made(asked, scope, "sum", asked.measures[0], **of)
    if Role.HOW_MANY in asked.roles or (asked.extreme_words and asked.extreme_words <= _BY_NUMBER):
        return made(asked, scope, "count", **of)
    return Doubt.WHICH_MEASURE


def _measure_of_size(asked: Asked, scope: Scope) -> str | None:
    """What the largest and the first are the largest of, where that is not said: projects of their total investment."""
    return DEFAULT_MEASURES.get(scope.entity_name, {}).get("money") if asked.extreme_words <= _SIZES else None
