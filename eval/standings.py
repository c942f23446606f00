"""Standings: where smx stands beside its peers and its own model, as rows with targets and a table for each size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.figures import Figures, OwnFigures
from eval.passage_pool import ASKED
from eval.peer_systems import LANGCHAIN
from eval.reports import Row, Target, table
from eval.side_by_side import Comparison

_LARGE = 10_000  # passages from which on start-up no longer decides
_GIB = 2**30
_MIB = 2**20


def standings(comparison: Comparison, smallest: Comparison) -> Iterator[Row]:
    """What is promised of smx at one size; building is held against what peers do at the smallest size."""
    own, at, large = comparison.own, f"{comparison.size:,} passages", comparison.size >= _LARGE
    if fastest := _best(comparison.peers, lambda figures: figures.p50_ms):
        peer, milliseconds = fastest
        note = f"{own.p50_ms:.2f} ms; {peer}: {milliseconds:.2f} ms"
        yield Row(f"{at}: query p50 / fastest peer", own.p50_ms / milliseconds, Target(0.5, at_most=True), "×", note)
    if fastest := _best(smallest.peers, _seconds_a_passage):
        peer, seconds = fastest
        note = f"{own.passages_per_second:.0f} passages/s; {peer}: {1 / seconds:.0f}"
        note += "" if comparison is smallest else f" at {smallest.size:,}"
        yield Row(f"{at}: build / fastest peer", own.passages_per_second * seconds, Target(3), "×", note)
    if fastest := _best(smallest.peers, _work_a_passage):
        peer, seconds = fastest
        note = f"our whole process, {peer} without imports and loading of the model"
        yield Row(f"{at}: build / fastest peer at work", own.passages_per_second * seconds, Target(3), "×", note)
    share = own.passages_per_second / own.bare_passages_per_second
    note = f"the pass alone: {own.bare_passages_per_second:.0f} passages/s"
    yield Row(f"{at}: build / bare pass", share, Target(0.85) if large else None, "×", note)
    note = (
        f"the pass alone: {own.bare_question_ms:.2f} ms; mean by the clock of the process: {own.batch_mean_ms:.2f} ms"
    )
    twice = Target(2, at_most=True) if comparison.size == _LARGE else None
    yield Row(f"{at}: query p50 / bare pass", own.p50_ms / own.bare_question_ms, twice, "×", note)
    rebuilt = own.rebuild_seconds / (comparison.size / own.passages_per_second)
    few = Target(0.03, at_most=True) if large else None
    yield Row(f"{at}: rebuild after one change / build", rebuilt, few, "×", f"{own.rebuild_seconds:.2f} s")
    langchain = next(figures for figures in comparison.peers if figures.system == LANGCHAIN.name)
    if langchain.cold_seconds:
        ratio = own.cold_ask_seconds / langchain.cold_seconds
        note = f"{own.cold_ask_seconds:.2f} s; one search there: {langchain.cold_seconds:.2f} s"
        yield Row(f"{at}: cold `smx ask` / {LANGCHAIN.name}", ratio, Target(0.4, at_most=True), "×", note)
    peak = max(own.peak_bytes, own.ask_peak_bytes) / _GIB
    note = f"search {own.peak_bytes / _GIB:.2f}, ask {own.ask_peak_bytes / _GIB:.2f}"
    yield Row(f"{at}: peak memory serving", peak, Target(1.5, at_most=True), "GiB", note)
    if own.first_build_seconds:
        rate = comparison.size / own.first_build_seconds
        yield Row(f"{at}: first build on a machine", rate, unit="passages/s", note="with nothing compiled yet")


def standings_table(comparison: Comparison) -> str:
    """All systems at one size, as Markdown."""
    own = comparison.own
    asked = ", ".join(f"{part.questions} of {label}" for label, part in own.quality.items())
    header = [
        "system",
        *(f"{label} R@1 / R@5 / MRR" for label in ASKED),
        "built, passages/s",
        "query p50 / p95, ms",
        "cold search, s",
        "peak memory, MiB",
        "on disk, MiB",
    ]
    lines = [_line(figures, own) for figures in (own, *comparison.peers)]
    measured = sorted(f"{figures.measured_at:%Y-%m-%d %H:%M}" for figures in (own, *comparison.peers))
    given = " Peers were given the vectors of the passages, so how fast they build is not compared here."
    note = given if any(figures.vectors_given for figures in comparison.peers) else ""
    return (
        f"### {comparison.size:,} passages\n\n{table(header, lines)}\n"
        f"{asked}. Built: whole processes. Cold: a new process up to its end. Measured from {measured[0]} to "
        f"{measured[-1]} UTC.{note}\n"
    )


def _line(figures: Figures, own: OwnFigures) -> list[str]:
    def shown(value: float | None, digits: int = 0) -> str:
        return "–" if value is None else f"{value:,.{digits}f}"

    def in_mib(value: int | None) -> str:
        return shown(None if value is None else value / _MIB)

    found = [
        f"{part.recall_at_1:.3f} / {part.recall_at_5:.3f} / {part.mrr:.3f}{_fewer(part.questions, own, label)}"
        if (part := figures.quality.get(label)) and part.questions
        else "–"
        for label in ASKED
    ]
    return [
        figures.system + (f" ({figures.failure})" if figures.failure else ""),
        *found,
        shown(figures.passages_per_second),
        f"{shown(figures.p50_ms, 1)} / {shown(figures.p95_ms, 1)}",
        shown(figures.cold_seconds, 2),
        in_mib(figures.peak_bytes),
        in_mib(figures.disk_bytes),
    ]


def _fewer(questions: int, own: OwnFigures, label: str) -> str:
    """Says so when a system was too slow to be asked every question."""
    return f" (first {questions})" if questions < own.quality[label].questions else ""


def _best(peers: Sequence[Figures], of: Callable[[Figures], float | None]) -> tuple[str, float] | None:
    """The peer with the lowest value, and the value; nothing when none has one."""
    values = [(value, figures.system) for figures in peers if (value := of(figures)) is not None]
    return min(values)[::-1] if values else None


def _seconds_a_passage(figures: Figures) -> float | None:
    return 1 / figures.passages_per_second if figures.passages_per_second else None


def _work_a_passage(figures: Figures) -> float | None:
    if figures.work_seconds is None or figures.vectors_given:
        return None
    return figures.work_seconds / figures.passages
