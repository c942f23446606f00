"""Meaning: how far what a sentence says is borne out, by words and by vectors.

A linear model over three readable features, fitted on public data; `support.json` keeps its weights with how they were
made.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np

from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, Said, SupportTools
from corpus.schemas import Language

Direction = Literal["en", "zh", "crossing"]


class Features(NamedTuple):
    """What support is judged by.

    everything  share of the sentence's IDF mass that the sources and their contexts hold
    best        the same of the two sentences that hold most of it, with the contexts
    cosine      highest of the sentence's vector with those of the sources' sentences
    """

    everything: float
    best: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence rests on: the features, and the sentences of the sources nearest to it, nearest first."""

    features: Features
    nearest: tuple[Said, ...]
    idle: bool
    """Whether one of several sources has next to nothing to do with the sentence."""


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Features
    bias: float
    threshold: float


_NEAREST = 3
_IDLE_COSINE, _IDLE_COVERAGE = 0.3, 0.25


def ground_of(claim: Text, sources: Sequence[ReadSource], tools: SupportTools) -> Ground:
    """How far sources bear a sentence out. With no sentence in them, not at all."""
    said = [sentence for source in sources for sentence in source.sentences]
    if not said:
        return Ground(Features(0, 0, 0), (), idle=False)
    language = sources[0].source.language
    held = [_held(claim, sentence.text) for sentence in said]
    context = frozenset().union(*(_held(claim, source.context) for source in sources))
    weights = _weights(claim, language, tools)
    mass = sum(weights) or 1.0

    def share(places: frozenset[int]) -> float:
        return sum(weights[place] for place in places) / mass

    shares = [share(places) for places in held]
    cosines = np.array([sentence.vector for sentence in said]) @ tools.embedder.submit(claim.english).result()
    order = sorted(range(len(said)), key=lambda place: -(shares[place] + float(cosines[place])))
    first = held[max(range(len(said)), key=lambda place: shares[place])]
    best = max(share(first | places | context) for places in held)
    everything = share(frozenset().union(context, *held))
    return Ground(
        Features(everything, best, float(cosines.max())),
        tuple(said[place] for place in order[:_NEAREST]),
        _has_idle(sources, shares, cosines.tolist()),
    )


def is_borne_out(claim: Text, sources: Sequence[ReadSource], features: Features) -> bool:
    """Whether the features speak for the sentence."""
    model = _models()[direction_of(claim.language, sources)]
    odds = sum(weight * value for weight, value in zip(model.weights, features, strict=True)) + model.bias
    return 1 / (1 + math.exp(-odds)) >= model.threshold


def direction_of(language: Language, sources: Sequence[ReadSource]) -> Direction:
    """Which model applies."""
    return language if any(source.source.language == language for source in sources) else "crossing"


def _has_idle(sources: Sequence[ReadSource], shares: Sequence[float], cosines: Sequence[float]) -> bool:
    at = 0
    for source in sources:
        here = slice(at, at + len(source.sentences))
        at += len(source.sentences)
        if max(shares[here], default=0) < _IDLE_COVERAGE and max(cosines[here], default=0) < _IDLE_COSINE:
            return True
    return False


def _held(claim: Text, text: Text) -> frozenset[int]:
    """Which units of the sentence a text holds, by number."""
    same = claim.language == text.language
    forms = text.forms if same else text.glossed_forms
    units = claim.units if same else claim.glossed
    return frozenset(place for place, unit in enumerate(units) if unit.forms & forms)


def _weights(claim: Text, language: Language, tools: SupportTools) -> list[float]:
    same = claim.language == language
    return [tools.rarity(unit, language if same else "en") for unit in (claim.units if same else claim.glossed)]


@cache
def _models() -> dict[str, _Model]:
    table = json.loads(files("assistant.supporting").joinpath("support.json").read_text("utf-8"))
    return {
        direction: _Model(Features(**row["weights"]), row["bias"], row["threshold"])
        for direction, row in table["models"].items()
    }
