"""What changed since the run before, as the page says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.comparing import Difference, SuiteComparison
from eval.reporting.wording import change, counted, figure, interval_of_change
from eval.runs import Run
from eval.summaries import MEASURES

_SIGNIFICANT = 0.05
_NAMED = 5  # questions named in a note
_MEASURES = {measure.label: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Change:
    """How one metric changed, over the questions that both runs asked."""

    label: str
    before: str
    now: str
    difference: str
    interval: str
    p: str
    arrow: Literal["▲", "▼", "="]
    verdict: Literal["better", "worse", "no clear change", "no change"]


@dataclass(frozen=True, slots=True)
class SuiteChanges:
    """How a suite changed: the metrics by their names, and the ids of questions that now pass or no longer do."""

    name: str
    metrics: Mapping[str, Change]
    fixed: tuple[str, ...]
    broken: tuple[str, ...]


def suite_changes(compared: Sequence[SuiteComparison]) -> tuple[SuiteChanges, ...]:
    """The changes of each suite that has questions in common with the run before."""
    return tuple(
        SuiteChanges(
            suite.name,
            {_MEASURES[difference.label].name: _change(difference) for difference in suite.differences},
            suite.fixed,
            suite.broken,
        )
        for suite in compared
        if suite.shared
    )


def reservations(run: Run, previous: Run, compared: Iterable[SuiteComparison]) -> Iterator[str]:
    """What the comparison leaves out or cannot tell, a sentence each."""
    if (run.machine.processor, run.machine.cores) != (previous.machine.processor, previous.machine.cores):
        yield "The two runs were made on different machines, so their times say nothing about smx."
    for suite in compared:
        for ids, what in (
            (suite.only_after, "asked only in this run"),
            (suite.only_before, "asked only in the run before"),
            (suite.reworded, "worded differently in the run before"),
        ):
            if ids:
                named = ", ".join(ids[:_NAMED]) + (", …" if len(ids) > _NAMED else ".")
                asked = f"{counted(len(ids), 'question')} {'was' if len(ids) == 1 else 'were'} {what}"
                yield f"{suite.name}: {asked}, and not compared: {named}"


def _change(found: Difference) -> Change:
    difference = found.after - found.before
    return Change(
        label=found.label,
        before=figure(found.before, found.unit),
        now=figure(found.after, found.unit),
        difference=change(difference, found.unit),
        interval=interval_of_change(found.low, found.high, found.unit) or "–",
        p="< 0.001" if found.p < 0.001 else f"{found.p:.3f}",
        arrow="=" if not difference else "▲" if difference > 0 else "▼",
        verdict=_verdict(difference, found),
    )


def _verdict(difference: float, found: Difference) -> Literal["better", "worse", "no clear change", "no change"]:
    if not difference:
        return "no change"
    if found.p >= _SIGNIFICANT:
        return "no clear change"
    return "better" if (difference > 0) == _MEASURES[found.label].higher_is_better else "worse"
