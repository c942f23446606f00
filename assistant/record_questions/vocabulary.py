"""The vocabulary of a store: its own names for everything, and the words that ask about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from assistant.record_questions.entities import TOLD_IN_FULL, has_named_values, words_of_fields
from assistant.record_questions.lexing import Lexicon, folded
from assistant.record_questions.meanings import Meaning, Role
from assistant.record_questions.spellings import short_names, translations
from assistant.record_questions.words import fixed_words, words_of_value
from corpus.glossaries import Glossary
from corpus.languages import has_han
from corpus.records.entities import ENTITIES
from corpus.records.fields import Choice, EntityName, Field
from index.records.queries import RecordQuery

if TYPE_CHECKING:
    from index.records.store import RecordStore

_NAMED_BY: dict[str, EntityName] = {
    "chain": "chain", "chains": "chain", "link": "link", "links": "link", "event": "event", "investor": "enterprise",
}  # fmt: skip
"""The fields that name records of another entity."""
_WHOLE_CITY = "411200"
_WORDS_OF_WHOLE_CITY = frozenset("三门峡市 三门峡 全市 sanmenxia".split())
_NOT_SAID_ALONE = frozenset("city county province 本市 市内 high medium low lead".split())
_PROPOSED = ("chain", "link", "event", "cooperation")
_SPELT_FIELDS = frozenset(("investor", "id", "leading_official", "work_team", *TOLD_IN_FULL))

_KINDS = {
    "chain": "chain", "chains": "chain", "link": "link", "links": "link", "event": "event",
    "cooperation": "cooperation", "county": "county",
}  # fmt: skip
"""What the values of a field name, where they have shorter forms of their own."""

_SHORTEST_TEXT, _LONGEST_TEXT = 4, 30

_Names = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What questions over one opened store may speak of; made once, and shared by threads."""

    lexicon: Lexicon
    entities: frozenset[EntityName]
    fields: Mapping[EntityName, frozenset[str]]
    proposals: tuple[str, ...] = ()

    @classmethod
    def of(cls, store: RecordStore, glossary: Glossary) -> Self:
        """The vocabulary of a store, with the glossary's names in the other language. Raises `DamagedRecords`."""
        held = [name for name in ENTITIES if store.total(name)]
        words: defaultdict[str, set[Meaning]] = defaultdict(set)
        for word, meaning in fixed_words():
            words[folded(word)].add(meaning)
        records = {entity: _names_of_records(store, entity) for entity in held}
        exact: defaultdict[tuple[EntityName, str], set[Meaning]] = defaultdict(set)
        short: list[tuple[EntityName, str, Meaning]] = []
        proposed: dict[str, list[str]] = {}
        for entity in held:
            for word, meaning in words_of_fields(entity, ENTITIES[entity].fields):
                words[folded(word)].add(meaning)
            for field in filter(has_named_values, store.fields(entity)):
                names = _names_of_values(store, entity, field, records, glossary)
                if entity == "project" and field.name in _PROPOSED:
                    proposed[field.name] = sorted({name for written in names.values() for name in written})
                for word, meaning in _value_words(entity, field, names):
                    exact[entity, word].add(meaning)
                for word, meaning in _short_words(entity, field, names):
                    short.append((entity, word, meaning))
        for entity, word, meaning in short:
            if (entity, word) not in exact:
                words[word].add(meaning)
        for (_, word), meanings in exact.items():
            words[word] |= meanings
        return cls(
            Lexicon({word: frozenset(meanings) for word, meanings in words.items() if word}),
            frozenset(held),
            {
                entity: frozenset(field.name for field in store.fields(entity) if _is_told(store, entity, field))
                for entity in held
            },
            tuple(dict.fromkeys(name for field in _PROPOSED for name in proposed.get(field, ()))),
        )

    def near(self, word: str, *, most: int) -> tuple[str, ...]:
        """Names of chains, links, events and kinds of cooperation that contain a word; the first so many."""
        plain = re.escape(folded(word))
        sought = re.compile(plain if has_han(word) else rf"\b{plain.removesuffix('y')}(?:y|ies|s)?\b")
        return tuple(name for name in self.proposals if sought.search(folded(name)))[:most]


def _is_told(store: RecordStore, entity: EntityName, field: Field) -> bool:
    """Whether records can be told apart by a field: by the currency only where it has a column of its own."""
    if field.name != "currency":
        return True
    groups = store.answer(RecordQuery(entity=entity, group="currency")).groups
    return any(group.key is not None for group in groups)


def _names_of_records(store: RecordStore, entity: EntityName) -> _Names:
    """The id of each record of an entity, with all that it is called."""
    found: _Names = {}
    for row in store.answer(RecordQuery(entity=entity, aggregate="list", limit=None)).rows:
        aliases = row.values.get("aliases")
        names = (row.id, row.values.get("name_zh"), row.values.get("name_en"))
        others = aliases if isinstance(aliases, tuple) else ()
        found[row.id] = frozenset(str(name) for name in (*names, *others) if name)
    return found


def _names_of_values(
    store: RecordStore, entity: EntityName, field: Field, records: Mapping[EntityName, _Names], glossary: Glossary
) -> _Names:
    """Each value of a field with all its names: its own, those of the record it names, those of the glossary."""
    if field.name == "id":
        return records[entity]
    groups = store.answer(RecordQuery(entity=entity, group=field.name)).groups
    values = [str(group.key) for group in groups if group.key is not None]
    if field.name in TOLD_IN_FULL:
        return {value: frozenset({value}) for value in values if _SHORTEST_TEXT <= len(value) <= _LONGEST_TEXT}
    known: defaultdict[str, set[str]] = defaultdict(set)
    named_by = _NAMED_BY.get(field.name)
    for names in records.get(named_by, {}).values() if named_by else ():
        for name in names:
            known[name] |= names
    found: _Names = {}
    for value in values:
        choice = field.choice(value)
        named = {value, *known[value], *words_of_value(field.name, value)}
        written = set(_choice_names(field, choice)) if choice else named
        found[value] = frozenset(written | {name for each in written for name in translations(each, glossary)})
    for choice in field.choices:
        found.setdefault(choice.code, frozenset(_choice_names(field, choice)))
    return found


def _choice_names(field: Field, choice: Choice) -> Iterator[str]:
    """How the choice of a field is said: alone where that is plain, and together with the name of the field."""
    for name in (choice.zh, choice.en, *choice.aliases):
        if choice.code == _WHOLE_CITY and name.lower() in _WORDS_OF_WHOLE_CITY:
            continue
        if name.lower() not in _NOT_SAID_ALONE and (len(name) > 1 or not has_han(name)):
            yield name
    yield from (
        f"{choice.zh}{field.zh}",
        f"{field.zh}{choice.zh}",
        f"{field.zh}为{choice.zh}",
        f"{field.zh}是{choice.zh}",
    )
    yield from (f"{choice.en} {field.en}", f"{field.en} {choice.en}", f"{field.en} is {choice.en}")


def _value_words(entity: EntityName, field: Field, names: _Names) -> Iterator[tuple[str, Meaning]]:
    """Each name of each value, with all the values that bear it."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for value, written in names.items():
        for name in written:
            bearers[folded(" ".join(name.split()))].add(value)
    for word, values in bearers.items():
        if len(word) > 1 or _is_short_chain(entity, field, word):
            yield word, Meaning(Role.VALUE, field.name, entity, tuple(sorted(values)))


def _is_short_chain(entity: EntityName, field: Field, word: str) -> bool:
    """Whether one character is the whole name of a chain, as 铝 may be, and no word that questions are made of."""
    names_chain = field.name in ("chain", "chains") or (entity, field.name) == ("chain", "id")
    return names_chain and has_han(word) and word not in _words_of_questions()


@cache
def _words_of_questions() -> frozenset[str]:
    return frozenset(folded(word) for word, _ in fixed_words())


def _short_words(entity: EntityName, field: Field, names: _Names) -> Iterator[tuple[str, Meaning]]:
    is_chain = entity == "chain" and field.name == "id"
    if field.name == "county":
        known = {choice.code for choice in field.choices}
        names = {value: written for value, written in names.items() if value not in known}
    elif field.choices or (field.name in _SPELT_FIELDS and not is_chain):
        return
    kind = "chain" if is_chain else _KINDS.get(field.name, "")
    for word, value in short_names(names, kind).items():
        yield word, Meaning(Role.VALUE, field.name, entity, (value,))
