"""Candidates: the passages of one part that its words or its vectors find, with the features they are ranked by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.schemas import Language
from index.comparing import nearest, widened
from index.lexical import LexicalIndex, LexicalQuery, Term
from index.ranking import ranking_models
from index.shelves import LanguagePart
from index.vectors import VectorStore

LIMIT = 30
"""How many passages each leg finds; recall within them is over .99 on every data set measured."""

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LexicalLeg:
    """What the words of a question find in a part: the best passages, best first."""

    index: LexicalIndex
    query: LexicalQuery
    best: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What either leg found in a part, one row a passage.

    The rows of `terms` and `cosines` are sentences: those of a passage are from its place in `bounds` to the next.
    """

    numbers: list[int]
    scores: list[float]
    features: Floats
    bounds: list[int]
    terms: npt.NDArray[np.bool_]
    cosines: Floats
    idf: Floats


def look_up(terms: Sequence[Term], asked_in: Language, part: LanguagePart) -> LexicalLeg:
    """Find the words of a question in a part, those of the other language in its gloss where it has one."""
    index = part.own if part.language == asked_in or part.gloss is None else part.gloss
    query = index.look_up(terms)
    return LexicalLeg(index, query, index.best(query, LIMIT))


def candidates_in(
    lexical: LexicalLeg, vector: Floats, asked_in: Language, part: LanguagePart, store: VectorStore
) -> Candidates:
    """Join what the words found with what lies nearest to a question's vector, and score both alike."""
    near = nearest(part, store, vector, LIMIT)
    rows = np.array(sorted({*lexical.best.tolist(), *near.tolist()}), np.int64)
    firsts = part.sentence_starts[rows]
    counts = part.sentence_starts[rows + 1] - firsts
    ends = counts.cumsum()
    sentences = np.repeat(firsts - ends + counts, counts) + np.arange(ends[-1])
    terms = lexical.index.terms_in_sentences(lexical.query, sentences)
    cosines = widened(part.sentence_vectors[sentences]) @ vector
    shares = lexical.query.idf / max(float(lexical.query.idf.sum()), 1e-9)
    coverage = terms @ shares
    highest = _highest(np.column_stack([coverage, cosines, coverage + cosines, terms]), counts, ends)
    features = np.column_stack(
        [
            lexical.index.scores(lexical.query, rows.astype(np.int32)),
            highest[:, 3:] @ shares,
            part.vectors[rows] @ vector,
            highest[:, :3],
        ]
    )
    return Candidates(
        numbers=(part.first + rows).tolist(),
        scores=ranking_models()[asked_in, part.language].score(features).tolist(),
        features=features,
        bounds=[0, *ends.tolist()],
        terms=terms,
        cosines=cosines,
        idf=lexical.query.idf,
    )


def _highest(values: Floats, counts: Places, ends: Places) -> Floats:
    """The highest of each column in so many rows up to each end; zero where there are none."""
    highest = np.zeros((len(counts), values.shape[1]), np.float32)
    filled = counts > 0
    highest[filled] = np.maximum.reduceat(values, (ends - counts)[filled])
    return highest
