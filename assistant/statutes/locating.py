"""Locating: where a quote stands, for a reader of another language than the source's."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers import Answer, Citation
from corpus.schemas import Language
from corpus.statutes.places import in_other_language


def located_for_reader(answer: Answer) -> Answer:
    """The answer with each article that it cites also named as its reader knows it: 第四条 (Article 4)."""
    citations = tuple(_for_reader(citation, answer.language) for citation in answer.citations)
    return replace(answer, citations=citations) if citations != answer.citations else answer


def _for_reader(citation: Citation, language: Language) -> Citation:
    known = in_other_language(citation.locator, language) if citation.language != language else None
    if known is None:
        return citation
    written = f"{citation.locator} ({known})" if language == "en" else f"{citation.locator}（{known}）"
    return replace(citation, locator=written)
