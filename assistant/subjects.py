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
    """A record, a document or a part of a facts file: its names, one of which may be missing, and what is stated of it.

    `stated` names fields of its kind. `document` is the id of the document that holds its words, where no record does,
    and `chain` the id of the chain of a link.
    """

    kind: SubjectKind
    id: str
    name_zh: str
    name_en: str
    is_demo: bool
    stated: frozenset[str] = frozenset()
    document: str | None = None
    chain: str | None = None

    def name(self, language: Language) -> str:
        """Its name in a language, or else in the other."""
        own, other = (self.name_en, self.name_zh) if language == "en" else (self.name_zh, self.name_en)
        return own or other

    @property
    def its_document(self) -> str | None:
        """The document that is the subject, or holds its words."""
        return self.id if self.kind == "document" else self.document

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
    return _record(index, known, id_) or _in_facts(index, known, id_)


def _record(index: OpenIndex, kind: RecordKind, id_: str) -> Subject | None:
    """The published record."""
    if index.records is None or not index.records.total(kind):
        return None
    row = next(iter(index.records.records(kind, [id_])), None)
    if row is None or (index.records.audience == "staff" and row.values.get("published") is not True):
        return None
    public = {field.name for field in ENTITIES[kind].fields if field.public}
    link = index.chains.link(row.id) if kind == "link" else None
    return Subject(
        kind,
        row.id,
        str(row.values.get("name_zh") or ""),
        str(row.values.get("name_en") or ""),
        row.values.get("provenance") == "demo",
        frozenset(name for name, value in row.values.items() if value is not None and name in public),
        chain=link.chain if link else None,
    )


def _in_facts(index: OpenIndex, kind: RecordKind, id_: str) -> Subject | None:
    """The chain, the link or the policy of a facts file."""
    if kind == "policy":
        policy = next((one for one in index.conditions if one.id == id_), None)
        document = index.document(policy.documents[0]) if policy else None
        if policy is None or document is None:
            return None
        is_demo = document.provenance == "demo"
        stated = {"conditions": policy.asks, "ceiling": policy.gives}
        known = frozenset(name for name, said in stated.items() if said)
        return Subject(kind, id_, policy.name.zh, policy.name.en, is_demo, known, document=document.id)
    if kind not in ("chain", "link") or not index.has_chains:
        return None
    link = index.chains.link(id_) if kind == "link" else None
    found = link or (index.chains.chain(id_) if kind == "chain" else None)
    if found is None or found.stated.origin != "facts":
        return None
    return Subject(
        kind,
        id_,
        found.name.zh,
        found.name.en,
        found.stated.provenance == "demo",
        frozenset({"chain"}) if link else frozenset(),
        chain=link.chain if link else None,
    )


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
