"""Questions in the order a reader wants them: the worst first, and all that changed since the run before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval.reporting.wording import plain
from eval.runs import Row, Run

_MOST_SHOWN = 200  # questions of one suite; with more the page is slow to open on a phone

Key = tuple[str, str]
"""The name of the suite and the id of the question."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on the page; `anchor` is where it stands, `change` says `fixed` or `broken` since the run before."""

    anchor: str
    row: Row
    change: str

    @property
    def verdict(self) -> str:
        """`passed`, `failed`, or `not judged` where the data does not say what is right."""
        return {True: "passed", False: "failed", None: "not judged"}[self.row.passed]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it failed, each as a sentence without its full stop."""
        return tuple(f"The answer {self._in_words(failure)}" for failure in self.row.failures)

    @property
    def wanted(self) -> frozenset[str]:
        """The documents that were expected."""
        return frozenset(self.row.gold.documents)

    def _in_words(self, failure: str) -> str:
        for outcome in (self.row.outcome, *self.row.expected_outcomes):
            failure = failure.replace(outcome, plain(outcome))
        return failure


def shown_questions(run: Run, rows: Sequence[Row], changes: Mapping[Key, str]) -> list[Shown]:
    """At most 200 questions of each suite, and all that changed, failed ones first."""
    counting = {suite.name: {m.name for m in suite.metrics if m.higher_is_better} for suite in run.suites}
    numbered = [Shown(f"q{n}", row, changes.get((row.suite, row.id), "")) for n, row in enumerate(rows, start=1)]
    numbered.sort(key=lambda shown: _goodness(shown.row, counting.get(shown.row.suite, ())))
    left = {row.suite: _MOST_SHOWN for row in rows}
    kept = []
    for shown in numbered:
        left[shown.row.suite] -= 1
        if shown.change or left[shown.row.suite] >= 0:
            kept.append(shown)
    return kept


def _goodness(row: Row, counting: Collection[str]) -> tuple[int, int, float, float]:
    """Least for the worst: failed before not judged before passed, then wrong figures, low scores, misplaced trust."""
    scores = [score for name, score in row.scores.items() if name in counting]
    likelihood = row.likelihood or 0.0
    return (
        {False: 0, None: 1, True: 2}[row.passed],
        -len(row.figures_wrong),
        fmean(scores) if scores else 1.0,
        likelihood if row.passed else -likelihood,
    )
