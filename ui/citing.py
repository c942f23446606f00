"""Links from an answer to the characters it quotes, and back from a link to those characters."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, urlencode

from assistant.answers import Citation
from corpus.documents import Document, Span


def anchor(passage_id: str) -> str:
    """The id of a passage on its document's page."""
    return f"passage-{passage_id}"


def document_address(document_id: str) -> str:
    """The path of a document's page."""
    return f"/documents/{quote(document_id, safe='')}"


def original_address(document: Document) -> str | None:
    """The path at which the file that a document was read from is downloaded, where it is no plain text."""
    return f"{document_address(document.id)}/original" if document.original else None


def passage_address(document_id: str, passage_id: str) -> str:
    """The path of the place on the document's page where a passage begins."""
    return f"{document_address(document_id)}#{quote(anchor(passage_id), safe='')}"


def quote_address(citation: Citation) -> str:
    """The path of the document's page with the quote marked.

    It carries a digest of the quote, so that after an update of the library other words are never marked in its place.
    """
    query = {
        "passage": citation.passage_id,
        "start": citation.span.start,
        "end": citation.span.end,
        "check": digest(citation.quote),
    }
    return f"{document_address(citation.document_id)}?{urlencode(query)}#{quote(anchor(citation.passage_id), safe='')}"


def quoted_span(document: Document, start: int, end: int, check: str) -> Span | None:
    """The quote's place in the document, or None when the words there are no longer those that were quoted."""
    if 0 <= start < end and digest(document.text[start:end]) == check:
        return Span(start, end)
    return None


def digest(text: str) -> str:
    """A short fingerprint of a quote."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
