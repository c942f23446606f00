"""Amounts of money: exact, in the smallest part of their own currency, never converted into another one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.quantities import Quantity
from corpus.records.cells import choice_spellings, spelling
from corpus.records.choices import UNITS
from corpus.records.fields import DECIMALS, Field
from corpus.records.figures import BadCell, decimal_of, figure_of, only_quantity, parts_of, plain_parts

_EXPECTED = "an amount of money"
_SCALES = {"yuan": Decimal(1), "wan_yuan": Decimal(10_000), "yi_yuan": Decimal(100_000_000)}
_CODES = {scale: code for code, scale in _SCALES.items()}
_UNIT = Field("unit", "单位", "unit", "choice", public=True, choices=UNITS)


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """What bare figures are counted in: `scale` yuan, or units of `currency` where one is named.

    `parts` is the same in hundredths, `code` the choice of units it is, if it is one of them.
    """

    scale: Decimal
    currency: str | None
    written: str
    parts: int
    code: str | None

    @classmethod
    def of(cls, scale: Decimal, currency: str | None, written: str) -> AmountUnit:
        """The unit of so many yuan."""
        return cls(scale, currency, written, int(scale * 10 ** DECIMALS["money"]), _CODES.get(scale))


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: `value` in whole units of `currency` (ISO 4217), `written` as its source has it."""

    value: Decimal
    currency: str
    written: str


StoredAmount = tuple[int | None, str | None, str | None]
"""Hundredths of a unit of the currency, the currency, and the amount as it was written."""

UNKNOWN_AMOUNT: StoredAmount = (None, None, None)


@cache
def amount_unit(text: str) -> AmountUnit | None:
    """The unit of money a header or a cell names: 万元, 亿美元, million yuan, RMB 10,000; nothing for other text."""
    written = text.strip()
    code = choice_spellings(_UNIT).get(spelling(written))
    if code:
        return AmountUnit.of(_SCALES[code], None, written)
    for whole in (written, f"1{written}", f"1 {written}", _before_scale(written)):
        quantity = only_quantity(whole)
        if quantity and quantity.kind == "amount" and isinstance(quantity.value, Decimal):
            if quantity.value <= 0 or quantity.value.normalize().as_tuple().digits != (1,):
                return None
            return AmountUnit.of(quantity.value, _named_currency(quantity), written)
    return None


def _before_scale(written: str) -> str:
    """ "USD million" as "USD 1 million"."""
    currency, _, scale = written.partition(" ")
    return f"{currency} 1 {scale}"


def read_amount(text: str, unit: AmountUnit | None, currency: str | None) -> StoredAmount:
    """The amount a cell holds, in a row whose figures are in `unit` and its money in `currency`, as far as it says so.

    A unit in the cell goes before that of its header or row. 元 without a currency is the yuan. Raises BadCell.
    """
    if unit and (parts := plain_parts(text, unit.parts)) is not None:
        return parts, _currency(unit.currency, currency), f"{text} {unit.written}"
    value = decimal_of(text)
    if value is not None:
        if unit is None:
            raise BadCell("an amount with its unit: 元, 万元 or 亿元")
        return _stored(value * unit.scale, unit.currency, currency, f"{text} {unit.written}")
    quantity = only_quantity(text)
    if quantity is None or not isinstance(quantity.value, Decimal):
        raise BadCell(_EXPECTED)
    if quantity.kind == "amount":
        return _stored(quantity.value, _named_currency(quantity), currency, text)
    if quantity.kind == "number" and unit is None and currency is not None:
        return _stored(quantity.value, None, currency, text)
    raise BadCell(_EXPECTED)


def _named_currency(quantity: Quantity) -> str | None:
    """The currency a quantity names; a bare 元 names none, since each currency's unit is called so beside its name."""
    is_bare = quantity.unit == "CNY" and quantity.text.endswith("元") and "人民币" not in quantity.text
    return None if is_bare else quantity.unit


def _stored(value: Decimal, named: str | None, currency: str | None, written: str) -> StoredAmount:
    if value < 0:
        raise BadCell("an amount that is not below zero")
    return parts_of(value, "money", _EXPECTED), _currency(named, currency), written


def _currency(named: str | None, of_row: str | None) -> str:
    """The currency of an amount that names one or not, in a row that does or does not. Raises BadCell."""
    if named and of_row and named != of_row:
        raise BadCell(f"an amount in {of_row}, the currency of the row")
    return named or of_row or "CNY"


def stored_amount(parts: Decimal | int, currency: str, written: str) -> Amount:
    """An amount as it was kept."""
    return Amount(figure_of(int(parts), "money"), currency, written)
