"""Views: a document as it is shown to a reader."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.documents import Document, Passage, Status


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the shelf being served, its status today, and its passages in order."""

    document: Document
    status: Status
    passages: tuple[Passage, ...]
