"""The benchmark: all that is promised of finding, answering and speed, measured through the command line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eval import (
    answering,
    finding,
    growth,
    injected,
    model_failures,
    model_latency,
    passage_pool,
    speed,
    statutes,
    supporting,
)
from eval.errors import EvalError
from eval.growth import ALL_SIZES, Growth
from eval.passage_pool import TooFewPassages
from eval.reports import Row, machine, render
from eval.workbench import DATA_SETS, Workbench

_MOST = 1_000  # questions of a data set unless all are asked for


class BenchError(EvalError):
    """The benchmark cannot be run as it was asked for."""

    remedy = "docs/measurements.md says what the folder holds and which sections there are."


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the benchmark that can be run alone, and the data sets it needs.

    It measures rows, and may give paragraphs of Markdown to stand below their table.
    """

    title: str
    sets: tuple[str, ...]
    measure: Callable[[Workbench], Iterator[Row | str]]


SECTIONS = {
    "search": Section("Finding", finding.SETS, finding.measure),
    "answers": Section("Answering", answering.SETS, answering.measure),
    "left-out": Section("Half of the paragraphs left out", answering.SETS, answering.measure_left_out),
    "traps": Section("On topic, yet unanswerable", answering.TRAP_SETS, answering.measure_traps),
    "speed": Section("Answering speed", speed.SETS, speed.measure),
    "statutes": Section("Statutes", statutes.SETS, statutes.measure),
    "altered": Section("Sentences of a model told apart", supporting.SETS, supporting.measure),
    "latency": Section("Later than the model alone", model_latency.SETS, model_latency.measure),
    "injected": Section("Instructions planted in documents and questions", injected.SETS, injected.measure),
    "failures": Section("When the model fails", model_failures.SETS, model_failures.measure),
}
SIDE_BY_SIDE = "side-by-side"


def run_bench(  # noqa: PLR0913, PLR0917 - called once, by the command line
    bench: Path,
    only: Sequence[str],
    everything: bool,
    tell: Callable[[str], None],
    show: Callable[[str], None],
    grown: Growth = ALL_SIZES,
) -> bool:
    """Measure the named sections, or all; whether every target was met.

    `tell` hears of progress and of each figure as it comes, `show` is given the whole report after each section.
    `grown` says at which sizes smx and its peers are compared. Raises `BenchError`, `CommandFailed`, `OSError`.
    """
    beside = Section("Side by side", passage_pool.SETS, partial(growth.measure, grown, bench))
    chosen = _chosen(bench, only, SECTIONS | {SIDE_BY_SIDE: beside})
    parts: list[str] = []
    met = True
    with tempfile.TemporaryDirectory(prefix="smx-bench-") as folder:
        workbench = Workbench(bench, Path(folder), None if everything else _MOST, tell)
        for section in chosen:
            rows, below = _measured(section, workbench)
            met = met and not any(row.failed for row in rows)
            parts.append("\n".join([f"## {section.title}\n\n{render(rows)}", *below]))
            show("\n".join([*parts, machine()]) + "\n")
    return met


def _measured(section: Section, workbench: Workbench) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    below: list[str] = []
    try:
        for part in section.measure(workbench):
            if isinstance(part, str):
                below.append(part)
            else:
                rows.append(part)
                workbench.tell(f"  {part.measure}: {part.value:.4g}{' MISSED' if part.failed else ''}")
    except TooFewPassages as error:
        raise BenchError(f"{error} {error.remedy}") from error
    return rows, below


def _chosen(bench: Path, only: Sequence[str], sections: dict[str, Section]) -> list[Section]:
    unknown = [name for name in only if name not in sections]
    if unknown:
        raise BenchError(f"No section is called {', '.join(unknown)}; there are {', '.join(sections)}.")
    chosen = [section for name, section in sections.items() if not only or name in only]
    needed = {name: bench / DATA_SETS[name] for section in chosen for name in section.sets}
    if missing := [str(file) for file in needed.values() if not file.exists()]:
        raise BenchError("Data sets are missing:\n" + "\n".join(f"  {file}" for file in missing))
    return chosen
