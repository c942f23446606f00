"""Comparing: two runs of the same questions, figure by figure and question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.errors import RunUnreadable
from eval.runs import Row, Unit, read_rows, read_run
from eval.statistics import Floats, figure, mcnemar, mean, paired_interval, permutation
from eval.summaries import MEASURES, Measure, values_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in both runs over the `n` questions they share: `p` is the chance of a difference as large by luck."""

    label: str
    unit: Unit
    before: float
    after: float
    low: float | None
    high: float | None
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class SuiteComparison:
    """What changed in a suite; questions asked in one run only, or in other words, count in nothing else."""

    name: str
    shared: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    reworded: tuple[str, ...]
    differences: tuple[Difference, ...]
    fixed: tuple[str, ...]
    broken: tuple[str, ...]


def compare(before: Path, after: Path) -> tuple[SuiteComparison, ...]:
    """Compare two run folders, suite by suite. Raises `RunUnreadable` when they share no question, `OSError`."""
    names = dict.fromkeys(suite.name for folder in (before, after) for suite in read_run(folder).suites)
    rows = [read_rows(folder) for folder in (before, after)]
    compared = tuple(_compare(name, *({r.id: r for r in side if r.suite == name} for side in rows)) for name in names)
    if not any(suite.shared for suite in compared):
        raise RunUnreadable(f"{before} and {after} share no question; runs of the same suites can be compared.")
    return compared


def _compare(name: str, before: dict[str, Row], after: dict[str, Row]) -> SuiteComparison:
    both = [key for key in before if key in after]
    same = [key for key in both if before[key].question == after[key].question]
    pairs = [(before[key], after[key]) for key in same]
    return SuiteComparison(
        name=name,
        shared=len(same),
        only_before=tuple(key for key in before if key not in after),
        only_after=tuple(key for key in after if key not in before),
        reworded=tuple(key for key in both if key not in same),
        differences=tuple(_differences(*zip(*pairs, strict=True))) if pairs else (),
        fixed=tuple(new.id for old, new in pairs if old.passed is False and new.passed),
        broken=tuple(new.id for old, new in pairs if old.passed and new.passed is False),
    )


def _differences(before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    found = []
    for measure in MEASURES:
        old, new = values_of(measure, before), values_of(measure, after)
        had = [~np.isnan(values.reshape(len(values), -1)).any(axis=1) for values in (old, new)]
        if not had[0].any() or not had[1].any():
            continue
        either = had[0] | had[1]
        found.append(_difference(measure, old[either], new[either]))
    return found


def _difference(measure: Measure, old: Floats, new: Floats) -> Difference:
    low, high = paired_interval(old, new, measure.statistic) or (None, None)
    if measure.statistic is mean and all(np.isin(values, (0, 1)).all() for values in (old, new)):
        p = mcnemar(old, new)
    else:
        p = permutation(old, new, measure.statistic)
    return Difference(
        label=measure.label,
        unit=measure.unit,
        before=figure(old, measure.statistic),
        after=figure(new, measure.statistic),
        low=low,
        high=high,
        p=p,
        n=len(old),
    )
