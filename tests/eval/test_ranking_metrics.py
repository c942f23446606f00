from __future__ import annotations

from math import log2

import pytest

from eval.questions import Relevant
from eval.ranking_metrics import ranking_scores


def test_graded_sources_are_weighed_by_grade_and_rank():
    scores = ranking_scores(["b", "x", "a"], [Relevant(("a",), 2), Relevant(("b",), 1)])
    ideal = 2 + 1 / log2(3)
    assert scores == pytest.approx(
        {
            "recall_at_1": 0.5,
            "recall_at_5": 1,
            "recall_at_10": 1,
            "hit_at_10": 1,
            "mrr": 1,
            "ndcg_at_10": (1 + 2 / log2(4)) / ideal,
        }
    )


def test_any_version_of_a_source_counts_and_counts_once():
    scores = ranking_scores(["x", "a-en", "a-zh", "b"], [Relevant(("a-zh", "a-en")), Relevant(("b",))])
    assert scores["mrr"] == 0.5
    # Three documents are left when the versions are one; the second source is the third of them.
    assert scores["ndcg_at_10"] == pytest.approx((1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3)))


@pytest.mark.parametrize("found", [[], ["x", "y"]])
def test_finding_nothing_that_is_relevant_scores_zero(found: list[str]):
    assert set(ranking_scores(found, [Relevant(("a",))]).values()) == {0.0}
