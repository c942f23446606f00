"""Views: documents and records as they are shown to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.documents import Document, Passage, Status
from corpus.records.fields import Entity
from corpus.statutes.versions import version_day

Section = Literal["opportunities", "chains", "matching"]
"""A page beside the chat and the documents, offered where the library holds something for it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A build of the library: its generation, and when it was built."""

    generation: str
    built_at: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the shelf being served, its status today, and its passages in order."""

    document: Document
    status: Status
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document was read from: its name in the library, and where it is kept."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as the audience may see it: its name and what is stated of it, by header, in one language."""

    id: str
    name: str
    stated: tuple[tuple[str, str], ...]
    is_demo: bool


@dataclass(frozen=True, slots=True)
class RecordsView:
    """Some records of an entity."""

    entity: Entity
    records: tuple[RecordView, ...]


def as_of(passage: Passage, document: Document) -> str | None:
    """The date a passage speaks of, else the one on which its text took effect or was published."""
    source = passage.source or document.source
    published = source.published if source else None
    return passage.as_of or document.as_of or version_day(document) or published
