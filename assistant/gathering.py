"""Gathering: the passages that may answer, for each thing a question looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate, Standing, candidates_of, choose, is_about, judge, looked_up
from assistant.demanding import Demands, demands_of
from assistant.demanding.places import places_it, thing_asked
from assistant.editions import is_of_old_version
from assistant.listing import naming_most
from assistant.naming import is_thing, written_as
from assistant.statutes.choosing_version import Chosen, version_asked_for
from assistant.understanding import Question
from corpus.languages import to_simplified
from corpus.schemas import Audience, Language
from index.search import Match

_MATCHES = 8  # of each language
_TIMES = re.compile("期初|期末|年初|年末|[本上]期|[本上]年|同期|去年|今年|累计")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one search, and the sentences chosen from it, best first.

    `answers` tells whether they are likely to hold the answer; otherwise there is at most one, the nearest.
    `likelihood` is the higher of the two languages', from 0 to 1. `usable` are the matches that meet what the search
    demands, those in its language first.
    """

    search: str
    matches: tuple[Match, ...]
    chosen: tuple[Candidate, ...]
    answers: bool
    likelihood: float
    usable: tuple[Match, ...] = ()


def gather(question: Question, index: OpenIndex, today: date, only: Set[str] = frozenset()) -> tuple[Evidence, ...]:
    """The evidence for each of a question's searches, as things are on a day; `only` in these documents if any."""
    version = next(filter(None, (_version(search, question, index, today) for search in question.searches)), None)
    if version:
        question = replace(question, asks_for_old=True)
    excluded = index.all_but(only) if only else _left_out(question, version, index, today)
    found = (_search(search, question, index, excluded, today) for search in question.searches)
    return tuple(map(_with_row, found)) if only else tuple(found)


def _with_row(evidence: Evidence) -> Evidence:
    """In the document that is asked about, the nearest sentence answers when it is a row of a table.

    A row names its columns, so that one with more than half of what the question speaks of holds the cell asked for,
    unless that is of another time: the balance at the end is not the one at the beginning.
    """
    asked = set(_TIMES.findall(to_simplified(evidence.search)))
    holds_it = any(
        candidate.text.startswith("|") and asked <= set(_TIMES.findall(to_simplified(candidate.text)))
        for candidate in evidence.chosen
    )
    return replace(evidence, answers=True) if holds_it else evidence


def _version(search: str, question: Question, index: OpenIndex, today: date) -> Chosen | None:
    return version_asked_for(search, index, today, question.language)


def _left_out(question: Question, version: Chosen | None, index: OpenIndex, today: date) -> Mapping[Audience, Set[int]]:
    """The numbers of the passages that are not in force, save those of a version that is asked for.

    Where what is no longer in force is asked for without naming a version, statutes that were replaced are left out
    still: "the time before" is seldom that of an old law.
    """
    if version and version.document:
        return index.validity.not_in_force_but(today, index.versions(version.document.id), version.others)
    if not question.asks_for_old:
        return index.validity.not_in_force(today)
    return {} if is_of_old_version(question.text) else index.validity.superseded(index.statutes.documents, today)


def _search(
    search: str, question: Question, index: OpenIndex, excluded: Mapping[Audience, Set[int]], today: date
) -> Evidence:
    """Passages in the asker's language are used where they answer, and those in the other language otherwise.

    What answers in the other language is quoted in the asker's own where the document has such a version.
    """
    focus = question.focus or search
    query = index.searcher.query(search)
    by_language = index.searcher.search_each(query, _MATCHES, excluded)
    near = by_language.pop(query.language, ())
    far = tuple(match for matches in by_language.values() for match in matches)
    demands = demands_of(search, index, today, of_old=question.asks_for_old, focus=question.focus)
    own = _meeting(demands, near, question, index)
    other = _meeting(demands, _without_version(far, own, index.works), question, index)
    judged, judged_other = judge(search, query.language, own), judge(search, query.language, other)
    likelihood = max(judged.likelihood, judged_other.likelihood)
    chosen: tuple[Candidate, ...] = ()
    if judged.standing is Standing.ANSWERS:
        chosen = _chosen(focus, query.language, own, demands, index)
    if not chosen and judged_other.standing is Standing.ANSWERS:
        versions = _versions(choose(focus, query.language, other, demands.are_stated), own, index.works)
        chosen = _chosen(focus, query.language, versions or other, demands, index)
    if chosen:
        return Evidence(search, (*near, *far), chosen, True, likelihood, (*own, *other))
    nearest = choose(focus, query.language, near)[:1]
    is_near = nearest and judge(search, query.language, near).standing is not Standing.FAR
    about = nearest if is_near and is_about(search, nearest[0]) else ()
    return Evidence(search, (*near, *far), about, False, likelihood, (*own, *other))


def _chosen(
    question: str, language: Language, matches: Sequence[Match], demands: Demands, index: OpenIndex
) -> tuple[Candidate, ...]:
    """The sentences that state what is demanded; where all of a kind are asked for, those that name the most."""

    def is_beside(first: Candidate, further: Candidate) -> bool:
        """Whether a sentence tells of what its own document is about, where nobody asked for that."""
        (title,) = index.titles([further.match])
        named = (match.term for match in demands.glossary.matches(further.text))
        own = [term for term in named if is_thing(term) and written_as(term).search(to_simplified(title))]
        said = to_simplified(f"{question} {first.text}")
        return any(not written_as(term).search(said) for term in own)

    chosen = choose(question, language, _telling(question, demands, matches, index), demands.are_stated, is_beside)
    if demands.where:  # a place is told once, unless others tell it more nearly
        return (*chosen[:1], *(candidate for candidate in chosen[1:] if places_it(candidate.text)))
    return naming_most(question, chosen, matches, demands)


def _telling(question: str, demands: Demands, matches: Sequence[Match], index: OpenIndex) -> Sequence[Match]:
    """The matches that say what is asked for, where that is of a kind of which a near one may say nothing."""
    if not demands.of_what_is_told:
        return matches
    telling = []
    for match, title in zip(matches, index.titles(matches), strict=True):
        stating = [candidate for candidate in candidates_of([match]) if demands.are_stated(candidate.text)]
        is_best = match is matches[0]
        is_near = not demands.where or _is_of_the_same(question, match, stating, demands, is_best=is_best)
        if stating and is_near and demands.may_be_told_in([match.passage.text, *match.passage.headings, title]):
            telling.append(match)
    return telling


def _is_of_the_same(
    question: str, match: Match, stating: Sequence[Candidate], demands: Demands, *, is_best: bool
) -> bool:
    """Whether sentences, or in the best match all of them together, hold what a question speaks of.

    Most passages say some place, though not that of the thing asked about.
    """
    thing = thing_asked(to_simplified(question))
    whole = looked_up(match.passage, match.audience, match.passage.span, match.passage.text)
    if is_best and (demands.leans_back or is_about(thing, whole)):
        return True
    return any(is_about(thing, candidate) for candidate in stating)


def _meeting(demands: Demands, matches: Sequence[Match], question: Question, index: OpenIndex) -> tuple[Match, ...]:
    """The matches that hold what a question demands; of what only staff may know, those that only staff may see."""
    if question.is_for_staff:
        matches = [match for match in matches if match.audience == "staff"]
    if not demands.of_passages:  # the titles need not be read
        return tuple(matches)
    return tuple(
        match
        for match, title in zip(matches, index.titles(matches), strict=True)
        if demands.are_met([match.passage.text, *match.passage.headings, title, match.passage.as_of or ""])
    )


def _without_version(others: Sequence[Match], own: Sequence[Match], works: Mapping[str, str]) -> tuple[Match, ...]:
    """The matches in the other language, save where the asker's own version of the work did not match as well."""
    translated = {*works, *works.values()}
    matched = {_work(match, works) for match in own}
    return tuple(m for m in others if m.passage.document_id not in translated or _work(m, works) in matched)


def _versions(chosen: Sequence[Candidate], own: Sequence[Match], works: Mapping[str, str]) -> tuple[Match, ...]:
    """The matches in the asker's language that are of the same works as the sentences chosen."""
    wanted = {_work(candidate.match, works) for candidate in chosen}
    return tuple(match for match in own if _work(match, works) in wanted)


def _work(match: Match, works: Mapping[str, str]) -> str:
    """What the versions of a document have in common: the id of the first of them."""
    return works.get(match.passage.document_id, match.passage.document_id)
