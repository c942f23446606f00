"""Finding: the published projects of a store that a selection asks for, by queries over all rows."""

from __future__ import annotations

from assistant.opportunities.selecting import FACETS, Selection
from corpus.records.entities import ENTITIES
from corpus.records.fields import Field
from index.records.queries import Filter, RecordQuery
from index.records.results import RecordResult, RecordRow
from index.records.store import RecordStore

PROJECT = ENTITIES["project"]
MEASURE = "total_investment"
CURRENCY = "CNY"


def published(store: RecordStore) -> tuple[Filter, ...]:
    """What keeps a project from being shown: on the public shelf there is none that is not published."""
    if store.audience == "public":
        return ()
    return (Filter(field="published", operator="equals", values=(True,)),)


def public_fields(store: RecordStore) -> tuple[Field, ...]:
    """The fields of projects that the store holds and anyone may see."""
    return tuple(field for field in store.fields("project") if field.public)


def listed(store: RecordStore, selection: Selection, name_field: str, limit: int | None) -> RecordResult:
    """The projects in the order that is asked for, as many as the limit."""
    return store.answer(
        RecordQuery(
            entity="project",
            filters=selection.filters(),
            base=published(store),
            aggregate="list",
            order=selection.order(name_field),
            currency=CURRENCY,
            limit=limit,
        )
    )


def summed(store: RecordStore, selection: Selection, group: str | None = None, measure: str = MEASURE) -> RecordResult:
    """What the projects add up to, in all or by the values of a field."""
    return store.answer(
        RecordQuery(
            entity="project",
            filters=selection.filters(),
            base=published(store),
            aggregate="sum",
            measure=measure,
            currency=CURRENCY,
            group=group,
        )
    )


def counted(store: RecordStore, selection: Selection, *, but: str = "", group: str | None = None) -> RecordResult:
    """How many projects there are, but for the conditions on one field."""
    return store.answer(
        RecordQuery(entity="project", filters=selection.filters(but=but), base=published(store), group=group, limit=1)
    )


def counts_by_value(store: RecordStore, selection: Selection, field: str) -> dict[str, int]:
    """How many projects have each value of a field beside what else is chosen; those without any are left out."""
    groups = counted(store, selection, but=field, group=field).groups
    return {str(group.key): group.matched for group in groups if group.key is not None}


def occurring(store: RecordStore) -> dict[str, frozenset[str]]:
    """The values of each facet among all published projects."""
    everything = Selection()
    return {facet: frozenset(counts_by_value(store, everything, facet)) for facet in FACETS}


def project(store: RecordStore, id_: str) -> RecordRow | None:
    """A published project, or nothing."""
    row = next(iter(store.records("project", [id_])), None)
    return row if row and (store.audience == "public" or row.values.get("published") is True) else None
