"""Naming: what a reader calls the values of records, which are kept in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from assistant.opportunities.views import Said
from assistant.record_sentences import shown
from corpus.glossaries import Glossary
from corpus.languages import Script, has_han, in_script
from corpus.records.fields import EntityName, Field
from corpus.records.rows import Value
from corpus.schemas import Language
from index.records.queries import RecordQuery
from index.records.results import RecordRow
from index.records.store import RecordStore

_NAMED_BY: dict[str, EntityName] = {"chain": "chain", "link": "link", "event": "event"}
_OWN_WORDS = frozenset(("choice", "boolean", "money", "area_mu", "number", "percentage"))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of values in a reader's language, as far as the library knows them.

    Text that it has in the other language alone is said in that language.
    """

    script: Script
    known: Mapping[str, Mapping[str, str]]
    glossary: Glossary

    @classmethod
    def of(cls, store: RecordStore, glossary: Glossary, script: Script) -> Self:
        """The names that the records of a store and a glossary give. Raises `DamagedRecords`."""
        if script != "latn":
            return cls(script, {}, glossary)
        return cls(script, {field: _english_names(store, entity) for field, entity in _NAMED_BY.items()}, glossary)

    @property
    def language(self) -> Language:
        return "en" if self.script == "latn" else "zh"

    def value(self, field: Field, value: Value) -> Said | None:
        """A value of a field; nothing where there is none."""
        if value is None:
            return None
        if field.kind in _OWN_WORDS and not (field.is_open and field.choice(str(value)) is None):
            return Said(self.own(_capital(shown(field, value, self.language))), self.language)
        text = shown(field, value, self.language)
        if self.script == "latn" and has_han(text):
            text = self.known.get(field.name, {}).get(text) or self._by_glossary(text)
            text = _capital(text)
        return Said(text, "zh" if has_han(text) else "en")

    def header(self, field: Field) -> str:
        """What the field is called."""
        return _capital(field.en) if self.script == "latn" else self.own(field.zh)

    def own(self, text: str) -> str:
        """Words of ours in the reader's script."""
        return in_script(text, self.script)

    def record(self, row: RecordRow) -> tuple[Said, Said | None]:
        """A record's name, in the reader's language where it has one, and its name in the other."""
        chinese, english = (str(value) if (value := row.values.get(name)) else "" for name in ("name_zh", "name_en"))
        names = [Said(chinese, "zh"), Said(english, "en")]
        own, other = names if self.language == "zh" else reversed(names)
        if not own.text:
            return (other if other.text else Said(row.id, "en")), None
        return own, other if other.text else None

    def _by_glossary(self, text: str) -> str:
        """The English name of a text that is one term of the glossary; other text as it is."""
        found = self.glossary.matches(text)
        whole = len(found) == 1 and found[0].span.end - found[0].span.start == len(text)
        return found[0].term.en if whole else text


def _english_names(store: RecordStore, entity: EntityName) -> dict[str, str]:
    """The English names of an entity's records, by their ids and their Chinese names; not where two share one."""
    found: dict[str, str] = {}
    if not store.total(entity):
        return found
    clashing: set[str] = set()
    for row in store.answer(RecordQuery(entity=entity, aggregate="list", limit=None)).rows:
        english = row.values.get("name_en")
        for key in (row.id, row.values.get("name_zh")):
            if key and english and found.setdefault(str(key), str(english)) != str(english):
                clashing.add(str(key))
    return {key: name for key, name in found.items() if key not in clashing}


def _capital(text: str) -> str:
    """The text as it stands alone."""
    return f"{text[0].upper()}{text[1:]}" if text else text
