"""Holdings: what tables of records a shelf holds."""

from __future__ import annotations

from assistant.catalogues import Holding
from corpus.records.entities import ENTITIES
from index.records.queries import RecordQuery
from index.records.store import RecordStore


def holdings(store: RecordStore) -> tuple[Holding, ...]:
    """Every kind of record that there is any of, with its number and date. Raises `DamagedRecords`."""
    found: list[Holding] = []
    for entity in ENTITIES:
        if store.total(entity):
            whole = store.answer(RecordQuery(entity=entity, limit=1))
            groups = store.answer(RecordQuery(entity=entity, group="provenance", limit=1)).groups
            provenances = {str(group.key): group.matched for group in groups if group.key is not None}
            found.append(Holding(entity, whole.matched, whole.as_of, provenances))
    return tuple(found)
