"""Summaries: the projects by chain and by county, counted and added up for bars."""

from __future__ import annotations

from decimal import Decimal

from assistant.opportunities.finding import CURRENCY, PROJECT, summed
from assistant.opportunities.naming import Names
from assistant.opportunities.selecting import Selection
from assistant.opportunities.views import Bar, Said, Summary, Sums
from assistant.opportunities.wording import word
from index.records.results import Group, Number, RecordResult
from index.records.store import RecordStore
from index.records.wording import amount_in_words

_BY = ("chain", "county")
_MOST_BARS = 12


def summaries(store: RecordStore, selection: Selection, names: Names) -> tuple[Summary, ...]:
    """The matched projects by the fields worth looking at, where there is more than one value."""
    found = (_summary(store, selection, names, field) for field in _BY)
    return tuple(summary for summary in found if len(summary.bars) > 1)


def sums(store: RecordStore, selection: Selection, names: Names) -> Sums:
    """What the matched projects add up to."""
    result = summed(store, selection)
    return Sums(
        _amount(result.value, names) if _measured(result) else None,
        result.unmeasured.unknown,
        result.unmeasured.other_currency,
        result.untold.unknown,
        result.untold.other_currency,
    )


def _summary(store: RecordStore, selection: Selection, names: Names, field: str) -> Summary:
    result = summed(store, selection, group=field)
    groups = sorted(result.groups, key=lambda group: (group.key is None, -group.matched, str(group.key)))[:_MOST_BARS]
    most = max((group.matched for group in groups), default=1)
    return Summary(
        label=names.header(PROJECT.known_field(field)),
        bars=tuple(_bar(group, field, most, selection, names) for group in groups),
        unknown=result.unmeasured.unknown or sum(group.unmeasured.unknown for group in result.groups),
        other_currency=result.unmeasured.other_currency
        or sum(group.unmeasured.other_currency for group in result.groups),
    )


def _bar(group: Group, field: str, most: int, selection: Selection, names: Names) -> Bar:
    key = None if group.key is None else str(group.key)
    return Bar(
        name=names.value(PROJECT.known_field(field), key) or Said(word("unstated", names.script), names.language),
        count=group.matched,
        part=group.matched / most,
        amount=_amount(group.value, names),
        shown_by=selection.with_only(field, key).parameters() if key else None,
    )


def _measured(result: RecordResult) -> bool:
    return result.matched > result.unmeasured.unknown + result.unmeasured.other_currency


def _amount(value: Number | None, names: Names) -> str | None:
    """A sum in words; sums are never fractions."""
    return names.own(amount_in_words(value, CURRENCY, names.language)) if isinstance(value, Decimal) else None
