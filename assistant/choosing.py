"""Choosing: which sentences of the matched passages answer a question, and whether any does.

Two linear models over readable features, fitted on public question-answering data; `choosing.json` keeps their weights
with how they were made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from assistant.expecting import Expected, expected_kind, offers
from corpus.documents import Span
from corpus.schemas import Language
from index.search import Match

SENTENCE_FEATURES = (
    "passage", "coverage", "cosine", "both", "rare", "phrase", "before", "after", "offers", "lacks", "first", "length",
)  # fmt: skip
"""
passage   log-odds of its passage, less those of the best passage
coverage  share of the question's IDF mass in the sentence
cosine    of the question's vector with the sentence's
both      coverage + cosine, less the best such sum among the candidates
rare      whether the question's rarest term that occurs in any candidate occurs in this one
phrase    share of neighbouring pairs of the question's terms that both occur
before    cosine of the sentence before
after     cosine of the sentence after
offers    1 when it holds the kind of thing asked for (a number, a date, a name) and the question does not
lacks     1 when the kind of thing asked for is known and the sentence has none
first     1 for the first sentence of its passage
length    logarithm of its characters
"""

ANSWERABLE_FEATURES = ("score", "gap", "coverage", "cosine", "both", "rarest_missing", "terms")
"""
score           log-odds of the best passage
gap             those less the second best's
coverage        the best sentence's share of the question's IDF mass
cosine          the highest cosine of a sentence
both            the best sum of the two in one sentence
rarest_missing  share of the question's IDF mass that occurs in none of the candidates
terms           logarithm of the number of terms
"""

Floats = npt.NDArray[np.float32]
_PASSAGES = 3
_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted; `span` is its place in the document's text."""

    match: Match
    number: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences chosen, best first, and the probability that the matches answer the question at all."""

    sentences: tuple[Candidate, ...]
    answerable: float


@dataclass(frozen=True, slots=True)
class _Models:
    sentence: Floats
    answerable: dict[bool, Floats]
    threshold: dict[bool, float]
    enough: float


def choose(question: str, language: Language, matches: Sequence[Match]) -> Choice:
    """The fewest sentences that are likely to hold the answer, at most three."""
    candidates = candidates_of(matches)
    if not candidates:
        return Choice((), 0.0)
    models = _models()
    features = sentence_features(question, candidates)
    scores = features @ models.sentence
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    order = np.argsort(-chances, kind="stable")
    count = int(np.searchsorted(np.cumsum(chances[order]), models.enough)) + 1
    crossing = matches[0].passage.language != language
    logit = float(np.append(answerable_features(matches), 1.0) @ models.answerable[crossing])
    chosen = tuple(candidates[place] for place in order[: min(count, _MOST_SENTENCES)])
    return Choice(chosen, float(1 / (1 + np.exp(-logit))))


def is_answerable(choice: Choice, crossing: bool) -> bool:
    """Whether the chosen sentences are worth showing; `crossing` when they are in the other language."""
    return choice.answerable >= _models().threshold[crossing]


def candidates_of(matches: Sequence[Match]) -> list[Candidate]:
    """Every sentence of the best passages."""
    found = []
    for match in matches[:_PASSAGES]:
        first = match.passage.span.start
        for number, span in enumerate(match.passage.sentences):
            found.append(Candidate(match, number, span, match.passage.text[span.start - first : span.end - first]))
    return found


def sentence_features(question: str, candidates: Sequence[Candidate]) -> Floats:
    """One row a candidate, columns as `SENTENCE_FEATURES`."""
    expected = expected_kind(question)
    best = candidates[0].match.score
    rows = []
    for candidate in candidates:
        match, number = candidate.match, candidate.number
        sentence = match.sentences[number]
        neighbours = [match.sentences[n].cosine if 0 <= n < len(match.sentences) else 0.0 for n in (number - 1, number + 1)]
        coverage = float(match.idf[sentence.terms].sum() / max(match.idf.sum(), 1e-9))
        seen = np.any([other.match.sentences[other.number].terms for other in candidates if other.match.idf is match.idf], axis=0)
        pairs = sentence.terms[:-1] & sentence.terms[1:]
        offered = offers(candidate.text, question, expected)
        rows.append(
            (
                match.score - best,
                coverage,
                sentence.cosine,
                coverage + sentence.cosine,
                float(bool(seen.any()) and sentence.terms[np.argmax(np.where(seen, match.idf, -1))]),
                float(pairs.mean()) if len(pairs) else 0.0,
                *neighbours,
                float(expected is not Expected.ANYTHING and offered),
                float(expected is not Expected.ANYTHING and not offered),
                float(number == 0),
                float(np.log(len(candidate.text))),
            )
        )
    features = np.array(rows, np.float32)
    features[:, 3] -= features[:, 3].max()
    return features


def answerable_features(matches: Sequence[Match]) -> Floats:
    """One row for a question, columns as `ANSWERABLE_FEATURES`."""
    best = matches[0]
    mass = max(float(best.idf.sum()), 1e-9)
    coverages = np.array([best.idf[sentence.terms].sum() / mass for sentence in best.sentences])
    cosines = np.array([sentence.cosine for sentence in best.sentences])
    seen = np.any([sentence.terms for sentence in best.sentences], axis=0)
    gap = best.score - matches[1].score if len(matches) > 1 else 0.0
    return np.array(
        [
            best.score,
            gap,
            coverages.max(),
            cosines.max(),
            (coverages + cosines).max(),
            1 - float(best.idf[seen].sum()) / mass,
            np.log(max(len(best.idf), 1)),
        ],
        np.float32,
    )


@cache
def _models() -> _Models:
    values = json.loads(files("assistant").joinpath("choosing.json").read_text("utf-8"))
    answerable = {
        crossing: np.array([values[name]["weights"][feature] for feature in ANSWERABLE_FEATURES] + [values[name]["bias"]])
        for crossing, name in ((False, "answerable"), (True, "answerable_crossing"))
    }
    return _Models(
        sentence=np.array([values["sentence"]["weights"][name] for name in SENTENCE_FEATURES], np.float32),
        answerable=answerable,
        threshold={False: values["answerable"]["threshold"], True: values["answerable_crossing"]["threshold"]},
        enough=values["sentence"]["enough"],
    )
