"""Clauses: the sentences of documents on which conditions stand, found word for word or by what they state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import numpy as np

from assistant.assembly import OpenIndex
from assistant.choosing import Candidate
from assistant.matching.conditions import Condition, OneOf, Range
from assistant.matching.policies import Policy, Support
from corpus.documents import Passage, Span
from corpus.quantities import read_quantities
from corpus.records.choices import PLACES
from corpus.schemas import Audience, Bilingual, Language
from index.search import Match

_NOTHING = np.empty(0, np.float32)
_JOBS = ("人", "people", "employ")
_SCOPE = re.compile(r"适用|只|仅|须|面向|位于|范围|\b(only|qualify|must|open to|scope|applies)\b", re.IGNORECASE)
_ORIGIN_NAMES = {
    "out_of_province": ("省外", "other provinces", "out-of-province"),
    "foreign": ("境外", "外资", "外商", "abroad", "foreign"),
    "local": ("本地", "本市", "local"),
}


class Clauses:
    """The sentences of a policy's documents in a reader's language, or else in the other one."""

    def __init__(
        self, policy: Policy, language: Language, index: OpenIndex, chain_names: Mapping[str, Bilingual]
    ) -> None:
        self._own_name = policy.name
        self._chain_names = chain_names
        documents = [document for id_ in policy.documents if (document := index.document(id_))]
        documents.sort(key=lambda document: document.language != language)
        self._passages = [
            (document.language, document.audience, index.shelves[document.audience].catalogue.passages_of(document.id))
            for document in documents
        ]

    def verbatim(self, text: Bilingual) -> Candidate | None:
        """The place where a clause stands word for word."""
        for language, audience, passages in self._passages:
            words = text.zh if language == "zh" else text.en
            for passage in passages:
                at = passage.text.find(words)
                if at >= 0:
                    start = passage.span.start + at
                    return _candidate(passage, audience, Span(start, start + len(words)))
        return None

    def stating(self, condition: Condition) -> Candidate | None:
        """The first sentence that states what a condition asks for: its figure with its unit, or all its names.

        Of those with the names, one that speaks of who or what is covered goes first.
        """
        if isinstance(condition, Range):
            return self._first(lambda text: _states_bound(text, condition))
        if isinstance(condition, OneOf):
            names = [self._names(name, condition) for name in condition.allowed]
            found = [sentence for sentence in self._sentences() if self._has_all(sentence.text, names)]
            return next((sentence for sentence in found if _SCOPE.search(sentence.text)), next(iter(found), None))
        return None

    def giving(self, support: Support) -> list[Candidate]:
        """The sentence with the rate and then the one with the ceiling, or that of another measure."""
        if support.measure:
            found = self.verbatim(support.measure)
            return [self._whole(found)] if found else []
        rate, ceiling = support.rate, support.ceiling
        of_rate = self._first(lambda text: _states(text, rate, "percent")) if rate is not None else None
        if ceiling is None:
            return [of_rate] if of_rate else []
        after = of_rate.span.end if of_rate else 0
        most = self._first(lambda text: _states(text, ceiling.value, ceiling.currency), after)
        return [found for found in (of_rate, most) if found]

    def _has_all(self, text: str, names: list[tuple[str, ...]]) -> bool:
        """Whether a sentence has one of the names of each thing, elsewhere than in the title of its own policy."""
        rest = text.replace(self._own_name.zh, "").replace(self._own_name.en, "")
        return all(any(name in rest for name in own) for own in names)

    def _names(self, name: str, condition: OneOf) -> tuple[str, ...]:
        """What a county, an origin or a chain may be called in a text."""
        if condition.subject == "origin":
            return _ORIGIN_NAMES.get(name, (name,))
        if condition.subject == "county" and (place := next((c for c in PLACES if c.code == name), None)):
            return place.zh, place.en
        known = self._chain_names.get(name)
        return (name, known.en) if known else (name,)

    def _first(self, states: Callable[[str], bool], after: int = 0) -> Candidate | None:
        return next((found for found in self._sentences(after) if states(found.text)), None)

    def _sentences(self, after: int = 0) -> Iterator[Candidate]:
        for _, audience, passages in self._passages:
            for passage in passages:
                for span in passage.sentences:
                    if span.start >= after:
                        yield _candidate(passage, audience, span)

    def _whole(self, part: Candidate) -> Candidate:
        """The sentence in which a few words stand."""
        passage = part.match.passage
        spans = [span for span in passage.sentences if span.start <= part.span.start and part.span.end <= span.end]
        return _candidate(passage, part.match.audience, spans[0]) if spans else part


def _states_bound(text: str, condition: Range) -> bool:
    bounds = [bound for bound in (condition.lower, condition.upper) if bound is not None]
    if condition.subject == "jobs" and not any(word in text for word in _JOBS):
        return False
    return all(_states(text, bound, condition.unit) for bound in bounds)


def _states(text: str, value: Decimal | None, unit: str) -> bool:
    return any(quantity.value == value and quantity.unit == unit for quantity in read_quantities(text))


def _candidate(passage: Passage, audience: Audience, span: Span) -> Candidate:
    start = span.start - passage.span.start
    text = passage.text[start : start + span.end - span.start]
    match = Match(passage, audience, 0.0, {}, _NOTHING, np.empty((0, 0), np.bool_), _NOTHING)
    return Candidate(match, 0, span, text)
