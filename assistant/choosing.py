"""Choosing: which sentences of the matched passages answer a question, and whether any does.

Two linear models over readable features, fitted on public question-answering data; `choosing.json` keeps their weights
with how they were made.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import groupby

import numpy as np
import numpy.typing as npt

from assistant.content import content_units
from assistant.expecting import Expected, expected_kind, offers
from corpus.documents import Passage, Span
from corpus.schemas import Audience, Language
from index.lexical import chinese_tokens, english_tokens
from index.search import Match

SENTENCE_FEATURES = (
    "passage", "coverage", "cosine", "both", "with_before", "with_after", "units", "units_with_before",
    "cosine_before", "phrase", "offers", "first", "length",
)  # fmt: skip
"""
passage            log-odds of its passage, less those of the best passage
coverage           share of the question's IDF mass in the sentence
cosine             of the question's vector with the sentence's
both               coverage + cosine, less the best such sum among the candidates
with_before        coverage of the sentence and the one before together: a subject is often named there
with_after         coverage of the sentence and the one after together
units              share of the question's content units (`content.py`) in the sentence
units_with_before  the same for the sentence and the one before
cosine_before      cosine of the sentence before
phrase             share of neighbouring pairs of the question's terms that both occur
offers             1 when it holds the kind of thing asked for (a number, a date, a name), -1 when it has none, 0 when
                   no kind is known
first              1 for the first sentence of its passage
length             logarithm of its characters
"""

ANSWERABLE_FEATURES = ("score", "lead", "units", "terms")
"""
score  log-odds of the best passage
lead   those less the mean of the others'
units  share of the question's content units in the best passage
terms  logarithm of the number of terms
"""

Floats = npt.NDArray[np.float32]
_PASSAGES = 3
_MOST_SENTENCES = 3
_NEAR = 0.2  # likelihood from which the nearest sentence is worth showing in a refusal
_UNLIKELY = 0.1  # chance of a sentence to be the one that answers
_SAME = 0.75  # of the words of the shorter sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted; `span` is its place in the document's text."""

    match: Match
    number: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Models:
    """The models for one direction."""

    sentence: Floats
    enough: float
    answerable: Floats
    bias: float
    threshold: float


class Standing(StrEnum):
    """How far what was found goes to answer a question."""

    ANSWERS = "answers"
    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether passages answer a question, and how likely that is, from 0 to 1."""

    standing: Standing
    likelihood: float


def judge(question: str, language: Language, matches: Sequence[Match]) -> Judgement:
    """Whether the passages found for a question in this language are likely to hold its answer."""
    if not matches or not len(matches[0].idf):
        return Judgement(Standing.FAR, 0.0)
    models = _models()[direction_of(language, matches)]
    log_odds = float(answerable_features(question, matches) @ models.answerable) + models.bias
    likelihood = 1 / (1 + math.exp(-log_odds))
    if likelihood >= models.threshold:
        return Judgement(Standing.ANSWERS, likelihood)
    return Judgement(Standing.NEAR if likelihood >= _NEAR else Standing.FAR, likelihood)


def direction_of(language: Language, matches: Sequence[Match]) -> str:
    """Which models apply to a question in one language and the passages found."""
    return language if matches[0].passage.language == language else "crossing"


def choose(
    question: str,
    language: Language,
    matches: Sequence[Match],
    may_answer: Callable[[str], bool] = lambda _: True,
    is_beside: Callable[[Candidate, Candidate], bool] = lambda _first, _further: False,
) -> tuple[Candidate, ...]:
    """The fewest sentences that are likely to hold the answer, best first; at most three, none saying the same.

    Only sentences that `may_answer` are chosen. Nothing follows the first once it would be one that is unlikely to
    answer and `is_beside` the first.
    """
    candidates = candidates_of(matches)
    allowed = np.array([may_answer(candidate.text) for candidate in candidates], np.bool_)
    if not allowed.any():
        return ()
    models = _models()[direction_of(language, matches)]
    scores = np.where(allowed, sentence_features(question, candidates) @ models.sentence, -np.inf)
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    chosen: list[Candidate] = []
    said: list[frozenset[str]] = []
    reached = 0.0
    for place in np.argsort(-chances, kind="stable"):
        if len(chosen) == _MOST_SENTENCES or reached >= models.enough or not allowed[place]:
            break
        reached += float(chances[place])
        if chosen and chances[place] < _UNLIKELY and is_beside(chosen[0], candidates[place]):
            break
        words = _words(candidates[place])
        if not any(_say_the_same(words, other) for other in said):
            chosen.append(candidates[place])
            said.append(words)
    return tuple(chosen)


def looked_up(passage: Passage, audience: Audience, span: Span, text: str) -> Candidate:
    """Words of a passage that were not searched for but looked up where they stand."""
    none = np.zeros(0, np.float32)
    return Candidate(Match(passage, audience, 0.0, {}, none, np.zeros((0, 0), np.bool_), none), 0, span, text)


def is_about(question: str, candidate: Candidate) -> bool:
    """Whether a sentence holds more than half of what a question speaks of, so that showing it helps."""
    held, wanted = _units_in(question, candidate)
    return len(held) > len(wanted) / 2


def _words(candidate: Candidate) -> frozenset[str]:
    tokens = chinese_tokens if candidate.match.passage.language == "zh" else english_tokens
    return frozenset(tokens(candidate.text))


def _say_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether sentences share most of their words: one fact often stands in several documents."""
    return len(one & other) >= _SAME * min(len(one), len(other))


def candidates_of(matches: Sequence[Match], most: int = _PASSAGES) -> list[Candidate]:
    """Every sentence of the best passages, `most` of them."""
    found = []
    for match in matches[:most]:
        first = match.passage.span.start
        for number, span in enumerate(match.passage.sentences):
            found.append(Candidate(match, number, span, match.passage.text[span.start - first : span.end - first]))
    return found


def sentence_features(question: str, candidates: Sequence[Candidate]) -> Floats:
    """One row a candidate, columns as `SENTENCE_FEATURES`; candidates stand as `candidates_of` gives them."""
    expected = expected_kind(question)
    best = candidates[0].match.score
    passages = (list(group) for _, group in groupby(candidates, key=lambda candidate: id(candidate.match)))
    features = np.concatenate([_features_in(passage, question, expected, best) for passage in passages])
    both = SENTENCE_FEATURES.index("both")
    features[:, both] -= features[:, both].max()
    return features


def _features_in(candidates: Sequence[Candidate], question: str, expected: Expected, best: float) -> Floats:
    """The features of every sentence of a passage; `both` is not yet compared with the other passages'."""
    match = candidates[0].match
    terms, cosines = match.terms, match.cosines
    shares = match.idf / max(float(match.idf.sum()), 1e-9)
    coverage = terms @ shares
    paired = (terms[1:] | terms[:-1]) @ shares
    neighbours = terms[:, 1:] & terms[:, :-1]
    units = [_units_in(question, candidate) for candidate in candidates]
    wanted = max(len(units[0][1]), 1)
    held = [found for found, _ in units]
    size = len(candidates)
    return np.array(
        [
            np.full(size, match.score - best),
            coverage,
            cosines,
            coverage + cosines,
            np.concatenate([coverage[:1], paired]),
            np.concatenate([paired, coverage[-1:]]),
            [len(found) / wanted for found in held],
            [len(found | before) / wanted for found, before in zip(held, [held[0], *held], strict=False)],
            np.concatenate([[0.0], cosines[:-1]]),
            neighbours.mean(axis=1) if neighbours.shape[1] else np.zeros(size),
            [_offered(candidate.text, question, expected) for candidate in candidates],
            np.arange(size) == 0,
            [math.log(max(len(candidate.text), 1)) for candidate in candidates],
        ],
        np.float32,
    ).T


def _offered(sentence: str, question: str, expected: Expected) -> float:
    return 0.0 if expected is Expected.ANYTHING else 2.0 * offers(sentence, question, expected) - 1.0


def _units_in(question: str, candidate: Candidate) -> tuple[frozenset[str], frozenset[str]]:
    """The question's content units that a sentence holds, and all of them, in the language of the sentence."""
    language = candidate.match.passage.language
    wanted = content_units(question, language)
    return wanted & content_units(candidate.text, language), wanted


def answerable_features(question: str, matches: Sequence[Match]) -> Floats:
    """One row for a question, columns as `ANSWERABLE_FEATURES`."""
    best, others = matches[0], [match.score for match in matches[1:]] or [matches[0].score]
    wanted = content_units(question, best.passage.language)
    held = wanted & content_units(best.passage.text, best.passage.language)
    return np.array(
        [
            best.score,
            best.score - float(np.mean(others)),
            len(held) / max(len(wanted), 1),
            math.log(max(len(best.idf), 1)),
        ],
        np.float32,
    )


@cache
def _models() -> dict[str, _Models]:
    values = json.loads(files("assistant").joinpath("choosing.json").read_text("utf-8"))
    return {
        direction: _Models(
            sentence=np.array([models["sentence"][name] for name in SENTENCE_FEATURES], np.float32),
            enough=models["enough"],
            answerable=np.array([models["answerable"][name] for name in ANSWERABLE_FEATURES], np.float32),
            bias=models["bias"],
            threshold=models["threshold"],
        )
        for direction, models in values["models"].items()
    }
