"""The money of a row: its amounts, with the unit and the currency that the row or the headers name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.records.amounts import UNKNOWN_AMOUNT, AmountUnit, StoredAmount, amount_unit, read_amount
from corpus.records.cells import Stored, cell_parser, is_not_given
from corpus.records.fields import Field
from corpus.records.figures import BadCell
from corpus.records.headers import Heading

Report = Callable[[Heading, str, str], None]
"""Is told of a bad cell: its heading, what was expected, and its text."""

_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a row says of its money; while what it says cannot be read, nothing that depends on it is known."""

    unit: AmountUnit | None = None
    currency: str | None = None
    is_unit_bad: bool = False
    is_currency_bad: bool = False


class MoneyColumns:
    """Reads the columns that speak of money; `slots` says where each column's value stands in a row."""

    def __init__(self, headings: Sequence[Heading], slots: Mapping[str, int]) -> None:
        by_name = {heading.field.name: heading for heading in headings if heading.field}
        self._slots = slots
        self._known: dict[tuple[str, str], _Declared] = {}
        self._unit = by_name.get("unit")
        self._currency = by_name.get("currency")
        self._read_currency = cell_parser(self._currency.field) if self._currency and self._currency.field else None
        self._amounts = [
            (heading, slots[name])
            for name, heading in by_name.items()
            if heading.field and heading.field.kind == "money"
        ]

    def reads(self, field: Field) -> bool:
        """Whether the cells of the field are read here."""
        return field.kind == "money" or field.name in ("currency", "unit")

    def read(self, cells: Sequence[str], values: list[Stored], report: Report) -> None:
        """Put the amounts of a row among its values."""
        declared = self._declared(cells, values, report)
        for heading, slot in self._amounts:
            text = cells[heading.position]
            if not text or is_not_given(text):
                continue
            try:
                amount = _amount(text, heading, declared)
            except BadCell as bad:
                report(heading, bad.expected, text)
                amount = UNKNOWN_AMOUNT
            values[slot : slot + len(amount)] = amount

    def _declared(self, cells: Sequence[str], values: list[Stored], report: Report) -> _Declared:
        written = (
            cells[self._currency.position] if self._currency else "",
            cells[self._unit.position] if self._unit else "",
        )
        declared = self._known.get(written)
        if declared is None:
            declared = self._read_declared(*written)
            if len(self._known) < _REMEMBERED:
                self._known[written] = declared
        if declared.is_currency_bad and self._currency:
            report(self._currency, "a currency of ISO 4217", written[0])
        if declared.is_unit_bad and self._unit:
            report(self._unit, "元, 万元 or 亿元", written[1])
        if self._currency:
            values[self._slots["currency"]] = declared.currency
        if declared.unit:
            values[self._slots["unit"]] = declared.unit.code
        return declared

    def _read_declared(self, currency_cell: str, unit_cell: str) -> _Declared:
        unit, currency, is_unit_bad, is_currency_bad = None, None, False, False
        if currency_cell and self._read_currency:
            try:
                found = self._read_currency(currency_cell)
                currency = None if found is None else str(found)
            except BadCell:
                is_currency_bad = True
        if unit_cell and not is_not_given(unit_cell):
            unit = amount_unit(unit_cell)
            if unit is None or unit.code is None:
                unit, is_unit_bad = None, True
        return _Declared(unit, currency, is_unit_bad, is_currency_bad)


def _amount(text: str, heading: Heading, declared: _Declared) -> StoredAmount:
    """The amount of a cell. Raises BadCell, also where the header and the row count in different units."""
    amount = read_amount(text, _unit_of(heading.money_unit, declared), declared.currency)
    if declared.is_currency_bad:
        raise BadCell("an amount in a currency that the row names")
    return amount


def _unit_of(of_header: AmountUnit | None, declared: _Declared) -> AmountUnit | None:
    """What bare figures count; nothing where that is not said, or said in two ways that differ."""
    of_row = declared.unit
    if of_header is None or of_row is None:
        return of_header or of_row
    if of_header.scale != of_row.scale:
        return None
    currencies = {of_header.currency, of_row.currency} - {None}
    if len(currencies) > 1:
        return None
    return of_header if of_header.currency else of_row
