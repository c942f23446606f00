"""Record views: records laid out for a reader, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record_sentences import shown
from assistant.views import RecordsView, RecordView
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity
from corpus.schemas import Language
from index.records.results import RecordRow
from index.records.store import RecordStore

_MOST = 100  # records on one page
_NAMES: dict[Language, tuple[str, str]] = {"zh": ("name_zh", "name_en"), "en": ("name_en", "name_zh")}
_UNSHOWN = {"id", "name_zh", "name_en", "currency", "unit", "published", "provenance"}


def records_view(store: RecordStore, entity: str, ids: Sequence[str], language: Language) -> RecordsView | None:
    """The records of an entity with these ids, as far as the shelf holds them, at most a hundred."""
    known = next((kind for kind in ENTITIES.values() if kind.name == entity), None)
    if known is None or not store.total(known.name):
        return None
    rows = store.records(known.name, ids[:_MOST])
    return RecordsView(known, tuple(_view(row, known, language) for row in rows))


def _view(row: RecordRow, entity: Entity, language: Language) -> RecordView:
    own, other = _NAMES[language]
    others = _in_other_language(row, entity, language)
    stated = tuple(
        (field.zh if language == "zh" else field.en, shown(field, value, language))
        for field in entity.fields
        if field.name not in _UNSHOWN | others and (value := row.values.get(field.name)) is not None
    )
    name = str(row.values.get(own) or row.values.get(other) or row.id)
    return RecordView(row.id, name, stated, row.values.get("provenance") == "demo")


def _in_other_language(row: RecordRow, entity: Entity, language: Language) -> set[str]:
    """The fields that say in the other language what one in the reader's says."""
    pairs = [(field.name, f"{field.name}_en") for field in entity.fields if entity.field(f"{field.name}_en")]
    return {zh if language == "en" else en for zh, en in pairs if row.values.get(zh) and row.values.get(en)}
