"""Record answers: what a query gave over all rows, in sentences, with the rows it stands on.

Every figure here is computed by the store from all rows of the shelf; none comes from the words of a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.record_currencies import in_other_currencies
from assistant.record_groups import each_in_words, rank_in_words, tops_in_words, tops_of_each, within_bound
from assistant.record_overlaps import overlaps
from assistant.record_questions import Understood
from assistant.record_sentences import (
    counted,
    entity_name,
    groups_in_words,
    key_in_words,
    left_out,
    list_in_words,
    shown,
    value_in_words,
)
from assistant.record_tables import RecordTable, table_of_groups, table_of_rows
from assistant.replies import reply
from corpus.languages import Script, in_script
from corpus.records.amounts import Amount
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.schemas import Audience, Language, Provenance
from index.records.queries import Filter, RecordQuery
from index.records.results import Group, Number, PairResult, RecordResult
from index.records.store import RecordStore
from index.records.wording import in_words

Plain = str | int | float | None
"""A value as JSON has it."""


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What the records say: `query` in plain words, `value` where there is one, and the rows or groups.

    A row holds what a record states, in words; a group its key, its `value` in whole units and how many it `matched`.
    `matched` of `total` records of the entity match; `ids` are those of the first of them. `beside` is what records of
    other entities add, each to be cited by a number of its own.
    """

    query: str
    entity: EntityName
    matched: int
    total: int
    value: int | float | None
    rows: tuple[Mapping[str, Plain], ...]
    ids: tuple[str, ...]
    as_of: str | None
    audience: Audience
    provenance: Provenance
    title: str
    sentences: tuple[str, ...]
    table: RecordTable | None = None
    beside: tuple[RecordAnswer, ...] = ()


def record_answer(store: RecordStore, understood: Understood, script: Script) -> RecordAnswer:
    """The answer to what was understood, in the asker's script; of groups only those with the most or the least.

    Raises `SearchIndexError`.
    """
    query = understood.query
    language: Language = "en" if script == "latn" else "zh"
    result = store.answer(query)
    first = result.first if isinstance(result, PairResult) else result
    entity = ENTITIES[first.query.entity]
    words = in_words(query, language)
    groups = first.groups
    table = None
    if isinstance(result, RecordResult) and first.query.group:
        groups = _extremes(within_bound(store, result, understood.bound), understood)
        words += rank_in_words(understood, language)
        said = groups_in_words(words, groups, first.query, language)
        is_one = understood.extreme and understood.first == 1
        table = None if is_one else table_of_groups(words, groups, first.query, language)
    elif understood.each and isinstance(result, RecordResult):
        first = result = tops_of_each(store, result, understood.each)
        words += each_in_words(understood.each, entity, language)
        said = tops_in_words(words, result, understood.each, language)
        table = table_of_rows(words, result, store.fields(entity.name), language, understood.each)
    elif isinstance(result, RecordResult) and first.query.aggregate in ("list", "top"):
        said = list_in_words(words, first, language)
        table = table_of_rows(words, first, store.fields(entity.name), language)
    else:
        said = value_in_words(words, result, language)
    rules = [reply(f"records_rule_{rule}", "latn" if language == "en" else "hans") for rule in understood.rules]
    notes = overlaps(result, groups, language)
    sentences = [
        said,
        *rules,
        *counted(first, entity, language),
        *notes,
        *left_out(result, language, in_other_currencies(store, result)),
    ]
    return RecordAnswer(
        query=words,
        entity=entity.name,
        matched=first.matched,
        total=first.total,
        value=plain(_value(result, groups, understood)),
        rows=_rows(first, groups, language),
        ids=first.ids if isinstance(result, RecordResult) else (*first.ids, *result.second.ids),
        as_of=first.as_of[1] if first.as_of else None,
        audience=store.audience,
        provenance=provenance_of(store, first.query),
        title=reply("records_title", script, entity=entity_name(entity, language)),
        sentences=tuple(in_script(text, script) for text in sentences),
        table=table.traditional() if table and script == "hant" else table,
    )


def plain(value: Number | None) -> int | float | None:
    """A number as JSON has them: whole numbers exactly, others to the precision of a float."""
    return None if value is None else int(value) if value == int(value) else float(value)


def _rows(result: RecordResult, groups: tuple[Group, ...], language: Language) -> tuple[Mapping[str, Plain], ...]:
    entity = ENTITIES[result.query.entity]
    if result.query.group:
        field = entity.known_field(result.query.group)
        return tuple(
            {
                field.name: key_in_words(field, group.key, language),
                "value": plain(group.value),
                "matched": group.matched,
            }
            for group in groups
        )
    return tuple(
        {"id": row.id}
        | {
            name: shown(entity.known_field(name), value, language)
            for name, value in row.values.items()
            if value is not None
        }
        for row in result.rows
    )


def _extremes(groups: tuple[Group, ...], understood: Understood) -> tuple[Group, ...]:
    """The groups with the most or the least, as many as are asked for and all that have as much as the last of them."""
    measured = [(group.value, group) for group in groups if group.value is not None and group.key is not None]
    if understood.extreme is None or not measured:
        return groups
    ranked = measured if understood.extreme == "most" else sorted(measured, key=lambda pair: pair[0])
    last = ranked[min(understood.first, len(ranked)) - 1][0]
    return tuple(group for place, (value, group) in enumerate(ranked) if place < understood.first or value == last)


def _value(result: RecordResult | PairResult, groups: tuple[Group, ...], understood: Understood) -> Number | None:
    """The one number that is asked for: of the group with the most what it has, of the largest record its measure."""
    if understood.extreme and understood.first == 1 and groups:
        return groups[0].value
    if isinstance(result, RecordResult) and result.query.aggregate == "top" and len(result.rows) == 1:
        measure = result.rows[0].values.get(result.query.order.field) if result.query.order else None
        return measure.value if isinstance(measure, Amount) else measure if isinstance(measure, Decimal) else None
    return result.value


def provenance_of(store: RecordStore, query: RecordQuery) -> Provenance:
    """Demonstration data where any row that counts is, so that the answer is marked."""
    stronger: tuple[Provenance, ...] = ("demo", "bureau")
    for provenance in stronger:
        condition = Filter(field="provenance", operator="equals", values=(provenance,))
        if store.answer(RecordQuery(entity=query.entity, filters=(*query.base, *query.filters, condition))).matched:
            return provenance
    return "public"
