"""Gathering: the passages that may answer, for each thing a question looks for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate, Standing, choose, standing_of
from assistant.understanding import Question
from corpus.schemas import Audience
from index.search import Match

_MATCHES = 8  # of each language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one search, and the sentences chosen from it, best first.

    `answers` tells whether they are likely to hold the answer; otherwise there is at most one, the nearest.
    """

    search: str
    matches: tuple[Match, ...]
    chosen: tuple[Candidate, ...]
    answers: bool


def gather(question: Question, index: OpenIndex, not_in_force: Mapping[Audience, Set[int]]) -> tuple[Evidence, ...]:
    """The evidence for each of a question's searches."""
    return tuple(_search(search, index, {} if question.asks_for_old else not_in_force) for search in question.searches)


def _search(search: str, index: OpenIndex, excluded: Mapping[Audience, Set[int]]) -> Evidence:
    """Passages in the asker's language are used where they answer, and those in the other language otherwise."""
    query = index.searcher.query(search)
    by_language = index.searcher.search_each(query, _MATCHES, excluded)
    own = by_language.pop(query.language, ())
    other = tuple(match for matches in by_language.values() for match in matches)
    found = (*own, *other)
    standings = [(matches, standing_of(search, query.language, matches)) for matches in (own, other)]
    for matches, standing in standings:
        if standing is Standing.ANSWERS:
            return Evidence(search, found, choose(search, query.language, matches), answers=True)
    near = own if standings[0][1] is Standing.NEAR else ()
    return Evidence(search, found, choose(search, query.language, near)[:1], answers=False)
