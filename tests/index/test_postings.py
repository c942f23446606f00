from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import postings
from index.postings import Postings, best_of, scores_at


@pytest.fixture(autouse=True)
def pruned_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even short lists are looked into only where it can matter, and many passages are looked up."""
    monkeypatch.setattr(postings, "_FLOOR", 10_000)
    monkeypatch.setattr(postings, "_LOOK_UP", 0)


def drawn(seed: int, size: int, terms: int, levels: int) -> list[Postings]:
    """Terms of one to three forms, from rare to common, whose weights are of so many levels: few levels give ties."""
    chance = np.random.default_rng(seed)
    made = []
    for _ in range(terms):
        forms = []
        for _ in range(chance.integers(1, 4)):
            count = int(size * chance.random() ** 4) + 1
            passages = np.sort(chance.choice(size, min(count, size), replace=False)).astype(np.int32)
            forms.append((passages, (chance.integers(1, levels + 1, len(passages)) / levels).astype(np.float32)))
        share = np.float32(chance.random() ** 3)
        most = float(share) * max(float(weights.max()) for _, weights in forms)
        made.append(Postings(forms, share, most))
    return made


def naive_scores(terms: Sequence[Postings], size: int) -> np.ndarray:
    """Every passage's score, term by term."""
    scores = np.zeros(size, np.float32)
    for term in terms:
        highest = np.zeros(size, np.float32)
        for passages, weights in term.forms:
            np.maximum.at(highest, passages, weights)
        scores += highest * term.share
    return scores


@settings(max_examples=300)
@given(
    st.integers(0, 2**32), st.integers(1, 5_000), st.integers(0, 12), st.sampled_from([1, 2, 1_000]), st.integers(1, 40)
)
def test_the_best_passages_are_those_of_scoring_every_passage(
    seed: int, size: int, terms: int, levels: int, limit: int
) -> None:
    asked = drawn(seed, size, terms, levels)
    scores = naive_scores(asked, size)
    expected = np.argsort(-scores, kind="stable")[:limit]
    best = best_of(asked, size, limit)
    assert best.tolist() == expected[scores[expected] > 0].tolist()
    assert scores_at(asked, best).tolist() == scores[best].tolist()


def test_a_long_list_is_not_gone_through_when_it_can_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    size = 10_000
    rare = Postings([(np.arange(50, dtype=np.int32), np.linspace(1, 0.5, 50, dtype=np.float32))], np.float32(0.9), 0.9)
    common = Postings([(np.arange(size, dtype=np.int32), np.ones(size, np.float32))], np.float32(0.1), 0.1)
    gone_through: list[Postings] = []
    add_to = Postings.add_to

    def watched(self: Postings, scores: np.ndarray) -> None:
        gone_through.append(self)
        add_to(self, scores)

    monkeypatch.setattr(Postings, "add_to", watched)
    assert best_of([common, rare], size, 10).tolist() == list(range(10))
    assert gone_through == [rare]
