"""Postings: where the terms of a query occur, the scores of passages, and the best passages found without scoring all.

A passage whose score cannot reach that of the best found so far is left out (MaxScore, Turtle and Flood 1995): terms
are gone through by what they may add at most, and the long lists of common words, which add little, are looked into
only for the passages that are still in the running. What is found is what scoring every passage would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.ranking import floor_of

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

_FLOOR = 4  # passages gone through, for a floor, in the time of adding one occurrence
_LOOK_UP = 12  # occurrences gone through in the time of looking one passage up
_SLACK = 1e-5  # more than sums of shares in another order differ by


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term occurs: the passages, ascending, and the weights of each of its forms; a passage's highest counts.

    A weight of one adds `share` to the score of a passage, and no passage gets more than `most`.
    """

    forms: Sequence[tuple[Numbers, Floats]]
    share: np.float32
    most: float

    @property
    def size(self) -> int:
        """How many occurrences there are."""
        return sum(len(passages) for passages, _ in self.forms)

    def add_to(self, scores: Floats) -> None:
        """Add to the score of every passage the term occurs in."""
        if len(self.forms) == 1:
            ((passages, weights),) = self.forms
            scores[passages] += weights * self.share
            return
        highest = np.zeros(len(scores), np.float32)
        for passages, weights in self.forms:
            highest[passages] = np.maximum(highest[passages], weights)
        for passages, _ in self.forms:
            scores[passages] += highest[passages] * self.share
            highest[passages] = 0

    def shares_at(self, passages: Numbers) -> Floats:
        """What the term adds to the scores of some passages."""
        highest = np.zeros(len(passages), np.float32)
        for found_in, weights in self.forms:
            places = np.minimum(found_in.searchsorted(passages), len(found_in) - 1)
            np.maximum(highest, np.where(found_in[places] == passages, weights[places], 0), out=highest)
        return highest * self.share


def scores_at(postings: Sequence[Postings], passages: Numbers) -> Floats:
    """The scores of some passages."""
    scores = np.zeros(len(passages), np.float32)
    for term in postings:
        scores += term.shares_at(passages)
    return scores


def best_of(postings: Sequence[Postings], size: int, limit: int) -> Numbers:
    """The passages with the highest scores above zero, highest first and of equal ones the first, of so many in all."""
    passages = _in_the_running(sorted(postings, key=lambda term: -term.most), size, limit)
    scores = scores_at(postings, passages)
    return passages[np.argsort(-scores, kind="stable")[:limit]]


def _in_the_running(postings: Sequence[Postings], size: int, limit: int) -> Numbers:
    """Passages, ascending, among which are those with the highest scores."""
    scores = np.zeros(size, np.float32)
    added, left = 0.0, sum(term.most for term in postings)
    occurrences = sum(term.size for term in postings)
    for number, term in enumerate(postings):
        # A floor is above what is left only if more was added, and takes as long to find as many occurrences to add.
        if added > left and occurrences * _FLOOR > size and (floor := floor_of(scores, limit)) > left + _SLACK:
            passages = _reaching(floor - left, scores)
            if len(passages) * _LOOK_UP < occurrences:
                return _narrowed(passages, scores[passages], postings[number:], left, limit)
        term.add_to(scores)
        added += term.most
        left -= term.most
        occurrences -= term.size
    return _reaching(floor_of(scores, limit), scores)


def _narrowed(passages: Numbers, scores: Floats, postings: Sequence[Postings], left: float, limit: int) -> Numbers:
    """Those of the passages that stay in the running when the rest of the terms are looked up in them."""
    for term in postings:
        scores = scores + term.shares_at(passages)
        left -= term.most
        stay = scores > floor_of(scores, limit) - left - _SLACK
        passages, scores = passages[stay], scores[stay]
    return passages


def _reaching(floor: float, scores: Floats) -> Numbers:
    """The passages whose scores reach a floor, and are above zero."""
    return np.flatnonzero(scores > max(floor - _SLACK, 0)).astype(np.int32)
