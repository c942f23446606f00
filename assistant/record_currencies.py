"""Record currencies: what the records in other currencies come to, told beside a sum and never converted into it."""

from __future__ import annotations

from corpus.records.amounts import Amount
from index.records.queries import RecordQuery
from index.records.results import PairResult, RecordResult
from index.records.store import RecordStore


def in_other_currencies(store: RecordStore, result: RecordResult | PairResult) -> tuple[RecordResult, ...]:
    """The sums of the records that match but state the amount in other currencies, one for each; of sums only.

    Raises `SearchIndexError`.
    """
    if isinstance(result, PairResult) or result.query.aggregate != "sum" or result.query.group:
        return ()
    if not result.unmeasured.other_currency:
        return ()
    query = result.query
    matching = RecordQuery(entity=query.entity, filters=query.filters, aggregate="list", limit=None)
    amounts = (row.values.get(query.measure or "") for row in store.answer(matching).rows)
    currencies = {amount.currency for amount in amounts if isinstance(amount, Amount)} - {query.currency}
    return tuple(store.answer(query.model_copy(update={"currency": each})) for each in sorted(currencies))
