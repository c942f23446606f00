"""Viewing: the list of published projects and the page of one, as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.opportunities.finding import (
    MEASURE,
    PROJECT,
    counted,
    counts_by_value,
    listed,
    occurring,
    project,
    public_fields,
    published,
    summed,
)
from assistant.opportunities.naming import Names
from assistant.opportunities.selecting import FACETS, Selection, selection_of
from assistant.opportunities.summaries import summaries, sums
from assistant.opportunities.views import Chip, Facet, OpportunitiesView, Opportunity, OpportunityPage, Option, Said
from assistant.opportunities.wording import word
from corpus.records.amounts import Amount
from corpus.records.fields import Field
from corpus.records.rows import Value
from index.records.queries import Filter, RecordQuery
from index.records.results import RecordResult, RecordRow
from index.records.store import RecordStore

PAGE_SIZE = 20

_APART = frozenset(("id", "name_zh", "name_en", "currency", "unit", "content", "contact_office", "as_of", "provenance"))
"""What the page of one project shows in places of its own."""


def opportunities(store: RecordStore, names: Names, parameters: Sequence[tuple[str, str]]) -> OpportunitiesView:
    """The page of the list that an address asks for. Raises `DamagedRecords`."""
    selection = selection_of(parameters, occurring(store))
    matched = counted(store, selection).matched
    page_count = max(1, -(-matched // PAGE_SIZE))
    page = min(selection.page, page_count)
    result = listed(store, selection, name_field(names), page * PAGE_SIZE)
    rows = result.rows[(page - 1) * PAGE_SIZE :]
    first = (page - 1) * PAGE_SIZE
    ignored = selection.ignored if page == selection.page else (*selection.ignored, ("page", str(selection.page)))
    is_demo = Filter(field="provenance", operator="equals", values=("demo",))
    demo = RecordQuery(entity="project", filters=(*selection.filters(), is_demo), base=published(store), limit=1)
    return OpportunitiesView(
        matched=matched,
        total=total(store),
        first=first + 1 if rows else 0,
        last=first + len(rows),
        page=page,
        page_count=page_count,
        opportunities=tuple(_listed(row, names, public_fields(store)) for row in rows),
        facets=tuple(facet for name in FACETS if (facet := _facet(store, selection, names, name)).options),
        chips=tuple(_chips(selection, names)),
        ignored=ignored,
        summaries=summaries(store, selection, names),
        sums=sums(store, selection, names),
        unordered=_unordered(store, selection, result),
        as_of=span_of(result, names),
        has_demo=store.answer(demo).matched > 0,
        fields=frozenset(field.name for field in public_fields(store)),
        parameters=selection.parameters(),
        typed={
            "q": selection.text,
            "min": selection.investment.lower,
            "max": selection.investment.upper,
            "unit": selection.unit,
            "land_min": selection.land.lower,
            "land_max": selection.land.upper,
            "investor": selection.investor,
        },
        sort=selection.sort,
    )


def opportunity(store: RecordStore, names: Names, id_: str) -> OpportunityPage | None:
    """The page of one published project, or nothing. Raises `DamagedRecords`."""
    row = project(store, id_)
    if row is None:
        return None
    own, other = names.record(row)
    said = {field.name: names.value(field, row.values.get(field.name)) for field in public_fields(store)}
    amount = row.values.get(MEASURE)
    as_of, provenance = said.get("as_of"), row.values.get("provenance")
    return OpportunityPage(
        id=row.id,
        name=own,
        other_name=other,
        facts=tuple(
            (field.name, names.header(field), value)
            for field in public_fields(store)
            if field.name not in _APART and (value := said[field.name]) is not None
        ),
        content=said.get("content"),
        amount=_text(said.get(MEASURE)),
        amount_written=amount.written if isinstance(amount, Amount) else None,
        contact=said.get("contact_office"),
        as_of=as_of.text if as_of else None,
        provenance=str(provenance) if provenance else None,
        values=_values(row, public_fields(store)),
    )


def total(store: RecordStore) -> int:
    """How many projects are published."""
    return counted(store, Selection()).matched


def name_field(names: Names) -> str:
    """The field with the names in the reader's language."""
    return "name_en" if names.script == "latn" else "name_zh"


def _listed(row: RecordRow, names: Names, fields: Sequence[Field]) -> Opportunity:
    said = {
        name: names.value(PROJECT.known_field(name), row.values.get(name))
        for name in ("chain", "link", "county", MEASURE, "land_mu", "as_of")
    }
    return Opportunity(
        id=row.id,
        name=names.record(row)[0],
        chain=said["chain"],
        link=said["link"],
        county=said["county"],
        amount=_text(said[MEASURE]),
        land=_text(said["land_mu"]),
        as_of=_text(said["as_of"]),
        is_demo=row.values.get("provenance") == "demo",
        values=_values(row, fields),
    )


def _values(row: RecordRow, fields: Sequence[Field]) -> dict[str, Value]:
    """What is known of a record in these fields."""
    return {field.name: value for field in fields if (value := row.values.get(field.name)) is not None}


def _facet(store: RecordStore, selection: Selection, names: Names, name: str) -> Facet:
    """The values that occur beside what else is chosen, the most frequent first, and those that are chosen."""
    field = PROJECT.known_field(name)
    counts = counts_by_value(store, selection, name)
    values = [*counts, *(value for value in selection.values(name) if value not in counts)]
    options = [
        Option(value, names.value(field, value) or Said(value, "zh"), counts.get(value, 0), value in chosen)
        for chosen in (selection.values(name),)
        for value in values
    ]
    return Facet(name, names.header(field), tuple(sorted(options, key=lambda one: (-one.count, one.name.text))))


def _chips(selection: Selection, names: Names) -> Sequence[Chip]:
    """One for each value that was chosen; the page names those that were typed."""
    return [
        Chip(
            names.header(PROJECT.known_field(facet)),
            names.value(PROJECT.known_field(facet), value) or Said(value, "zh"),
            selection.without(facet, value).parameters(),
        )
        for facet in FACETS
        for value in selection.values(facet)
    ]


def _unordered(store: RecordStore, selection: Selection, result: RecordResult) -> tuple[int, int]:
    """How many rows have no place in the order that was asked for: of unknown figures, of other currencies."""
    order = result.query.order
    field = order.field if order else MEASURE
    if PROJECT.known_field(field).kind in ("money", "area_mu"):
        left = summed(store, selection, measure=field).unmeasured
        return left.unknown, left.other_currency
    unknown = Filter(field=field, operator="is_unknown")
    query = RecordQuery(entity="project", filters=(*selection.filters(), unknown), base=published(store), limit=1)
    return store.answer(query).matched, 0


def span_of(result: RecordResult, names: Names) -> str:
    """From when to when the data of the matched projects are."""
    return word("to", names.script).join(dict.fromkeys(result.as_of)) if result.as_of else ""


def _text(said: Said | None) -> str | None:
    return said.text if said else None
