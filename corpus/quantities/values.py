"""The values a text is read into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Literal, NamedTuple

from corpus.documents import Span

Kind = Literal[
    "number", "amount", "percentage", "fraction", "date", "ordinal", "article", "document_number", "code",
    "area", "mass", "length", "volume", "power", "energy", "duration",
]  # fmt: skip

ONE = Decimal(1)

# Products and sums of what a text can hold are finite decimals; the widest context never rounds them.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class PartialDate(NamedTuple):
    """A date as far as it is written; `period` is "Q1" to "Q4", "Q1-Q3", "H1" or "H2"."""

    year: int | None = None
    period: str | None = None
    month: int | None = None
    day: int | None = None


Value = Decimal | PartialDate | tuple[int, int] | str


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text: `text` is exactly the characters of `span`, `value` is counted in `unit`.

    Values are Decimals, save for dates (`PartialDate`), fractions (numerator and denominator in lowest terms),
    document numbers ("豫政〔2025〕18号", "令第722号") and codes: digits held together by their punctuation, such as
    telephone numbers, times and versions, which are equal only character by character.
    Units are ISO 4217 codes, "percent", "percentage_point", "m2", "mu", "kg", "m", "m3", "W", "Wh", "minute", "day",
    "working_day", "month", and "1" for all that is counted or has no unit.
    """

    kind: Kind
    value: Value
    unit: str
    text: str
    span: Span


class Reading(NamedTuple):
    """A quantity on its way.

    Its value already holds `scale` (a 万 or a million) and `factor` (the base units in one of its unit); `bare` says
    that no unit was written after it, so that it shares the unit of the figure it forms a range with.
    """

    kind: Kind
    value: Value
    unit: str
    start: int
    end: int
    scale: Decimal = ONE
    factor: Decimal = ONE
    bare: bool = False
