from __future__ import annotations

import pytest

from eval.runs import CoveragePoint, OutcomeCount
from eval.summaries import confusion_of, groups_of, latency_of, metrics_of, risk_coverage_of
from tests.eval.measured import made_row


def test_a_metric_counts_only_the_questions_that_have_a_part_in_it():
    rows = [made_row("1", scores={"mrr": 0.5}), made_row("2", scores={"mrr": 1.0}), made_row("3", scores={})]
    metrics = {metric.name: metric for metric in metrics_of(rows)}
    assert (metrics["mrr"].value, metrics["mrr"].n) == (0.75, 2)
    assert "passed" not in metrics
    assert metrics["latency_p50"].unit == "ms"


def test_questions_are_grouped_by_what_they_share_and_by_each_tag():
    rows = [made_row("1", tags=("time", "typo")), made_row("2", passed=False, language="zh", tags=("typo",))]
    passed = {(group.by, group.value): group.metrics[0].value for group in groups_of(rows)}
    assert passed == {
        ("language", "en"): 1,
        ("language", "zh"): 0,
        ("kind", "answerable"): 0.5,
        ("audience", "public"): 0.5,
        ("tag", "time"): 1,
        ("tag", "typo"): 0.5,
    }


def test_risk_is_the_share_wrong_of_the_answers_that_are_likely_enough():
    rows = [
        made_row("1", likelihood=0.9),
        made_row("2", likelihood=0.5, passed=False),
        made_row("3", likelihood=0.5),
        made_row("4", likelihood=0.4, outcome="not_found", passed=False),
    ]
    assert risk_coverage_of(rows) == (
        CoveragePoint(coverage=0.25, risk=0, threshold=0.9),
        CoveragePoint(coverage=0.75, risk=1 / 3, threshold=0.5),
    )
    assert {metric.name: metric.value for metric in metrics_of(rows)}["aurc"] == pytest.approx(2 / 9)


def test_any_of_several_expected_outcomes_counts_as_the_expected_one():
    either = ("answered", "partly_answered")
    rows = [
        made_row("1", expected_outcomes=either, outcome="partly_answered"),
        made_row("2", expected_outcomes=either, outcome="not_found"),
        made_row("3", expected_outcomes=()),
    ]
    assert confusion_of(rows) == (
        OutcomeCount(expected="answered", actual="not_found", count=1),
        OutcomeCount(expected="partly_answered", actual="partly_answered", count=1),
    )


def test_latency_is_kept_in_the_order_asked():
    latency = latency_of([made_row(str(n), latency_ms=ms) for n, ms in enumerate((9.0, 1.0, 5.0))])
    assert latency.values == (9, 1, 5)
    assert (latency.p50, latency.p95, latency.p99) == (5, 9, 9)
