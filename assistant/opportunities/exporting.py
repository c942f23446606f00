"""Exporting: the filtered, sorted list as a table with its sources and date, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.opportunities.finding import CURRENCY, MEASURE, PROJECT, listed, occurring, public_fields
from assistant.opportunities.naming import Names
from assistant.opportunities.selecting import selection_of
from assistant.opportunities.viewing import name_field, span_of, total
from assistant.opportunities.views import Exported, Format, Occasion
from assistant.opportunities.wording import word
from corpus.records.amounts import Amount
from corpus.records.fields import Field
from corpus.spreadsheets import Cell, Sheet, csv_file, xlsx_file
from index.records.results import RecordResult, RecordRow
from index.records.store import RecordStore
from index.records.wording import in_words

_YUAN_SCALES: dict[bool, Decimal] = {False: Decimal(10**8), True: Decimal(10**6)}
_OTHER_SCALE = Decimal(10**6)
_NOT_EXPORTED = frozenset(("currency", "unit"))


def exported(
    store: RecordStore, names: Names, parameters: Sequence[tuple[str, str]], format_: Format, occasion: Occasion
) -> Exported:
    """All projects that an address asks for, in its order. Raises `DamagedRecords`."""
    script = names.script
    selection = selection_of(parameters, occurring(store))
    result = listed(store, selection, name_field(names), None)
    rows = _rows(result, public_fields(store), names)
    notes = _notes(result, total(store), names, occasion)
    as_of = result.as_of[1] if result.as_of else f"{occasion.now:%Y-%m-%d}"
    name = word("file", script, count=str(result.matched), as_of=as_of)
    if format_ == "csv":
        return Exported(f"{name}.csv", csv_file([*rows, (), *notes]))
    sheets = (
        Sheet(word("sheet", script), tuple(rows)),
        Sheet(word("notes", script), tuple(notes), has_header=False),
    )
    return Exported(f"{name}.xlsx", xlsx_file(sheets))


def _rows(result: RecordResult, fields: Sequence[Field], names: Names) -> list[tuple[Cell, ...]]:
    """The header, then one row a project."""
    amounts = [row.values.get(MEASURE) for row in result.rows]
    has_others = any(isinstance(amount, Amount) and amount.currency != CURRENCY for amount in amounts)
    shown = [field for field in fields if field.name not in _NOT_EXPORTED]
    header = tuple(text for field in shown for text in _headers(field, names, has_others=has_others))
    return [header, *(tuple(_cells(row, shown, names, has_others=has_others)) for row in result.rows)]


def _headers(field: Field, names: Names, *, has_others: bool) -> Iterator[str]:
    header = names.header(field)
    if field.kind == "area_mu":
        yield word("in_mu", names.script, field=header)
    elif field.name == MEASURE:
        yield word("in_yuan", names.script, field=header)
        if has_others:
            yield word("in_other", names.script, field=header)
            yield word("currency", names.script)
        yield word("written", names.script, field=header)
    else:
        yield header


def _cells(row: RecordRow, fields: Sequence[Field], names: Names, *, has_others: bool) -> Iterator[Cell]:
    for field in fields:
        value = row.values.get(field.name)
        if field.name == MEASURE:
            yield from _amount_cells(value if isinstance(value, Amount) else None, names, has_others=has_others)
        elif isinstance(value, Decimal):
            yield _plain(value)
        else:
            said = names.value(field, value)
            yield said.text if said else None


def _amount_cells(amount: Amount | None, names: Names, *, has_others: bool) -> Iterator[Cell]:
    """The figure in the unit of its column, apart by currency so that no sum mixes them, and the amount as written."""
    is_yuan = amount is not None and amount.currency == CURRENCY
    yield _plain(amount.value / _YUAN_SCALES[names.script == "latn"]) if amount and is_yuan else None
    if has_others:
        yield _plain(amount.value / _OTHER_SCALE) if amount and not is_yuan else None
        yield amount.currency if amount and not is_yuan else None
    yield amount.written if amount else None


def _notes(result: RecordResult, of: int, names: Names, occasion: Occasion) -> list[tuple[Cell, ...]]:
    """Where the table is from, as of when, and what was asked for."""
    provenances = sorted({str(row.values["provenance"]) for row in result.rows if row.values.get("provenance")})
    field = PROJECT.known_field("provenance")
    stated = [said.text for code in provenances if (said := names.value(field, code))]
    script = names.script
    notes: list[tuple[Cell, ...]] = [
        (word("count", script), word("counted", script, matched=str(result.matched), total=str(of))),
        (word("filter", script), names.own(in_words(result.query, names.language))),
        (word("as_of", script), span_of(result, names) or None),
        (word("provenance", script), word("comma", script).join(stated)),
    ]
    if "demo" in provenances:
        notes.append((word("demo", script), word("demo_warning", script)))
    notes += [
        (word("exported", script), occasion.now.isoformat(" ", "minutes")),
        (word("address", script), occasion.address),
        (word("notice", script), word("no_promise", script)),
    ]
    return notes


def _plain(value: Decimal) -> Decimal:
    """The figure without zeros at its end, and without an exponent."""
    return Decimal(f"{value.normalize():f}")
