"""Which run is reported when none is named, and which one it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.errors import EvalError, RunUnreadable
from eval.runs import Run, read_rows, read_run


class NoRuns(EvalError):
    """There is no run to report."""

    remedy = "Run `smx eval run` first, or name the folder of a run."


def newest_run(runs: Path) -> Path:
    """The run under a folder that was started last. Raises `NoRuns`."""
    found = list(_readable(runs))
    if not found:
        raise NoRuns(f"There are no runs in {runs}.")
    return max(found, key=_age)[0]


def run_before(run: Path) -> Path | None:
    """The latest earlier run beside this one that asked some of the same questions. Raises `RunUnreadable`."""
    started = read_run(run).started_at
    asked = _questions(run)
    earlier = [found for found in _readable(run.resolve().parent) if found[1].started_at < started]
    latest_first = (folder for folder, _ in sorted(earlier, key=_age, reverse=True))
    return next((folder for folder in latest_first if asked & _questions(folder)), None)


def _questions(run: Path) -> set[tuple[str, str, str]]:
    return {(row.suite, row.id, row.question) for row in read_rows(run)}


def _readable(runs: Path) -> Iterator[tuple[Path, Run]]:
    for folder in sorted(runs.iterdir()) if runs.is_dir() else ():
        try:
            yield folder, read_run(folder)
        except RunUnreadable:  # stopped halfway, or written by another version: no reason not to report on the others
            continue


def _age(found: tuple[Path, Run]) -> tuple[float, str]:
    return found[1].started_at.timestamp(), found[0].name
