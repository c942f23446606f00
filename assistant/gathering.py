"""Gathering: the passages that may answer, for each thing a question looks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.choosing import Choice, choose, is_answerable
from assistant.understanding import Question
from corpus.schemas import Audience
from index.search import Match

_MATCHES = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one search, and the sentences of it that answer, best first; none when nothing does."""

    search: str
    matches: tuple[Match, ...]
    choice: Choice
    answers: bool


def gather(question: Question, index: OpenIndex, not_in_force: Mapping[Audience, Set[int]]) -> tuple[Evidence, ...]:
    """The evidence for each of a question's searches."""
    return tuple(_search(search, index, {} if question.asks_for_old else not_in_force) for search in question.searches)


def _search(search: str, index: OpenIndex, excluded: Mapping[Audience, Set[int]]) -> Evidence:
    query = index.searcher.query(search)
    found = index.searcher.search(query, _MATCHES, excluded)
    matches = in_language_of_question(found, query.language, index.works)
    choice = choose(search, query.language, matches)
    crossing = bool(matches) and matches[0].passage.language != query.language
    return Evidence(search, matches, choice, bool(choice.sentences) and is_answerable(choice, crossing))


def in_language_of_question(matches: Sequence[Match], language: str, works: Mapping[str, str]) -> tuple[Match, ...]:
    """The matches, with a passage's version in the asker's language in the place of the other one where both match."""
    def work(match: Match) -> str:
        return works.get(match.passage.document_id, match.passage.document_id)

    own = [match for match in matches if match.passage.language == language]
    placed: list[Match] = []
    for match in matches:
        versions = [version for version in own if work(version) == work(match)]
        unplaced = [version for version in versions if version not in placed]
        if match.passage.language == language and match in unplaced:
            placed.append(match)
        elif match.passage.language != language:
            placed.extend(unplaced[:1] if versions else [match])
    return tuple(placed)
