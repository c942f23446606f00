"""Tables: runs and comparisons as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from eval.comparing import Difference, SuiteComparison
from eval.runs import Metric, Row, Run, Unit

_NAMED = 10  # questions that are named where there may be many


def run_summary(run: Run, rows: Sequence[Row]) -> RenderableType:
    """Each suite's metrics with their intervals, and the first of the questions that failed."""
    parts: list[RenderableType] = []
    for suite in run.suites:
        table = _table(f"{suite.name}: {suite.questions} questions, {suite.documents} documents")
        for heading in ("metric", "value", "95 % interval", "n"):
            table.add_column(heading, justify="left" if heading == "metric" else "right")
        for metric in suite.metrics:
            table.add_row(metric.label, _figure(metric.value, metric.unit), _interval(metric), str(metric.n))
        failed = [row for row in rows if row.suite == suite.name and row.passed is False]
        parts += [table, *(escape(line) for line in _failed(failed)), ""]
    return Group(*parts)


def comparison(suites: Sequence[SuiteComparison]) -> RenderableType:
    """Each suite's differences with intervals and p-values, and the questions that came to pass or to fail."""
    parts: list[RenderableType] = []
    for suite in suites:
        table = _table(f"{suite.name}: {suite.shared} questions in both runs")
        table.show_header = bool(suite.differences)
        for heading in ("metric", "before", "after", "difference", "95 % interval", "p", "n"):
            table.add_column(heading, justify="left" if heading == "metric" else "right")
        for difference in suite.differences:
            table.add_row(*_difference(difference))
        left_out = {
            "only in the first run": suite.only_before,
            "only in the second run": suite.only_after,
            "worded differently": suite.reworded,
        }
        named = [f"{title} ({len(ids)}): {_first(ids)}" for title, ids in left_out.items() if ids]
        changed = {"fixed": suite.fixed, "broken": suite.broken}
        named += [f"{title} ({len(ids)}): {' '.join(ids)}" for title, ids in changed.items() if ids]
        parts += [table, *map(escape, named), ""]
    return Group(*parts)


def _table(title: str) -> Table:
    return Table(title=escape(title), title_justify="left", box=None, pad_edge=False, title_style="bold")


def _first(ids: Sequence[str]) -> str:
    return " ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")


def _failed(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows[:_NAMED]:
        yield f"failed  {row.id}: {'; '.join(row.failures)}"
    if len(rows) > _NAMED:
        yield f"        and {len(rows) - _NAMED} more, in rows.jsonl"


def _difference(difference: Difference) -> tuple[str, ...]:
    unit = difference.unit
    low, high = difference.low, difference.high
    between = "" if low is None or high is None else f"{_signed(low, unit)} to {_signed(high, unit)}"
    before, after = _figure(difference.before, unit), _figure(difference.after, unit)
    chance = "<0.001" if difference.p < 0.001 else f"{difference.p:.3f}"
    changed = _signed(difference.after - difference.before, unit)
    return difference.label, before, after, changed, between, chance, str(difference.n)


def _interval(metric: Metric) -> str:
    if metric.low is None or metric.high is None:
        return ""
    return f"{_figure(metric.low, metric.unit)} to {_figure(metric.high, metric.unit)}"


def _figure(value: float, unit: Unit) -> str:
    return f"{value:.1f} ms" if unit == "ms" else f"{value:.3f}" if unit == "share" else f"{value:g}"


def _signed(value: float, unit: Unit) -> str:
    return f"{value:+.1f}" if unit == "ms" else f"{value:+.3f}"
