"""Bounds: amounts, areas and percentages with the words that compare them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.record_questions.meanings import Role, Token
from corpus.quantities import Quantity
from index.records.queries import Operator

_SCALED = re.compile(r"[万亿]|\d ?(?:million|billion|thousand|bn|mn|m)\b|million|billion", re.IGNORECASE)
_INEXACT = re.compile("[余多几约近]")
_MU_IN_SQUARE_METRES = Decimal("0.0015")
_OPERATORS: dict[str, Operator] = {
    "more_than": "more_than", "less_than": "less_than", "at_least": "at_least", "at_most": "at_most",
    "equals": "equals",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its field would hold it: what kind of field that is, the value, and the currency of money."""

    kind: str
    value: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound and the tokens from `start` to `end` that make it; no figures where it cannot be told."""

    start: int
    end: int
    operator: Operator
    figures: tuple[Figure, ...]
    has_comparison: bool = True


def bound_at(tokens: Sequence[Token], at: int) -> Bound | None:
    """The bound whose words begin at a place among the tokens, or nothing."""
    start, operators, is_vague = at, list[str](), False
    while at < len(tokens) and (tokens[at].has(Role.VAGUE) or _prefix(tokens[at])):
        operators += _prefix(tokens[at])
        is_vague |= tokens[at].has(Role.VAGUE)
        at += 1
        while at < len(tokens) and tokens[at].meanings == tokens[at].meanings[:1] and tokens[at].has(Role.FILL):
            at += 1
    first = _figure(tokens[at]) if at < len(tokens) else None
    if first is None:
        return None
    figures, quantity = [first], tokens[at].quantity
    is_vague |= quantity is not None and bool(_INEXACT.search(quantity.text))
    at += 1
    if at + 1 < len(tokens) and tokens[at].has(Role.RANGE, Role.AND, Role.TO) and (second := _figure(tokens[at + 1])):
        is_range = tokens[at].has(Role.RANGE) or "between" in operators
        if is_range and second.kind == first.kind and not _suffix(tokens[at + 1]):
            figures.append(second)
            at += 2
    while at < len(tokens) and (_suffix(tokens[at]) or _is_vague_after(tokens[at])):
        operators += _suffix(tokens[at])
        is_vague |= tokens[at].has(Role.VAGUE)
        at += 1
    return _made(start, at, operators, [] if is_vague else figures)


def _made(start: int, end: int, operators: Sequence[str], figures: Sequence[Figure]) -> Bound:
    """A bound of what was read; one without figures where the words contradict one another."""
    said = set(operators)
    if len(figures) == 2:
        fits = (
            said <= {"between"} and figures[0].value <= figures[1].value and figures[0].currency == figures[1].currency
        )
        return Bound(start, end, "between", tuple(figures) if fits else ())
    if not said:
        return Bound(start, end, "equals", tuple(figures), has_comparison=False)
    operator = _OPERATORS.get(operators[0]) if len(said) == 1 else None
    return Bound(start, end, operator or "equals", tuple(figures) if operator else ())


def _prefix(token: Token) -> list[str]:
    return [m.name for m in token.meanings if m.role is Role.COMPARISON and not m.name.endswith(":after")]


def _suffix(token: Token) -> list[str]:
    names = [m.name for m in token.meanings if m.role is Role.COMPARISON and m.name.endswith(":after")]
    return [name.removesuffix(":after") for name in names]


def _is_vague_after(token: Token) -> bool:
    return token.has(Role.VAGUE) and token.text.lower() in ("左右", "上下", "or so", "more or less")


def _figure(token: Token) -> Figure | None:
    """The figure of a token, when it is one that fields are compared with."""
    quantity = token.quantity
    if quantity is None or not isinstance(quantity.value, Decimal):
        return None
    match quantity.kind:
        case "amount":
            return Figure("money", quantity.value, quantity.unit)
        case "area":
            return Figure("area_mu", _in_mu(quantity, quantity.value), None)
        case "percentage":
            return Figure("percentage", quantity.value, None) if quantity.unit == "percent" else None
        case "number" if _SCALED.search(quantity.text):
            return Figure("money", quantity.value, "CNY")
        case _:
            return None


def _in_mu(quantity: Quantity, value: Decimal) -> Decimal:
    return value if quantity.unit == "mu" else value * _MU_IN_SQUARE_METRES
