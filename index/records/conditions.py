"""Conditions: what a filter says of a row, in a logic of three values.

A condition holds, fails, or cannot be told: where the field is unknown, where money is in another currency, or where
a date is known too roughly. What cannot be told never matches, nor does its opposite; such rows are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, func, not_, or_, true

from corpus.records.cells import LIST_MARK
from corpus.records.fields import DECIMALS, Entity, Field
from corpus.records.figures import LARGEST
from index.records.queries import Filter

Clause = ColumnElement[bool]
_Comparison = tuple[Clause, Clause, Clause]
_OPPOSITES = {"not_equals": "equals", "not_in": "in", "is_unknown": "is_known"}


@dataclass(frozen=True, slots=True)
class Condition:
    """When a filter holds, when it may hold, when it cannot be told, and when that is so for the currency alone."""

    holds: Clause
    may_hold: Clause
    untold: Clause
    other_currency: Clause


def condition_of(table: Table, entity: Entity, filter_: Filter) -> Condition:
    """What a filter says of the rows of a table."""
    if filter_.also:
        fields = (filter_.field, *filter_.also)
        each = [filter_.model_copy(update={"field": name, "also": ()}) for name in fields]
        return _any_of([condition_of(table, entity, one) for one in each])
    operator = _OPPOSITES.get(filter_.operator, filter_.operator)
    negated = filter_.negated != (operator != filter_.operator)
    field = entity.known_field(filter_.field)
    column = table.c[field.name]
    if operator == "is_known":
        holds: Clause = column.is_(None) if negated else column.is_not(None)
        return Condition(holds, holds, false(), false())
    certain, possible, doubtful = _comparison(column, field, operator, filter_)
    holds = not_(possible) if negated else certain
    may_hold = not_(certain) if negated else possible
    untold = or_(column.is_(None), doubtful)
    if field.kind != "money":
        return Condition(holds, or_(column.is_(None), may_hold), untold, false())
    currency = table.c[f"{field.name}_currency"]
    is_other = currency != filter_.currency
    return Condition(
        and_(currency == filter_.currency, holds),
        or_(column.is_(None), is_other, may_hold),
        or_(column.is_(None), is_other),
        is_other,
    )


def _any_of(conditions: Sequence[Condition]) -> Condition:
    """That one of the conditions holds: it cannot be told where none does and one cannot be told."""
    holds = or_(*(condition.holds for condition in conditions))
    unknown = or_(*(condition.untold for condition in conditions))
    return Condition(
        holds,
        or_(*(condition.may_hold for condition in conditions)),
        and_(unknown, not_(func.coalesce(holds, false()))),
        false(),
    )


def _comparison(column: ColumnElement[Any], field: Field, operator: str, filter_: Filter) -> _Comparison:
    """When a known value surely compares as asked, when it may, and when it may or may not."""
    if field.kind == "date":
        certain, possible = _dates(column, operator, [str(value) for value in filter_.values])
        return certain, possible, and_(possible, not_(certain))
    if field.kind == "choice" and operator not in ("equals", "in"):
        return _ordered_choices(column, field, operator, filter_)
    if field.kind in DECIMALS:
        clause = _figures(column, field, operator, filter_)
    elif field.kind == "list":
        items = [f"{LIST_MARK}{value}{LIST_MARK}" for value in filter_.values]
        clause = or_(*(func.replace(column, item, "") != column for item in items))
    elif operator == "contains":
        text = str(filter_.values[0])
        has_case = text.lower() != text.upper()
        clause = (column.icontains if has_case else column.contains)(text, autoescape=True)
    else:
        values = [int(value) if isinstance(value, bool) else value for value in filter_.values]
        clause = column == values[0] if len(values) == 1 else column.in_(values)
    return clause, clause, false()


def _dates(column: ColumnElement[Any], operator: str, values: Sequence[str]) -> tuple[Clause, Clause]:
    """Dates known to the year, the month or the day, compared as texts.

    A date of which only the beginning of a bound is known ("2024" beside 2024-06-15) lies around it; every other one
    stands to it as their texts do.
    """
    earliest, latest = _first_day(values[0]), _last_day(values[-1])
    around_earliest, around_latest = (earliest[:4], earliest[:7]), (latest[:4], latest[:7])
    if operator == "before":
        begun = [partial for partial in around_earliest if _first_day(partial) < earliest]
        certain = and_(column < earliest, column.not_in(around_earliest))
        return certain, or_(certain, column.in_(begun))
    if operator == "after":
        unfinished = [partial for partial in around_latest if _last_day(partial) > latest]
        return column > latest, or_(column > latest, column.in_(unfinished))
    within = [partial for partial in around_earliest if _first_day(partial) >= earliest]
    beyond = [partial for partial in around_latest if _last_day(partial) > latest]
    certain = and_(or_(column >= earliest, column.in_(within)), column <= latest, column.not_in(beyond))
    return certain, and_(or_(column >= earliest, column.in_(around_earliest)), column <= latest)


def _first_day(partial: str) -> str:
    return f"{partial}-01-01"[:10]


def _last_day(partial: str) -> str:
    """A text no earlier than the last day of a partial date, and earlier than the day after it."""
    return f"{partial}-99-99"[:10]


def _ordered_choices(column: ColumnElement[Any], field: Field, operator: str, filter_: Filter) -> _Comparison:
    """Choices in their order; one that has no place in it, such as a suspended project, cannot be told."""
    places = {choice.code: choice.order for choice in field.choices if choice.order is not None}
    bounds = [places[str(value)] for value in filter_.values]
    compare = _comparing(operator, bounds[0], bounds[-1], filter_)
    unplaced = [choice.code for choice in field.choices if choice.order is None]
    fitting = [code for code, place in places.items() if compare(place)]
    return column.in_(fitting), column.in_([*fitting, *unplaced]), column.in_(unplaced)


def _comparing(operator: str, low: int, high: int, filter_: Filter) -> Callable[[int], bool]:
    comparisons: dict[str, Callable[[int], bool]] = {
        "at_least": lambda place: place >= low,
        "more_than": lambda place: place > low,
        "at_most": lambda place: place <= low,
        "less_than": lambda place: place < low,
        "between": lambda place: (
            (low < place or (filter_.includes_lower and place == low))
            and (place < high or (filter_.includes_upper and place == high))
        ),
    }
    return comparisons[operator]


def _figures(column: ColumnElement[Any], field: Field, operator: str, filter_: Filter) -> Clause:
    """Figures as whole numbers of their smallest parts; a bound between two of them is moved to the next one inside."""
    scaled = [Decimal(value).scaleb(DECIMALS[field.kind]) for value in filter_.values if isinstance(value, Decimal)]
    floors, ceilings = (
        [_whole(value, ROUND_FLOOR) for value in scaled],
        [_whole(value, ROUND_CEILING) for value in scaled],
    )
    match operator:
        case "equals" | "in":
            return column.in_([low for low, high in zip(floors, ceilings, strict=True) if low == high])
        case "at_least":
            return column >= ceilings[0]
        case "more_than":
            return column > floors[0]
        case "at_most":
            return column <= floors[0]
        case "less_than":
            return column < ceilings[0]
        case _:
            lower = column >= ceilings[0] if filter_.includes_lower else column > floors[0]
            upper = column <= floors[1] if filter_.includes_upper else column < ceilings[1]
            return and_(lower, upper)


def _whole(value: Decimal, rounding: str) -> int:
    """The whole number beside a value, no further out than any that is kept."""
    bounded = max(Decimal(-LARGEST - 1), min(Decimal(LARGEST + 1), value))
    return int(bounded.to_integral_value(rounding))


def all_hold(conditions: Iterable[Condition]) -> Clause:
    """When all of the conditions hold."""
    return and_(true(), *(condition.holds for condition in conditions))


def some_untold(certain: Iterable[Condition], doubtful: Sequence[Condition]) -> tuple[Clause, Clause]:
    """When no condition fails and one of the doubtful ones cannot be told; and when one cannot for its currency."""
    return (
        and_(
            all_hold(certain),
            *(condition.may_hold for condition in doubtful),
            or_(false(), *(condition.untold for condition in doubtful)),
        ),
        or_(false(), *(condition.other_currency for condition in doubtful)),
    )
