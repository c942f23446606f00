"""Record groups: the groups that have so many records, those with none of them, and the largest records of each."""

from __future__ import annotations

from dataclasses import replace

from assistant.record_questions import GroupBound, Understood
from assistant.record_sentences import joined, key_in_words, list_of_rows, sentence
from corpus.records.choices import PLACES
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity
from corpus.schemas import Language
from index.records.queries import Filter, RecordQuery
from index.records.results import Group, LeftOut, RecordResult, RecordRow
from index.records.store import RecordStore

_WHOLE_CITY = "411200"
_EXTREMES = {
    "most_number": ("最多", "the most"), "least_number": ("最少", "the fewest"),
    "most_value": ("最高", "the highest"), "least_value": ("最低", "the lowest"),
}  # fmt: skip
_BOUNDS = {
    "more_than": ("多于{}个", "more than {}"), "at_least": ("不少于{}个", "at least {}"),
    "less_than": ("少于{}个", "fewer than {}"), "at_most": ("不多于{}个", "at most {}"),
}  # fmt: skip


def within_bound(store: RecordStore, result: RecordResult, bound: GroupBound | None) -> tuple[Group, ...]:
    """The groups of a count that are within a bound, among them those with none where none is within it."""
    if bound is None:
        return result.groups
    known = [group for group in result.groups if group.key is not None]
    if bound.allows_none:
        there = {group.key for group in known}
        others = [key for key in _all_keys(store, result.query.group) if key not in there]
        known += [Group(key, 0, 0, LeftOut()) for key in others]
    return tuple(group for group in known if group.value is not None and bound.holds(group.value))


def rank_in_words(understood: Understood, language: Language) -> str:
    """Which of the groups are told, as the end of what is asked in words."""
    if understood.bound:
        return _bound_in_words(understood.bound, language)
    if not understood.extreme:
        return ""
    counts = isinstance(understood.query, RecordQuery) and understood.query.aggregate == "count"
    name = f"{understood.extreme}_{'number' if counts else 'value'}"
    words = _EXTREMES[name][language == "en"]
    several = understood.first if understood.first > 1 else ""
    if language == "zh":
        return f"，{words}的{several}{'个' if several else ''}"
    return f", {words}{f' {several}' if several else ''}"


def _bound_in_words(bound: GroupBound, language: Language) -> str:
    if bound.operator == "at_most" and not bound.count:
        return "，一个也没有的" if language == "zh" else ", those with none"
    words = _BOUNDS[bound.operator][language == "en"].format(f"{bound.count:f}")
    return f"，{words}的" if language == "zh" else f", those with {words}"


def tops_of_each(store: RecordStore, result: RecordResult, field: str) -> RecordResult:
    """The rows of a top within each group of a field, one group after the other, as the groups come in their order."""
    query = result.query
    counted = RecordQuery(entity=query.entity, filters=query.filters, base=query.base, group=field)
    keys = sorted(str(group.key) for group in store.answer(counted).groups if group.key is not None)
    rows: list[RecordRow] = []
    for key in keys:
        within = Filter(field=field, operator="equals", values=(key,))
        rows += store.answer(query.model_copy(update={"filters": (*query.filters, within)})).rows
    return replace(result, rows=tuple(rows), ids=tuple(row.id for row in rows))


def each_in_words(field: str, entity: Entity, language: Language) -> str:
    """Of what each group is, as the end of what is asked in words."""
    name = entity.known_field(field)
    return f"，按{name.zh}分别取" if language == "zh" else f" for each {name.en}"


def tops_in_words(words: str, result: RecordResult, field: str, language: Language) -> str:
    """The largest records of each group, named one group after the other."""
    entity = ENTITIES[result.query.entity]
    ordered = result.query.order.field if result.query.order else None
    by_key: dict[str, list[str]] = {}
    for row, named in zip(result.rows, list_of_rows(result.rows, entity, ordered, language), strict=True):
        value = row.values.get(field)
        key = value if isinstance(value, str) else None
        by_key.setdefault(key_in_words(entity.known_field(field), key, language), []).append(named)
    comma, colon = ("、", " ") if language == "zh" else (", ", ": ")
    said = joined((f"{key}{colon}{comma.join(names)}" for key, names in by_key.items()), language)
    return sentence(f"{words}：{said}" if language == "zh" else f"{words}: {said}", language)


def _all_keys(store: RecordStore, field: str | None) -> list[str]:
    """All values there could be of a field: the divisions of the city, or the chains that have records of their own."""
    if field == "county":
        return [place.code for place in PLACES if place.code != _WHOLE_CITY]
    chains = store.answer(RecordQuery(entity="chain", aggregate="list", limit=None)).rows
    return [str(row.values["name_zh"]) for row in chains if row.values.get("name_zh")]
