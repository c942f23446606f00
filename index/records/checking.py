"""Checking queries against the field tables. What is wrong is raised as ValueError, which Pydantic collects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from corpus.records.choices import CURRENCY_CODES
from corpus.records.fields import DECIMALS, Entity, Field, Kind
from corpus.records.figures import decimal_of

_SAME = frozenset(("equals", "not_equals", "in", "not_in"))
_ORDER = frozenset(("at_least", "more_than", "at_most", "less_than", "between"))
_KNOWN = frozenset(("is_known", "is_unknown"))
_DATES = frozenset(("on", "before", "after", "period"))
_FIGURES = _SAME | _ORDER | _KNOWN
_OPERATORS: Mapping[Kind, frozenset[str]] = {
    "text": _SAME | _KNOWN | {"contains"},
    "choice": _SAME | _KNOWN,
    "list": _SAME | _KNOWN,
    "boolean": frozenset(("equals", "not_equals")) | _KNOWN,
    "date": _DATES | _KNOWN,
    "money": _FIGURES,
    "area_mu": _FIGURES,
    "number": _FIGURES,
    "percentage": _FIGURES,
}
_COUNTS = {"is_known": 0, "is_unknown": 0, "between": 2, "period": 2}
_SEVERAL = frozenset(("in", "not_in"))
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def checked_field(entity: Entity, name: str) -> Field:
    """The field of an entity with this name."""
    field = entity.field(name)
    if field is None:
        raise ValueError(f"{entity.en_plural} have no field {name}")
    return field


def value_of_field(field: Field, value: Decimal | bool | str) -> Decimal | bool | str:
    """The value as the field holds it: JSON writes exact figures as text, and a year or a code as a number."""
    if field.kind in DECIMALS and isinstance(value, str):
        figure = decimal_of(value)
        return value if figure is None else figure
    if field.kind not in DECIMALS and isinstance(value, Decimal) and value == value.to_integral_value():
        return f"{value:f}"
    return value


def check_measure(field: Field, currency: str | None) -> None:
    """Whether the field can be measured; amounts are measured in one currency."""
    if field.kind not in DECIMALS:
        raise ValueError(f"{field.name} is no figure")
    _check_currency(field, currency)


def check_filter(field: Field, operator: str, values: tuple[Decimal | bool | str, ...], currency: str | None) -> None:
    """Whether a field can be compared in this way with these values."""
    allowed = _OPERATORS[field.kind] | (_ORDER if field.is_ordered else frozenset())
    if operator not in allowed:
        raise ValueError(f"{field.name} takes one of {', '.join(sorted(allowed))}, not {operator}")
    expected = _COUNTS.get(operator, 1)
    if not values if operator in _SEVERAL else len(values) != expected:
        raise ValueError(f"{operator} takes {'values' if operator in _SEVERAL else expected}, not {len(values)}")
    if field.kind == "money" and operator not in _KNOWN:
        _check_currency(field, currency)
    for value in values:
        _check_value(field, operator, value)
    if operator == "between" and field.kind in DECIMALS and _decimal(values[0]) > _decimal(values[1]):
        raise ValueError("between takes the lower bound first")
    if operator == "period" and str(values[0])[:4] > str(values[1])[:4]:
        raise ValueError("period takes the first date first")


def check_further_fields(entity: Entity, names: tuple[str, ...], operator: str, *, negated: bool) -> None:
    """Whether a condition may speak of further fields: only where they are text that contains something."""
    if names and (operator != "contains" or negated):
        raise ValueError("further fields are for contains alone, and not for its opposite")
    for name in names:
        if checked_field(entity, name).kind != "text":
            raise ValueError(f"{name} is no text")


def _check_currency(field: Field, currency: str | None) -> None:
    if field.kind == "money" and currency not in CURRENCY_CODES:
        raise ValueError(f"{field.name} is money and needs a currency of ISO 4217, not {currency}")


def _check_value(field: Field, operator: str, value: Decimal | bool | str) -> None:
    if field.kind in DECIMALS:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError(f"{field.name} is compared with numbers, not {value!r}")
    elif field.kind == "boolean":
        if not isinstance(value, bool):
            raise ValueError(f"{field.name} is compared with true or false, not {value!r}")
    elif not isinstance(value, str) or not value:
        raise ValueError(f"{field.name} is compared with text, not {value!r}")
    elif field.kind == "date" and not _DATE.fullmatch(value):
        raise ValueError(f"{field.name} is compared with dates as YYYY, YYYY-MM or YYYY-MM-DD, not {value!r}")
    elif field.kind == "choice" and not field.is_open:
        choice = field.choice(value)
        if choice is None or (operator in _ORDER and choice.order is None):
            codes = ", ".join(choice.code for choice in field.choices if operator not in _ORDER or choice.order)
            raise ValueError(f"{field.name} is compared with one of {codes}, not {value!r}")


def _decimal(value: Decimal | bool | str) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
