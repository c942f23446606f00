"""Subjects: one thing of the library that a conversation is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from corpus.records.entities import ENTITIES
from corpus.schemas import Language

if TYPE_CHECKING:
    from assistant.assembly import OpenIndex

RecordKind = Literal["project", "chain", "link", "policy", "enterprise", "event"]
SubjectKind = Literal["project", "chain", "link", "policy", "enterprise", "event", "document"]

_RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record or a document of the shelf: its names, one of which may be missing, and the fields that are stated."""

    kind: SubjectKind
    id: str
    name_zh: str
    name_en: str
    is_demo: bool
    stated: frozenset[str] = frozenset()

    def name(self, language: Language) -> str:
        """Its name in a language, or else in the other."""
        own, other = (self.name_en, self.name_zh) if language == "en" else (self.name_zh, self.name_en)
        return own or other

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return tuple(name for name in (self.name_zh, self.name_en) if name)


def subject_of(index: OpenIndex, kind: str, id_: str) -> Subject | None:
    """The thing of this kind and id that the audience may see, or nothing. Raises `SearchIndexError`."""
    if kind == "document":
        return _document(index, id_)
    known = next((one for one in _RECORD_KINDS if one == kind), None)
    if known is None:
        return None
    row = None
    if index.records is not None and index.records.total(known):
        row = next(iter(index.records.records(known, [id_])), None)
    if row is None:
        return _of_facts(index, known, id_) if known in ("chain", "link") else None
    if index.records is not None and index.records.audience == "staff" and row.values.get("published") is not True:
        return None
    public = {field.name for field in ENTITIES[known].fields if field.public}
    return Subject(
        known,
        row.id,
        str(row.values.get("name_zh") or ""),
        str(row.values.get("name_en") or ""),
        row.values.get("provenance") == "demo",
        frozenset(name for name, value in row.values.items() if value is not None and name in public),
    )


def _of_facts(index: OpenIndex, kind: RecordKind, id_: str) -> Subject | None:
    """A chain or a link that stands in a facts file."""
    if not index.has_chains:
        return None
    found = index.chains.chain(id_) if kind == "chain" else index.chains.link(id_)
    if found is None or found.stated.origin != "facts":
        return None
    stated = frozenset({"chain", "position", "as_of"} if kind == "link" else {"as_of"})
    return Subject(kind, id_, found.name.zh, found.name.en, found.stated.provenance == "demo", stated)


def _document(index: OpenIndex, id_: str) -> Subject | None:
    """The document, with the title of its other version for a name in the other language."""
    document = index.document(id_)
    if document is None:
        return None
    titles = {document.language: document.title}
    for other in map(index.document, sorted(index.versions(id_) - {id_})):
        if other is not None:
            titles.setdefault(other.language, other.title)
    stated = ("kind", "issued", "effective", "expires", "issuer", "number")
    return Subject(
        "document",
        document.id,
        titles.get("zh", ""),
        titles.get("en", ""),
        document.provenance == "demo",
        frozenset({f"kind_{document.kind}", *(name for name in stated if getattr(document, name))}),
    )
