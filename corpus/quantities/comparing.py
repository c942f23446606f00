"""Comparing: whether what a claim says in figures is what its sources say in figures."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import product

from corpus.quantities.reading import read_quantities
from corpus.quantities.values import EXACT, PartialDate, Quantity

_PLAIN_DIGITS = re.compile(r"[\d０-９,，.．]+", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_SMALL = Decimal(10)
_POINTING_BACK = re.compile(r"(?:\b(?:these|those|other) |[这這那该該]|上述|以上|其他|其它)$", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)


def unsupported(claim: str, sources: Iterable[str]) -> tuple[Quantity, ...]:
    """The quantities of the claim that occur in none of the sources, in the claim's order.

    Equal is what has one value and measure: 116.3亿元 and 11.63 billion yuan, 15亩 and 1 hectare, 四分之一 and 25 %.
    Never equal are currencies, working days and days, 亩 of land and numbers, percentages and percentage points.

    - A date is supported by one that has all its parts: "2024" by 2024-04-10, "10 April 2024" not by 4月10日.
    - A number is supported by a number, whatever is counted. One with a scale but no currency ("11.63 billion")
      is also supported by an amount of that value; an amount only by the same amount in the same currency.
    - Four digits such as 1886 or 2024 may be a year or a number on either side, and 1886年 is the year 1886.
    - A number that names one of many (180号) is supported by the same number (Route 180), and the other way round.
    - A figure without a minus is supported by one with it ("fell by 3 %"), never the other way round.
    - An issuer's abbreviation may be cut short on the left or, in English, missing; year and number must agree.
      Either of these alone is supported too: "No. 18" and "2025" by 豫政〔2025〕18号.
    - Words that state no figure need no support: "one", 一个, "the two", up to ten after "these", "other", 这, 上述.
    """
    supported = {key for source in sources for quantity in read_quantities(source) for key in _supports(quantity)}
    return tuple(
        quantity
        for quantity in read_quantities(claim)
        if supported.isdisjoint(_accepts(quantity)) and not states_nothing(quantity, claim)
    )


def bears_out(source: Quantity, claim: Quantity) -> bool:
    """Whether one figure is borne out by another, as `unsupported` has it."""
    return not set(_supports(source)).isdisjoint(_accepts(claim))


def states_nothing(quantity: Quantity, text: str) -> bool:
    """Whether words such as "one", 一个 and "the two" only point, where they stand in their text."""
    if quantity.kind != "number" or not isinstance(quantity.value, Decimal) or _PLAIN_DIGITS.match(quantity.text):
        return False
    before = text[max(0, quantity.span.start - 6) : quantity.span.start]
    if quantity.value == 2 and _THE.search(before):
        return True
    return quantity.value == 1 or (quantity.value <= _SMALL and _POINTING_BACK.search(before) is not None)


def _supports(quantity: Quantity) -> Iterator[Hashable]:
    """The keys of all that a quantity in a source bears out."""
    value = quantity.value
    if isinstance(value, PartialDate):
        for parts in product(*({part, None} for part in value)):
            yield "date", parts
        if value.year:
            yield "number", "1", Decimal(value.year)
    elif quantity.kind == "document_number" and isinstance(value, str):
        yield "document_number", value
        for cut in range(_year_at(value) + 1):
            yield "end of a document_number", value[cut:]
        yield "ordinal", "1", Decimal(_NUMBER.findall(value)[-1])
        if "〔" in value:
            yield "date", (int(value[_year_at(value) + 1 :][:4]), None, None, None)
    else:
        yield from _accepts(quantity)
        if isinstance(value, Decimal) and value.is_signed():
            yield from _accepts_value(quantity, value.copy_abs())
        if _names_one(quantity):
            yield "number", "1", value
    if quantity.kind == "amount":
        yield "scaled", value


def _accepts(quantity: Quantity) -> Iterator[Hashable]:
    """The keys any of which bears a quantity of a claim out."""
    value = quantity.value
    if isinstance(value, PartialDate):
        yield "date", tuple(value)
        if value.year and value == PartialDate(value.year):
            yield "number", "1", Decimal(value.year)
    elif quantity.kind == "document_number" and isinstance(value, str):
        yield "end of a document_number", value
        for cut in range(_year_at(value) - 1):
            yield "document_number", value[cut:]
    elif isinstance(value, tuple):
        yield "fraction", value
        numerator, denominator = value
        if 10**6 * numerator % denominator == 0:
            yield "percentage", "percent", Decimal(100 * numerator) / denominator
    elif isinstance(value, Decimal):
        yield from _accepts_value(quantity, value)
        if _names_one(quantity):
            yield "number", "1", value
    else:
        yield quantity.kind, value


def _accepts_value(quantity: Quantity, value: Decimal) -> Iterator[Hashable]:
    if quantity.kind == "area":
        # A mu is 2000/3 m², so that areas are equal exactly in thirds of a square metre.
        yield "area", EXACT.multiply(value, Decimal(2000 if quantity.unit == "mu" else 3))
    else:
        yield quantity.kind, quantity.unit, value
    if quantity.kind == "number" and value >= 1000 and not _PLAIN_DIGITS.fullmatch(quantity.text):
        yield "scaled", value


def _names_one(quantity: Quantity) -> bool:
    return quantity.kind == "ordinal" and quantity.text.endswith("号") and not quantity.text.startswith("第")


def _year_at(document_number: str) -> int:
    return max(0, document_number.find("〔"))
