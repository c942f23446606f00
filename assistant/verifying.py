"""Verifying: a sentence is shown only when the library bears it out.

Each quote must stand word for word where it is said to stand, and each figure of a sentence (amount, percentage, date,
ordinal, area, document number …) must occur in what the sentence cites, whatever notation either uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answers import Citation, Sentence
from assistant.assembly import OpenIndex
from assistant.choosing import Candidate
from assistant.quoting import DraftSentence
from assistant.views import as_of
from corpus.documents import Document
from corpus.quantities import unsupported
from corpus.statutes.places import place_in


def verify(
    draft: Sequence[DraftSentence], index: OpenIndex, on: date
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences that hold, with their citations numbered in order; the others are dropped."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for drafted in draft:
        documents = [index.document(candidate.match.passage.document_id) for candidate in drafted.cited]
        if not drafted.cited or not all(map(stands_in, drafted.cited, documents)):
            continue
        cited = [candidate.text for candidate in drafted.cited]
        if not _is_verbatim(drafted.text, cited) and unsupported(drafted.text, cited):
            continue
        numbers = []
        for candidate, document in zip(drafted.cited, documents, strict=True):
            if document is not None:
                citations.append(citation_of(len(citations) + 1, candidate, document, index, on))
                numbers.append(len(citations))
        sentences.append(Sentence(drafted.text, tuple(numbers)))
    return tuple(sentences), tuple(citations)


def stands_in(candidate: Candidate, document: Document | None) -> bool:
    """Whether a quote stands in its document where it is said to stand."""
    return document is not None and document.text[candidate.span.start : candidate.span.end] == candidate.text


def _is_verbatim(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence is its quotes, line breaks apart: a figure broken between two lines is read in neither."""
    return "".join(text.split()) == "".join("".join(quotes).split())


def citation_of(n: int, candidate: Candidate, document: Document, index: OpenIndex, on: date) -> Citation:
    """A quote as what an answer cites by a number, as things are on a day."""
    passage = candidate.match.passage
    source = passage.source or document.source
    return Citation(
        n=n,
        document_id=document.id,
        passage_id=passage.id,
        title=document.title,
        locator=place_in(document, passage, candidate.span),
        quote=candidate.text,
        span=candidate.span,
        language=document.language,
        audience=document.audience,
        status=index.validity.status(document.id, on),
        is_waiting=document.id in index.validity.waiting(on),
        provenance=document.provenance,
        url=str(source.url) if source and source.url else None,
        as_of=as_of(passage, document),
    )
