"""One suite on the page: its tiles, tables and plots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval import plots
from eval.reporting.changes import Change
from eval.reporting.wording import counted, figure, interval, plain
from eval.runs import Group, Metric, OutcomeCount, Row, SuiteRun

RANKING = ("recall_at_1", "recall_at_5", "recall_at_10", "hit_at_10", "mrr", "ndcg_at_10")

_TILES = {
    "passed": "Passed",
    "figure_fidelity": "Wrong figures",
    "citation_precision": "Citation precision",
    "refusal_precision": "Refusal precision",
    "refusal_recall": "Refusal recall",
}
_ENOUGH_TILES = 4
_BARS = ("passed", "citation_precision", "answer_contains_gold", "recall_at_10", "ndcg_at_10")


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure at a glance."""

    label: str
    value: str
    notes: tuple[str, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The metrics of each language, kind, audience or tag; a row has nothing where a metric does not apply."""

    by: str
    plot: Markup | None
    labels: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[Metric | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many questions of one expected outcome ended in one outcome; `share` is of all those expected so."""

    count: int
    share: float
    right: bool


@dataclass(frozen=True, slots=True)
class Confusion:
    """Expected outcomes as rows, actual ones as columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the page shows of a suite; what the suite lacks is empty."""

    anchor: str
    suite: SuiteRun
    verdict: str
    tiles: tuple[Tile, ...]
    metrics: tuple[Metric, ...]
    ranking: tuple[Metric, ...]
    changes: Mapping[str, Change]
    breakdowns: tuple[Breakdown, ...]
    risk_coverage: Markup | None
    confusion: Confusion | None
    latency: Markup | None


def section(number: int, suite: SuiteRun, rows: Sequence[Row], changes: Mapping[str, Change]) -> Section:
    """The section of a suite; `changes` are since the run before, by the names of metrics."""
    anchor = f"suite{number}"
    ranking = tuple(metric for metric in suite.metrics if metric.name in RANKING)
    return Section(
        anchor=anchor,
        suite=suite,
        verdict=_verdict(suite, rows),
        tiles=tuple(_tiles(suite, rows, changes)),
        metrics=tuple(metric for metric in suite.metrics if metric.name not in RANKING),
        ranking=ranking,
        changes=changes,
        breakdowns=tuple(_breakdowns(anchor, suite.groups)),
        risk_coverage=_risk_coverage(anchor, suite),
        confusion=_confusion(suite.confusion),
        latency=_latency(anchor, suite),
    )


def _verdict(suite: SuiteRun, rows: Sequence[Row]) -> str:
    judged = [row for row in rows if row.passed is not None]
    wrong = sum(bool(row.figures_wrong) for row in rows)
    figures = f"{counted(wrong, 'answer')} with a wrong figure" if wrong else "no wrong figure"
    if not judged:
        return f"{counted(suite.questions, 'question')}; {figures}"
    passed = sum(row.passed is True for row in judged)
    return f"{passed:,} of {counted(len(judged), 'question')} passed; {figures}"


def _tiles(suite: SuiteRun, rows: Sequence[Row], changes: Mapping[str, Change]) -> Iterable[Tile]:
    metrics = {metric.name: metric for metric in suite.metrics}
    chosen = [name for name in _TILES if name in metrics]
    others = [name for name in metrics if name not in chosen and metrics[name].unit == "share"]
    for name in [*chosen, *others[: max(_ENOUGH_TILES - len(chosen), 0)]]:
        metric = metrics[name]
        value = figure(metric.value, metric.unit)
        title, note = _TILES.get(name, _capitalised(metric.label)), metric.label
        if name == "figure_fidelity":
            value, note = str(sum(bool(row.figures_wrong) for row in rows)), f"{note}: {value}"
        notes = [*([] if note.casefold() == title.casefold() else [note]), *_bounds(metric)]
        yield Tile(title, value, tuple(notes), changes.get(name))
    median = metrics.get("latency_p50")
    bounds = tuple(_bounds(median)) if median else ()
    yield Tile("Median latency", figure(suite.latency_ms.p50, "ms"), bounds, changes.get("latency_p50"))


def _bounds(metric: Metric) -> Iterable[str]:
    if bounds := interval(metric):
        yield f"95\N{NO-BREAK SPACE}% interval: {bounds}"


def _breakdowns(anchor: str, groups: Sequence[Group]) -> Iterable[Breakdown]:
    by: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by[group.by].append(group)
    for name, members in by.items():
        labels = {metric.name: metric.label for group in members for metric in group.metrics}
        rows = tuple(
            (
                plain(group.value),
                max((metric.n for metric in group.metrics), default=0),
                tuple(next((m for m in group.metrics if m.name == metric), None) for metric in labels),
            )
            for group in members
        )
        yield Breakdown(name, _bars(f"{anchor}-{name}", name, members), tuple(labels.values()), rows)


def _bars(name: str, by: str, groups: Sequence[Group]) -> Markup | None:
    present = {m.name: m.label for group in groups for m in group.metrics if m.unit == "share"}
    drawn = [metric for metric in _BARS if metric in present][:2] or list(present)[:2]
    if not drawn:
        return None
    rows = []
    for group in groups:
        metrics = [next((m for m in group.metrics if m.name == metric), None) for metric in drawn]
        counts = max(metric.n for metric in group.metrics) if group.metrics else 0
        rows.append((f"{plain(group.value)} ({counts})", metrics))
    labels = " and ".join(present[metric] for metric in drawn)
    return plots.grouped_bars(name, rows, f"Bars of {labels} by {by}; the table below holds the same figures.")


def _risk_coverage(anchor: str, suite: SuiteRun) -> Markup | None:
    points = suite.risk_coverage
    if not points:
        return None
    last = points[-1]
    described = (
        f"Curve of the share wrong among what is answered, from {figure(points[0].risk, 'share')} of the most certain "
        f"to {figure(last.risk, 'share')} when {figure(last.coverage, 'share')} are answered."
    )
    return plots.risk_coverage(f"{anchor}-risk", points, described)


def _latency(anchor: str, suite: SuiteRun) -> Markup | None:
    latency = suite.latency_ms
    if not latency.values:
        return None
    described = (
        f"Histogram of the milliseconds to answer: half take at most {figure(latency.p50, 'ms')}, 95 % at most "
        f"{figure(latency.p95, 'ms')}, 99 % at most {figure(latency.p99, 'ms')}."
    )
    return plots.latency_histogram(f"{anchor}-latency", latency, described)


def _confusion(counts: Sequence[OutcomeCount]) -> Confusion | None:
    if not counts:
        return None
    expected = tuple(dict.fromkeys(count.expected for count in counts))
    actual = tuple(dict.fromkeys(count.actual for count in counts))
    table: dict[tuple[str, str], int] = defaultdict(int)
    for count in counts:
        table[count.expected, count.actual] += count.count
    rows = []
    for row in expected:
        total = sum(table[row, column] for column in actual)
        cells = [Cell(n := table[row, column], n / total if total else 0.0, column == row) for column in actual]
        rows.append((row, tuple(cells)))
    return Confusion(actual, tuple(rows))


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]
