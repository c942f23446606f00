"""Gathering: the passages that may answer, for each thing a question looks for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate, choose, is_answerable
from assistant.understanding import Question
from corpus.schemas import Audience
from index.search import Match

_MATCHES = 8  # of each language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one search, and the sentences of it that answer, best first; none when nothing does."""

    search: str
    matches: tuple[Match, ...]
    chosen: tuple[Candidate, ...]


def gather(question: Question, index: OpenIndex, not_in_force: Mapping[Audience, Set[int]]) -> tuple[Evidence, ...]:
    """The evidence for each of a question's searches."""
    return tuple(_search(search, index, {} if question.asks_for_old else not_in_force) for search in question.searches)


def _search(search: str, index: OpenIndex, excluded: Mapping[Audience, Set[int]]) -> Evidence:
    """Passages in the asker's language are used where they answer, and those in the other language otherwise."""
    query = index.searcher.query(search)
    by_language = index.searcher.search_each(query, _MATCHES, excluded)
    own = by_language.pop(query.language, ())
    other = tuple(match for matches in by_language.values() for match in matches)
    chosen: tuple[Candidate, ...] = ()
    for matches in (own, other):
        if not chosen and is_answerable(search, query.language, matches):
            chosen = choose(search, query.language, matches)
    return Evidence(search, (*own, *other), chosen)
