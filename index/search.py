"""Search: lexical and nearest-vector candidates of each language, scored on one scale and merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.documents import Passage
from corpus.languages import language_of
from corpus.schemas import Audience, Language
from index.embedding import Embedder
from index.gloss import Gloss
from index.lexical import LexicalIndex, LexicalQuery, Term, chinese_tokens, english_tokens
from index.ranking import FEATURES, ranking_models
from index.shelves import LanguagePart, Shelf

_CANDIDATES = 30  # of each leg; recall within them is over .99 on every data set measured
_LONGEST = 2_000  # characters of a question that are searched with

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready: its terms in each language and its vector."""

    text: str
    language: Language
    terms: dict[Language, tuple[Term, ...]]
    vector: Floats


@dataclass(frozen=True, slots=True)
class SentenceMatch:
    """How a sentence of a matched passage relates to the question.

    `terms` tells which terms of the question occur in it, `idf` how rare each is, `cosine` compares the vectors.
    """

    cosine: float
    terms: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that may answer, best first in every list; `score` is the log-odds that it does."""

    passage: Passage
    audience: Audience
    score: float
    legs: dict[str, float]
    idf: Floats
    sentences: tuple[SentenceMatch, ...]


class Searcher:
    """Searches the shelves of one audience."""

    def __init__(self, shelves: dict[Audience, Shelf], gloss: Gloss, embedder: Embedder) -> None:
        self._shelves = shelves
        self._gloss = gloss
        self._embedder = embedder

    def query(self, question: str) -> Query:
        """Make a question ready for searching."""
        text = question[:_LONGEST]
        language = language_of(text)
        if language == "en":
            stems = tuple((token,) for token in english_tokens(text))
            terms: dict[Language, tuple[Term, ...]] = {"en": stems, "zh": stems}
        else:
            terms = {
                "zh": tuple((token,) for token in chinese_tokens(text)),
                "en": tuple(word.senses for word in self._gloss.words(text) if word.senses),
            }
        readable = text if self._embedder.card.reads(language) else self._gloss.english(text)
        return Query(text, language, terms, self._embedder.embed([readable])[0])

    def search(
        self, query: Query, limit: int, excluded: Mapping[Audience, Set[int]] = MappingProxyType({})
    ) -> tuple[Match, ...]:
        """The best matches of both languages on all shelves; `excluded` are numbers of passages not to be used."""
        found = self._allowed(query, excluded)
        return _best_matches([candidate for candidates in found.values() for candidate in candidates], limit)

    def search_each(
        self, query: Query, limit: int, excluded: Mapping[Audience, Set[int]] = MappingProxyType({})
    ) -> dict[Language, tuple[Match, ...]]:
        """The best matches of each language."""
        found = self._allowed(query, excluded)
        return {language: _best_matches(candidates, limit) for language, candidates in found.items()}

    def _allowed(self, query: Query, excluded: Mapping[Audience, Set[int]]) -> dict[Language, list[Candidate]]:
        return {
            language: [c for c in candidates if c.number not in excluded.get(c.audience, ())]
            for language, candidates in self.candidates(query).items()
        }

    def candidates(self, query: Query) -> dict[Language, list[Candidate]]:
        """What either leg of the search found, by the language of the passages."""
        found: dict[Language, list[Candidate]] = {}
        for audience, shelf in self._shelves.items():
            for part in shelf.parts:
                found.setdefault(part.language, []).extend(_candidates(query, audience, shelf, part))
        return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found by the search, before it is read from the catalogue; `number` is its number there."""

    audience: Audience
    number: int
    score: float
    features: Floats
    terms: npt.NDArray[np.bool_]
    cosines: Floats
    idf: Floats
    shelf: Shelf

    def match(self) -> Match:
        """The candidate with its passage."""
        passage = self.shelf.catalogue.passages([self.number])[0]
        sentences = tuple(
            SentenceMatch(float(cosine), terms) for cosine, terms in zip(self.cosines, self.terms, strict=True)
        )
        legs = dict(zip(FEATURES, (round(float(value), 4) for value in self.features), strict=True))
        return Match(passage, self.audience, self.score, legs, self.idf, sentences)


def _best_matches(candidates: Sequence[Candidate], limit: int) -> tuple[Match, ...]:
    best = sorted(candidates, key=lambda candidate: -candidate.score)[:limit]
    return tuple(candidate.match() for candidate in best)


def _candidates(query: Query, audience: Audience, shelf: Shelf, part: LanguagePart) -> list[Candidate]:
    index = part.own if part.language == query.language or part.gloss is None else part.gloss
    looked_up = index.look_up(query.terms[part.language])
    scores = index.scores(looked_up)
    near = np.array(shelf.store.nearest(part.language, query.vector, _CANDIDATES), np.int64)
    rows = np.union1d(_best(scores, _CANDIDATES), near)
    features, terms, cosines, bounds = _features(part, index, looked_up, query.vector, rows)
    features = np.column_stack([scores[rows], features])
    log_odds = ranking_models()[query.language, part.language].score(features)
    return [
        Candidate(
            audience=audience,
            number=part.first + int(row),
            score=float(log_odds[n]),
            features=features[n],
            terms=terms[bounds[n] : bounds[n + 1]],
            cosines=cosines[bounds[n] : bounds[n + 1]],
            idf=looked_up.idf,
            shelf=shelf,
        )
        for n, row in enumerate(rows)
    ]


def _features(
    part: LanguagePart,
    index: LexicalIndex,
    query: LexicalQuery,
    vector: Floats,
    rows: npt.NDArray[np.int64],
) -> tuple[Floats, npt.NDArray[np.bool_], Floats, npt.NDArray[np.int64]]:
    """The features of some passages save BM25, and for all of their sentences the terms and cosines they are made of.

    The last array tells where in those the sentences of each passage begin and, one place on, end.
    """
    starts, ends = part.sentence_starts[rows], part.sentence_starts[rows + 1]
    lengths = ends - starts
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    sentences = np.repeat(starts - bounds[:-1], lengths) + np.arange(bounds[-1])
    terms = index.terms_in_sentences(query, sentences)
    cosines = part.sentence_vectors[sentences].astype(np.float32) @ vector
    mass = max(float(query.idf.sum()), 1e-9)
    coverage = terms @ query.idf / mass
    features = np.stack(
        [
            _highest(terms, bounds) @ query.idf / mass,
            part.vectors[rows] @ vector,
            _highest(coverage, bounds),
            _highest(cosines, bounds),
            _highest(coverage + cosines, bounds),
        ],
        axis=1,
    )
    return features.astype(np.float32), terms, cosines, bounds


def _highest(values: npt.NDArray[Any], bounds: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """The highest of the values between each bound and the next; zero where there are none."""
    highest = np.zeros((len(bounds) - 1, *values.shape[1:]), values.dtype)
    filled = bounds[:-1] < bounds[1:]
    highest[filled] = np.maximum.reduceat(values, bounds[:-1][filled], axis=0)
    return highest


def _best(scores: Floats, limit: int) -> npt.NDArray[np.int64]:
    """The places of the highest scores above zero."""
    places = np.argpartition(-scores, limit)[:limit] if len(scores) > limit else np.arange(len(scores))
    return places[scores[places] > 0].astype(np.int64)
