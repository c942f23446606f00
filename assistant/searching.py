"""Searching: the passages that match a question, as they are, without an answer being made of them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.understanding import cleaned
from corpus.languages import language_of
from corpus.schemas import Language
from index.search import Match


@dataclass(frozen=True, slots=True)
class Searched:
    """The matches of a question, best first, with the titles of their documents."""

    question: str
    language: Language
    matches: tuple[Match, ...] = ()
    titles: tuple[str, ...] = ()


def searched(question: str, index: OpenIndex, limit: int) -> Searched:
    """The best matches of both languages; none for a question without words."""
    text = cleaned(question)
    if not text:
        return Searched(question, language_of(question))
    query = index.searcher.query(text)
    matches = index.searcher.search(query, limit)
    return Searched(question, query.language, matches, tuple(index.titles(matches)))
