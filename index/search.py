"""Search: a question made ready, and the best matches of both languages merged on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.documents import Passage
from corpus.languages import language_of
from corpus.schemas import Audience, Language
from index.candidates import Candidates, candidates_in, look_up
from index.embedding import Embedder, PendingVector
from index.gloss import Gloss, Word, reading_of
from index.lexical import Term, chinese_tokens, english_tokens
from index.ranking import FEATURES
from index.shelves import LANGUAGES, Shelf

_LONGEST = 2_000  # characters of a question that are searched with

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready: its terms for each language that is searched, and its vector."""

    text: str
    language: Language
    terms: dict[Language, tuple[Term, ...]]
    embedding: PendingVector

    @property
    def vector(self) -> Floats:
        """The question's vector, of length one; waits for the model."""
        return self.embedding.result()


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that may answer, best first in every list; `score` is the log-odds that it does.

    `terms` tells which terms of the question occur in its sentences (sentences x terms), `idf` how rare each term is,
    and `cosines` compares the sentences' vectors with the question's.
    """

    passage: Passage
    audience: Audience
    score: float
    legs: dict[str, float]
    idf: Floats
    terms: npt.NDArray[np.bool_]
    cosines: Floats


class Searcher:
    """Searches the shelves of one audience."""

    def __init__(self, shelves: dict[Audience, Shelf], gloss: Gloss, embedder: Embedder) -> None:
        self._shelves = shelves
        self._gloss = gloss
        self.embedder = embedder
        parts = [(audience, part) for audience, shelf in shelves.items() for part in shelf.parts]
        self._parts = sorted(parts, key=lambda item: LANGUAGES.index(item[1].language))
        self._languages = tuple(dict.fromkeys(part.language for _, part in self._parts))

    def query(self, question: str) -> Query:
        """Make a question ready for searching; the model goes on with its vector."""
        text = question[:_LONGEST]
        language = language_of(text)
        reads = self.embedder.card.reads(language)
        words = [] if reads and language == "en" else self._gloss.words(text)
        readable = text if reads else reading_of(words)
        embedding = self.embedder.submit(readable)
        terms = {searched: _terms(text, words, language, searched) for searched in self._languages}
        return Query(text, language, terms, embedding)

    def search(
        self, query: Query, limit: int, excluded: Mapping[Audience, Set[int]] = MappingProxyType({})
    ) -> tuple[Match, ...]:
        """The best matches of both languages on all shelves; `excluded` are numbers of passages not to be used."""
        return self._best(self._found(query), limit, excluded)

    def search_each(
        self, query: Query, limit: int, excluded: Mapping[Audience, Set[int]] = MappingProxyType({})
    ) -> dict[Language, tuple[Match, ...]]:
        """The best matches of each language."""
        found = self._found(query)
        return {
            language: self._best([item for item in found if item.language == language], limit, excluded)
            for language in self._languages
        }

    def _found(self, query: Query) -> list[_Found]:
        # The words are looked up everywhere before the vector is asked for: the model is still at work on it.
        lexical = [look_up(query.terms[part.language], query.language, part) for _, part in self._parts]
        return [
            _Found(
                audience,
                part.language,
                candidates_in(leg, query.vector, query.language, part, self._shelves[audience].store),
            )
            for leg, (audience, part) in zip(lexical, self._parts, strict=True)
        ]

    def _best(self, found: Sequence[_Found], limit: int, excluded: Mapping[Audience, Set[int]]) -> tuple[Match, ...]:
        ranked: list[tuple[float, int, int]] = []
        for which, (audience, _, candidates) in enumerate(found):
            left_out = excluded.get(audience, ())
            scored = enumerate(zip(candidates.scores, candidates.numbers, strict=True))
            ranked += [(-score, which, row) for row, (score, number) in scored if number not in left_out]
        ranked.sort()
        best = [(found[which], row) for _, which, row in ranked[:limit]]
        passages = self._passages([(item.audience, item.candidates.numbers[row]) for item, row in best])
        return tuple(_match(item, row, passage) for (item, row), passage in zip(best, passages, strict=True))

    def _passages(self, places: Sequence[tuple[Audience, int]]) -> list[Passage]:
        """The passages at these places, read at one go from each shelf."""
        read: dict[tuple[Audience, int], Passage] = {}
        for audience in {audience for audience, _ in places}:
            asked = [place for place in places if place[0] == audience]
            passages = self._shelves[audience].catalogue.passages([number for _, number in asked])
            read.update(zip(asked, passages, strict=True))
        return [read[place] for place in places]


class _Found(NamedTuple):
    """The candidates of a part with where it is."""

    audience: Audience
    language: Language
    candidates: Candidates


def _terms(text: str, words: Sequence[Word], language: Language, searched: Language) -> tuple[Term, ...]:
    """What to look up in passages of a language; a Chinese word is looked up in English ones by all of its senses."""
    if language == "en":
        return tuple((token,) for token in english_tokens(text))
    if searched == "en":
        return tuple(word.senses for word in words if word.senses)
    return tuple((token,) for token in chinese_tokens(text))


def _match(found: _Found, row: int, passage: Passage) -> Match:
    candidates = found.candidates
    sentences = slice(candidates.bounds[row], candidates.bounds[row + 1])
    return Match(
        passage=passage,
        audience=found.audience,
        score=candidates.scores[row],
        legs=dict(zip(FEATURES, [round(value, 4) for value in candidates.features[row].tolist()], strict=True)),
        idf=candidates.idf,
        terms=candidates.terms[sentences],
        cosines=candidates.cosines[sentences],
    )
