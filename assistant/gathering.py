"""Gathering: the passages that may answer, for each thing a question looks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate, Standing, choose, is_about, judge
from assistant.understanding import Question
from corpus.schemas import Audience
from index.search import Match

_MATCHES = 8  # of each language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one search, and the sentences chosen from it, best first.

    `answers` tells whether they are likely to hold the answer; otherwise there is at most one, the nearest.
    `likelihood` is the higher of the two languages', from 0 to 1.
    """

    search: str
    matches: tuple[Match, ...]
    chosen: tuple[Candidate, ...]
    answers: bool
    likelihood: float


def gather(question: Question, index: OpenIndex, not_in_force: Mapping[Audience, Set[int]]) -> tuple[Evidence, ...]:
    """The evidence for each of a question's searches."""
    excluded = {} if question.asks_for_old else not_in_force
    return tuple(_search(search, question.focus or search, index, excluded) for search in question.searches)


def _search(search: str, focus: str, index: OpenIndex, excluded: Mapping[Audience, Set[int]]) -> Evidence:
    """Passages in the asker's language are used where they answer, and those in the other language otherwise.

    What answers in the other language is quoted in the asker's own where the document has such a version.
    """
    query = index.searcher.query(search)
    by_language = index.searcher.search_each(query, _MATCHES, excluded)
    own = by_language.pop(query.language, ())
    other = tuple(match for matches in by_language.values() for match in matches)
    found = (*own, *other)
    judged, judged_other = judge(search, query.language, own), judge(search, query.language, other)
    likelihood = max(judged.likelihood, judged_other.likelihood)
    if judged.standing is Standing.ANSWERS:
        return Evidence(search, found, choose(focus, query.language, own), True, likelihood)
    if judged_other.standing is Standing.ANSWERS:
        versions = _versions(choose(focus, query.language, other), own, index.works)
        return Evidence(search, found, choose(focus, query.language, versions or other), True, likelihood)
    nearest = choose(focus, query.language, own)[:1] if judged.standing is Standing.NEAR else ()
    return Evidence(search, found, tuple(c for c in nearest if is_about(search, c)), False, likelihood)


def _versions(chosen: Sequence[Candidate], own: Sequence[Match], works: Mapping[str, str]) -> tuple[Match, ...]:
    """The matches in the asker's language that are of the same works as the sentences chosen."""

    def work(document_id: str) -> str:
        return works.get(document_id, document_id)

    wanted = {work(candidate.match.passage.document_id) for candidate in chosen}
    return tuple(match for match in own if work(match.passage.document_id) in wanted)
