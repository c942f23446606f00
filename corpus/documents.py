"""Documents and passages: the values that every other layer passes along."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from corpus.places import Place
from corpus.schemas import Audience, Language, Provenance, Source
from corpus.spans import Span

__all__ = ["Document", "Passage", "Section", "Span", "Status", "digest_of"]

Status = Literal["in_force", "expired", "superseded", "undated"]


@dataclass(frozen=True, slots=True)
class Section:
    """A quotable part of a document before chunking: a span of its text under a path of headings."""

    headings: tuple[str, ...]
    span: Span
    as_of: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source, as read: `text` is the body exactly as written, and every quote is a span of it.

    Of a text of numbered articles, `articles` tells how many there are, `adopted` and `amended` the days of the acts on
    it, and `repeals` what it puts out of force. `read_from_text` are the fields whose values were found in the text and
    that nobody has confirmed.
    """

    id: str
    title: str
    language: Language
    text: str
    sections: tuple[Section, ...]
    file: str
    kind: str = "note"
    audience: Audience = "public"
    provenance: Provenance = "bureau"
    translation_of: str | None = None
    issuer: str | None = None
    number: str | None = None
    level: str | None = None
    issued: str | None = None
    effective: str | None = None
    expires: str | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: str | None = None
    as_of: str | None = None
    source: Source | None = None
    articles: int = 0
    adopted: str | None = None
    amended: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    read_from_text: tuple[str, ...] = ()
    original: str | None = None
    """Digest of the bytes of a file that is no plain text, by which the original is known."""
    places: tuple[Place, ...] = ()
    """Where its words stand in the original, in order. In an index they are kept apart (`index.catalogue`)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable piece of a document: `span` in the document's text, `sentences` as spans of the same text."""

    id: str
    document_id: str
    language: Language
    headings: tuple[str, ...]
    locator: str
    span: Span
    text: str
    sentences: tuple[Span, ...] = field(default=())
    as_of: str | None = None
    source: Source | None = None


def digest_of(document: Document) -> str:
    """A digest of everything a document says, the same for equal documents only."""
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).hexdigest()
