"""Record answers: what a query gave over all rows, in sentences, with the rows it stands on.

Every figure here is computed by the store from all rows of the shelf; none comes from the words of a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.record_sentences import (
    counted,
    entity_name,
    group_value_in_words,
    groups_in_words,
    key_in_words,
    left_out,
    list_in_words,
    shown,
    value_in_words,
)
from assistant.replies import reply
from corpus.languages import Script, to_traditional
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.schemas import Audience, Language, Provenance
from index.records.queries import Filter, QueryPair, RecordQuery
from index.records.results import Group, Number, PairResult, RecordResult
from index.records.store import RecordStore
from index.records.wording import in_words


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What the records say: `query` in plain words, `value` where there is one, and the rows or groups.

    `matched` of `total` records of the entity match; `ids` are those of the first of them. `beside` is what records of
    other entities add, each to be cited by a number of its own.
    """

    query: str
    entity: EntityName
    matched: int
    total: int
    value: Number | None
    rows: tuple[Mapping[str, str], ...]
    ids: tuple[str, ...]
    as_of: str | None
    audience: Audience
    provenance: Provenance
    title: str
    sentences: tuple[str, ...]
    beside: tuple[RecordAnswer, ...] = ()


def record_answer(
    store: RecordStore, query: RecordQuery | QueryPair, script: Script, extreme: str | None = None
) -> RecordAnswer:
    """The answer to a query in the asker's script; of groups, with `extreme`, only the one with the most or the least.

    Raises `SearchIndexError`.
    """
    language: Language = "en" if script == "latn" else "zh"
    result = store.answer(query)
    first = result.first if isinstance(result, PairResult) else result
    entity = ENTITIES[first.query.entity]
    words = in_words(query, language)
    groups = _extremes(first.groups, extreme)
    if isinstance(result, RecordResult) and first.query.group:
        said = groups_in_words(words, groups, first.query, language)
    elif isinstance(result, RecordResult) and first.query.aggregate in ("list", "top"):
        said = list_in_words(words, first, language)
    else:
        said = value_in_words(words, result, language)
    sentences = [said, *counted(first, entity, language), *left_out(result, language)]
    return RecordAnswer(
        query=words,
        entity=entity.name,
        matched=first.matched,
        total=first.total,
        value=result.value,
        rows=_rows(first, groups, language),
        ids=first.ids if isinstance(result, RecordResult) else (*first.ids, *result.second.ids),
        as_of=first.as_of[1] if first.as_of else None,
        audience=store.audience,
        provenance=_provenance(store, first.query),
        title=reply("records_title", script, entity=entity_name(entity, language)),
        sentences=tuple(to_traditional(text) if script == "hant" else text for text in sentences),
    )


def _rows(result: RecordResult, groups: tuple[Group, ...], language: Language) -> tuple[Mapping[str, str], ...]:
    entity = ENTITIES[result.query.entity]
    if result.query.group:
        field = entity.known_field(result.query.group)
        return tuple(
            {
                field.name: key_in_words(field, group, language),
                "value": group_value_in_words(group, result.query, language),
                "matched": str(group.matched),
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


def _extremes(groups: tuple[Group, ...], extreme: str | None) -> tuple[Group, ...]:
    """The groups with the most or the least, all of them where several have as much."""
    measured = [group for group in groups if group.value is not None and group.key is not None]
    if extreme is None or not measured:
        return groups
    values = [group.value for group in measured if group.value is not None]
    wanted = max(values) if extreme == "most" else min(values)
    return tuple(group for group in measured if group.value == wanted)


def _provenance(store: RecordStore, query: RecordQuery) -> Provenance:
    """Demonstration data where any row that counts is, so that the answer is marked."""
    stronger: tuple[Provenance, ...] = ("demo", "bureau")
    for provenance in stronger:
        condition = Filter(field="provenance", operator="equals", values=(provenance,))
        if store.answer(RecordQuery(entity=query.entity, filters=(*query.base, *query.filters, condition))).matched:
            return provenance
    return "public"
