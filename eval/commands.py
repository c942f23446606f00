"""The commands `smx eval …`: what each does with its options; each gives whether all that was promised was met."""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path

from rich.console import Console

from assistant.progress import Bars, bars
from assistant.settings import Settings


def bench(options: argparse.Namespace, settings: Settings) -> bool:
    """Measure finding, answering and speed. Raises `BenchError`, `CommandFailed`, `OSError`."""
    from eval.bench import run_bench
    from eval.growth import Growth
    from eval.side_by_side import SIZES

    reports: list[str] = []

    def show(report: str) -> None:
        reports.append(report)
        if options.out is not None:
            options.out.write_text(report, "utf-8")

    console = Console(stderr=True)
    only = options.only.split(",") if options.only else []
    folder = settings.data / "bench"
    plot = options.out.with_suffix(".svg") if options.out else folder / "growth.svg"
    grown = Growth(options.sizes or SIZES, folder, plot)
    met = run_bench(options.folder, only, options.full, lambda text: console.print(text, highlight=False), show, grown)
    if options.out is None:
        _say(reports[-1])
    return met


def run(options: argparse.Namespace, settings: Settings) -> bool:
    """Ask the questions of suites and write what came of them. Raises `EvalError`, `OSError`."""
    from eval.running import new_folder, run_suites
    from eval.runs import write_run
    from eval.suites import SHIPPED_CASES, read_suites
    from eval.tables import run_summary

    paths = options.suite or [SHIPPED_CASES]
    called = ["smx", "eval", "run", *map(str, paths)]
    called += [text for library in options.library or () for text in ("--library", str(library))]
    called += ["--limit", str(options.limit)] if options.limit else []
    folder = new_folder(options.out, settings.data)
    with tempfile.TemporaryDirectory(prefix="smx-eval-") as temporary, bars() as shown:
        suites = read_suites(paths, Path(temporary) / "read", options.library or (), options.limit)
        folder.mkdir(parents=True, exist_ok=True)  # before the work, so that none is lost to a wrong path
        done, rows = run_suites(suites, Path(temporary), settings, called, Bars(shown))
    write_run(folder, done, rows)
    Console(soft_wrap=True).print(run_summary(done, rows))
    _say(f"Composer: {done.settings['composer']}. Written to {folder}.")
    return True


def compare(options: argparse.Namespace, _: Settings) -> bool:
    """Show the differences between two runs. Raises `EvalError`."""
    from eval.comparing import compare as compared
    from eval.tables import comparison

    Console(soft_wrap=True).print(comparison(compared(options.before, options.after)))
    return True


def report(options: argparse.Namespace, settings: Settings) -> bool:
    """Write a run as one page. Raises `EvalError`, `OSError`."""
    from eval.reporting.page import write_report
    from eval.reporting.run_folders import newest_run, run_before
    from eval.runs import RUNS

    folder = options.folder or newest_run(settings.data / RUNS)
    out = options.out or folder / "report.html"
    write_report(folder, out, options.previous or run_before(folder))
    _say(f"Written to {out}.")
    return True


def load(options: argparse.Namespace, settings: Settings) -> bool:
    """Let many ask at once. Raises `CommandFailed`, `EvalError`."""
    from eval.loading.askers import Load
    from eval.loading.measuring import measure_load
    from eval.reports import machine, render

    asked = Load(options.askers, options.seconds, options.think)
    console = Console(stderr=True)
    rows = measure_load(settings.data, _lone_questions(), asked, lambda text: console.print(text, highlight=False))
    _say(f"{machine()}\n\n{render(rows)}")
    return not any(row.failed for row in rows)


def scale(options: argparse.Namespace, settings: Settings) -> bool:
    """Build, kill, go on with and search a library of any size. Raises `CommandFailed`, `CorpusError`, `OSError`."""
    from eval.reports import machine
    from eval.scaling.libraries import pooled_sentences, shipped_sentences
    from eval.scaling.measuring import Scale, measure_scale

    console = Console(stderr=True)
    sentences = pooled_sentences(options.bench) if options.bench else shipped_sentences()
    scale = Scale(options.passages, options.kills, options.folder or settings.data / "scale")
    parts: list[str] = []
    for part in measure_scale(scale, sentences, lambda text: console.print(text, highlight=False)):
        parts.append(part)
        report = "\n".join([*parts, machine()])
        if options.out is not None:
            options.out.write_text(report + "\n", "utf-8")
    if options.out is None:
        _say("\n".join([*parts, machine()]))
    return True


def trials(options: argparse.Namespace, _: Settings) -> bool:
    """Let askers ask while the service is restarted and more. Raises `CommandFailed`, `EvalError`."""
    from eval.loading.askers import Load
    from eval.loading.trials import run_trials
    from eval.reports import machine, render

    asked = Load(options.askers, options.seconds, options.think)
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="smx-trials-") as temporary:
        folder = Path(temporary)
        rows = run_trials(folder, _lone_questions(), asked, lambda text: console.print(text, highlight=False))
    _say(f"{machine()}\n\n{render(rows)}")
    return not any(row.failed for row in rows)


def faults(options: argparse.Namespace, _: Settings) -> bool:
    """Break builds in every way, and see what is served. Raises `CommandFailed`, `EvalError`, `OSError`."""
    from eval.faults.trials import run_faults
    from eval.reports import machine, render

    console = Console(stderr=True)
    only = options.only.split(",") if options.only else []
    with tempfile.TemporaryDirectory(prefix="smx-faults-") as temporary:
        tell = partial(console.print, highlight=False, markup=False)
        rows = run_faults(Path(temporary), only, options.kills, options.files, tell)
    _say(f"{machine()}\n\n{render(rows)}")
    return not any(row.failed for row in rows)


def _lone_questions() -> list[str]:
    """The shipped questions to the public shelf that need nothing said before them."""
    from eval.suites import SHIPPED_CASES, read_suites

    with tempfile.TemporaryDirectory(prefix="smx-eval-") as temporary:
        [suite] = read_suites([SHIPPED_CASES], Path(temporary), (), None)
    return [question.text for question in suite.questions if question.audience == "public" and not question.history]


def _say(text: str) -> None:
    Console(soft_wrap=True, markup=False, highlight=False).print(text)
