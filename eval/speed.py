"""How fast questions are answered, in a new process and in a warm one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from statistics import median

from eval.metrics import percentile
from eval.reports import Row, Target
from eval.squad import Item
from eval.workbench import Workbench

SETS = ("xquad-en", "squad2", "xquad-zh", "cmrc")

_PASSAGES = 1_000
_COLD = 7


def measure(bench: Workbench) -> Iterator[Row]:
    """One question in a new process and in a warm one, at 1,000 passages of both languages."""
    library = bench.folder / "thousand" / "library"
    bench.library("thousand", ("xquad-en", "squad2", "cmrc"))
    for surplus in sorted(library.iterdir(), key=_in_turn)[_PASSAGES:]:
        surplus.unlink()
    place = bench.index("thousand", library)
    for label, name in (("English", "xquad-en"), ("Chinese", "cmrc")):
        items = bench.items(name)
        bench.tell(f"asking {_COLD} {label} questions, a process each")
        cold = [bench.smx.ask_once(place.data, item.question) for item in _spread(items, _COLD)]
        note = f"slowest of {_COLD}: {max(cold):.2f} s"
        yield Row(f"cold `smx ask`, median, {label}", median(cold), Target(2.5, at_most=True), "s", note)
        bench.tell(f"asking {len(items)} {label} questions in one process")
        answers, whole = bench.smx.ask(place.data, items)
        _, start = bench.smx.ask(place.data, items[:1])
        times = [answer.milliseconds for answer in answers]
        by_clock = (whole - start) / max(len(items) - 1, 1) * 1000
        note = f"mean by the clock of the whole process: {by_clock:.1f} ms; n {len(items)}"
        yield Row(f"warm question, p50, {label}", percentile(times, 0.5), Target(12, at_most=True), "ms", note)
        yield Row(f"warm question, p95, {label}", percentile(times, 0.95), unit="ms")


def _in_turn(path: Path) -> tuple[str, str]:
    """Puts paragraphs of the sets by turns, so that the first thousand are of all of them."""
    name, _, number = path.stem.rpartition("-")
    return number, name


def _spread(items: Sequence[Item], count: int) -> list[Item]:
    return list(islice(chain(items[:: max(len(items) // count, 1)], items), count))
