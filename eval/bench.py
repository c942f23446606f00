"""The benchmark: all that is promised of finding, answering and speed, measured through the command line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval import answering, finding, speed
from eval.reports import Row, machine, render
from eval.workbench import DATA_SETS, Workbench

_MOST = 1_000  # questions of a data set unless all are asked for


class BenchError(Exception):
    """The benchmark cannot be run as it was asked for."""

    remedy = "docs/measurements.md says what the folder holds and which sections there are."


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the benchmark that can be run alone, and the data sets it needs."""

    title: str
    sets: tuple[str, ...]
    measure: Callable[[Workbench], Iterator[Row]]


SECTIONS = {
    "search": Section("Finding", finding.SETS, finding.measure),
    "answers": Section("Answering", answering.SETS, answering.measure),
    "left-out": Section("Half of the paragraphs left out", answering.SETS, answering.measure_left_out),
    "traps": Section("On topic, yet unanswerable", answering.TRAP_SETS, answering.measure_traps),
    "speed": Section("Answering speed", speed.SETS, speed.measure),
    "build": Section("Building speed", speed.COMPARED_SETS, speed.measure_building),
}


def run_bench(
    bench: Path, only: Sequence[str], everything: bool, tell: Callable[[str], None], show: Callable[[str], None]
) -> bool:
    """Measure the named sections, or all; whether every target was met.

    `tell` hears of progress and of each figure as it comes, `show` is given the whole report after each section.
    Raises `BenchError`, `CommandFailed`, `OSError`.
    """
    chosen = _chosen(bench, only)
    parts: list[str] = []
    met = True
    with tempfile.TemporaryDirectory(prefix="smx-bench-") as folder:
        workbench = Workbench(bench, Path(folder), None if everything else _MOST, tell)
        for section in chosen:
            rows: list[Row] = []
            for row in section.measure(workbench):
                rows.append(row)
                tell(f"  {row.measure}: {row.value:.4g}{' MISSED' if row.failed else ''}")
            met = met and not any(row.failed for row in rows)
            parts.append(f"## {section.title}\n\n{render(rows)}")
            show("\n".join([*parts, machine()]) + "\n")
    return met


def _chosen(bench: Path, only: Sequence[str]) -> list[Section]:
    unknown = [name for name in only if name not in SECTIONS]
    if unknown:
        raise BenchError(f"No section is called {', '.join(unknown)}; there are {', '.join(SECTIONS)}.")
    chosen = [section for name, section in SECTIONS.items() if not only or name in only]
    needed = {name: bench / DATA_SETS[name] for section in chosen for name in section.sets}
    if missing := [str(file) for file in needed.values() if not file.is_file()]:
        raise BenchError("Data sets are missing:\n" + "\n".join(f"  {file}" for file in missing))
    return chosen
