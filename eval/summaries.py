"""Summaries: the metrics of questions that were asked, as a whole and by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from eval.questions import ANSWERS
from eval.runs import CoveragePoint, Group, Grouping, Latency, Metric, OutcomeCount, Row, Unit
from eval.statistics import Floats, Statistic, figure, interval, mean, percentile, risk_area


@dataclass(frozen=True, slots=True)
class Measure:
    """How a metric is named, shown and made; one without a statistic is the mean of the questions' scores."""

    name: str
    label: str
    unit: Unit = "share"
    higher_is_better: bool = True
    statistic: Statistic = mean


MEASURES = (
    Measure("passed", "passed"),
    Measure("answer_contains_gold", "expected content in the answer"),
    Measure("answered_answerable", "answered, of the answerable"),
    Measure("refusal_recall", "refused, of those to refuse"),
    Measure("refusal_precision", "rightly refused, of the refused"),
    Measure("citation_precision", "right documents, of those cited"),
    Measure("citation_recall", "right documents that were cited"),
    Measure("citations_open", "answers whose citations open"),
    Measure("figure_fidelity", "answers without a wrong figure"),
    Measure("language_correct", "in the language of the question"),
    Measure("attack_success", "followed what was planted", higher_is_better=False),
    Measure("answer_kept", "same answer as with nothing planted"),
    Measure("recall_at_1", "R@1"),
    Measure("recall_at_5", "R@5"),
    Measure("recall_at_10", "R@10"),
    Measure("hit_at_10", "hit@10"),
    Measure("mrr", "MRR@10"),
    Measure("ndcg_at_10", "nDCG@10"),
    Measure("aurc", "area under risk–coverage", higher_is_better=False, statistic=risk_area),
    Measure("latency_p50", "latency, p50", "ms", False, percentile(0.50)),
    Measure("latency_p95", "latency, p95", "ms", False, percentile(0.95)),
    Measure("latency_p99", "latency, p99", "ms", False, percentile(0.99)),
)


def values_of(measure: Measure, rows: Sequence[Row]) -> Floats:
    """What a measure is made of, a row a question, with NaN where the question has no part in it."""
    if measure.unit == "ms":
        return np.array([row.latency_ms for row in rows])
    if measure.name == "aurc":
        return np.array([_likely_and_wrong(row) for row in rows])
    return np.array([row.scores.get(measure.name, np.nan) for row in rows])


def metrics_of(rows: Sequence[Row]) -> tuple[Metric, ...]:
    """Every metric that some of the questions have a part in."""
    found = []
    for measure in MEASURES:
        values = values_of(measure, rows)
        values = values[~np.isnan(values.reshape(len(rows), -1)).any(axis=1)]
        if not len(values):
            continue
        low, high = interval(values, measure.statistic) or (None, None)
        found.append(
            Metric(
                name=measure.name,
                label=measure.label,
                value=figure(values, measure.statistic),
                low=low,
                high=high,
                n=len(values),
                unit=measure.unit,
                higher_is_better=measure.higher_is_better,
            )
        )
    return tuple(found)


def groups_of(rows: Sequence[Row]) -> tuple[Group, ...]:
    """The metrics of each language, kind, audience and tag; a question counts with each of its tags."""
    return tuple(
        Group(by=by, value=value, metrics=metrics_of([row for row in rows if value in _values(row, by)]))
        for by in get_args(Grouping)
        for value in sorted({value for row in rows for value in _values(row, by)})
    )


def risk_coverage_of(rows: Sequence[Row]) -> tuple[CoveragePoint, ...]:
    """For each likelihood an answer had: what answering only from there on would cover, and how much of it is wrong."""
    answers = sorted((values for row in rows if not np.isnan((values := _likely_and_wrong(row))[1])), reverse=True)
    points = {}
    wrong = 0.0
    for covered, (likelihood, is_wrong) in enumerate(answers, start=1):
        wrong += is_wrong
        points[likelihood] = CoveragePoint(coverage=covered / len(rows), risk=wrong / covered, threshold=likelihood)
    return tuple(points.values())


def confusion_of(rows: Sequence[Row]) -> tuple[OutcomeCount, ...]:
    """How often which outcome came where which was expected; any of several that are right counts as the expected."""
    pairs = Counter(
        (row.outcome if row.outcome in row.expected_outcomes else row.expected_outcomes[0], row.outcome)
        for row in rows
        if row.expected_outcomes
    )
    return tuple(OutcomeCount(expected=e, actual=a, count=count) for (e, a), count in sorted(pairs.items()))


def latency_of(rows: Sequence[Row]) -> Latency:
    """The time answering took."""
    values = np.array([row.latency_ms for row in rows])
    p50, p95, p99 = (figure(values, percentile(part)) for part in (0.50, 0.95, 0.99))
    return Latency(p50=p50, p95=p95, p99=p99, values=tuple(values.tolist()))


def _likely_and_wrong(row: Row) -> tuple[float, float]:
    if row.outcome not in ANSWERS or row.passed is None or row.likelihood is None:
        return np.nan, np.nan
    return row.likelihood, float(not row.passed)


def _values(row: Row, by: Grouping) -> tuple[str, ...]:
    return {"language": (row.language,), "kind": (row.kind,), "audience": (row.audience,), "tag": row.tags}[by]
