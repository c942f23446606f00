"""Figures of a plan: as exact as they were told, a single value, a range, or one that is only bounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.languages import to_simplified
from corpus.quantities import Quantity, read_quantities

FigureKind = Literal["money", "land", "count", "percent"]

_UNITS: dict[FigureKind, str] = {"land": "mu", "count": "1", "percent": "percent"}
_MU_IN_SQUARE_METRES = Decimal("0.0015")
_BEFORE = {
    "about": re.compile(
        r"(大约|大概|约|近|\b(about|around|approximately|approx\.?|roughly|nearly|some)|~|≈)\s*$", re.I
    ),
    "least": re.compile(r"(至少|不低于|不少于|(?<!不)超过|\b(at least|no less than|more than|over)|≥|>)\s*$", re.I),
    "most": re.compile(
        r"(至多|最多|不超过|不高于|低于|不到|\b(at most|up to|no more than|less than|under|below|within)|≤|<)\s*$", re.I
    ),
}
_AFTER = {
    "about": re.compile(r"\s*(左右|上下)", re.I),
    "least": re.compile(r"\s*(以上|起|\+|(or more|and above|or above|upwards)\b)", re.I),
    "most": re.compile(r"\s*(以内|以下|(or less|or below)\b)", re.I),
}
_JOINS = re.compile(r"^\s*(-|–|—|~|～|至|到|to|and)\s*$", re.I)
_NOISE = re.compile(
    r"[\s,，。.;；:：、]|地|人|个|名|岗位|土地|\b(land|jobs?|people|staff|workers|of|between|and)\b", re.I
)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure between two bounds, both included; None where it is not bounded.

    `unit` is a currency (ISO 4217), "mu", "percent" or "1"; `written` is how it was told. What is only about right
    counts as anything within a tenth of it.
    """

    lower: Decimal | None
    upper: Decimal | None
    unit: str
    written: str

    @classmethod
    def exactly(cls, value: Decimal, unit: str, written: str) -> Figure:
        """A single value."""
        return cls(value, value, unit, written)


def read_figure(text: str, kind: FigureKind, currency: str = "CNY") -> Figure | None:
    """The one figure that a whole text tells; nothing where it tells none, several, or says more than that.

    A sum that names no currency is in `currency`; a land area may also be in square metres or hectares.
    """
    plain = to_simplified(text.strip())
    found = [quantity for quantity in read_quantities(plain) if _is_of(quantity, kind)]
    if not 1 <= len(found) <= 2 or any(not isinstance(quantity.value, Decimal) for quantity in found):
        return None
    outside = _outside(plain, found)
    if len(found) == 2 and not is_range(found, plain):
        return None
    before, after = outside[0], outside[-1]
    for words in (*_BEFORE.values(), *_AFTER.values()):
        before, after = words.sub(" ", before), words.sub(" ", after)
    if _NOISE.sub("", before + after):
        return None
    return figure_of(found, plain, kind, currency)


def figure_of(found: Sequence[Quantity], told: str, kind: FigureKind, currency: str = "CNY") -> Figure | None:
    """The figure that quantities of one kind are, in the text that tells them; nothing for one below zero."""
    values = [_in_unit(quantity) for quantity in found]
    unit = _UNITS.get(kind) or next((q.unit for q in found if q.kind == "amount"), currency)
    written = told[found[0].span.start : found[-1].span.end].strip()
    if min(values) < 0 or (kind == "percent" and max(values) > 100):
        return None
    if len(values) == 2:
        return Figure(min(values), max(values), unit, written)
    value = values[0]
    before, after = told[: found[0].span.start], told[found[0].span.end :]
    if _BEFORE["most"].search(before) or _AFTER["most"].match(after):
        return Figure(None, value, unit, written)
    if _BEFORE["least"].search(before) or _AFTER["least"].match(after):
        return Figure(value, None, unit, written)
    if _BEFORE["about"].search(before) or _AFTER["about"].match(after):
        return Figure(value * (1 - _TENTH), value * (1 + _TENTH), unit, written)
    return Figure.exactly(value, unit, written)


def is_range(found: Sequence[Quantity], text: str) -> bool:
    """Whether two quantities are the ends of one range."""
    return bool(_JOINS.match(text[found[0].span.end : found[1].span.start]))


def _is_of(quantity: Quantity, kind: FigureKind) -> bool:
    match kind:
        case "money":
            return quantity.kind in ("amount", "number")
        case "land":
            return quantity.kind in ("area", "number")
        case "count":
            return quantity.kind == "number"
        case _:
            return quantity.unit == "percent" or quantity.kind == "number"


def _in_unit(quantity: Quantity) -> Decimal:
    value = quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)
    return value * _MU_IN_SQUARE_METRES if quantity.unit == "m2" else value


def _outside(text: str, found: Sequence[Quantity]) -> list[str]:
    """The text before, between and after the quantities."""
    ends = [0, *(quantity.span.end for quantity in found)]
    starts = [*(quantity.span.start for quantity in found), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]
