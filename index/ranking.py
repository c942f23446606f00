"""Ranking: a linear score over a few readable features, fitted once for each direction between two languages.

The scores of all directions are on one scale, the log-odds of being the passage that answers, so the matches of the two
languages can be merged. The weights are kept in `ranking.json` with how they were made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from corpus.schemas import Language

FEATURES = ("bm25", "coverage", "cosine", "sentence_coverage", "sentence_cosine", "sentence_both")
"""
bm25               BM25 as a share of what a passage full of every term would get
coverage           share of the question's IDF mass in the passage
cosine             of the question's vector with the passage's
sentence_coverage  the same share in its best sentence
sentence_cosine    of the question's vector with its nearest sentence's
sentence_both      the best sum of a sentence's own coverage and cosine
"""

Floats = npt.NDArray[np.float32]

_BLOCKS = 64


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A weight a feature, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def score(self, features: Floats) -> Floats:
        """The log-odds for each row of `features`, whose columns are in the order of the weights."""
        return (features @ np.array(self.weights, np.float32) + np.float32(self.bias)).astype(np.float32)


@cache
def ranking_models() -> Mapping[tuple[Language, Language], LinearModel]:
    """The model for each direction, from the question's language to the passage's."""
    values = json.loads(files("index").joinpath("ranking.json").read_text("utf-8"))
    return {
        (row["question"], row["passage"]): LinearModel(tuple(row["weights"][name] for name in FEATURES), row["bias"])
        for row in values["models"]
    }


def highest(scores: Floats, limit: int) -> npt.NDArray[np.int64]:
    """The places of the `limit` highest scores, highest first."""
    if len(scores) // _BLOCKS <= limit:
        return np.argsort(-scores, kind="stable")[:limit]
    floor = floor_of(scores, limit)
    above = np.flatnonzero(scores > floor)
    above = above[np.argsort(-scores[above], kind="stable")[:limit]]
    return np.concatenate([above, np.flatnonzero(scores == floor)[: limit - len(above)]])


def floor_of(scores: Floats, limit: int) -> float:
    """A score that at least `limit` places have or pass, and few others; minus infinity where there are not so many."""
    if len(scores) < limit:
        return -np.inf
    columns = len(scores) // _BLOCKS
    if columns <= limit:
        return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
    # The limit-th best of the columns' maxima, found without sorting all scores.
    maxima = scores[: columns * _BLOCKS].reshape(_BLOCKS, columns).max(axis=0)
    return float(np.partition(maxima, columns - limit)[columns - limit])
