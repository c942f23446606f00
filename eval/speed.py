"""How fast questions are answered and indexes built, the latter beside LangChain with Chroma."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from statistics import median

from eval.command_line import CommandFailed, default_environment, run
from eval.metrics import percentile
from eval.reports import Row, Target
from eval.squad import Item
from eval.workbench import Workbench

SETS = ("xquad-en", "squad2", "xquad-zh", "cmrc")
COMPARED_SETS = ("xquad-en", "squad2", "cmrc")

_PEER = ("langchain-chroma==1.1.0", "langchain-huggingface==1.2.3")
_PASSAGES = 1_000
_COLD = 7
_ROUNDS = 3


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


def measure_building(bench: Workbench) -> Iterator[Row]:
    """Passages a second of `smx index build` and of LangChain with Chroma and the same weights, by turns."""
    packages = bench.folder / "peer"
    bench.tell(f"installing {' and '.join(_PEER)} beside the project")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(packages), *_PEER]
    run(pip, bench.folder, default_environment())
    for label, names in (("English", ("xquad-en", "squad2")), ("Chinese", ("cmrc",))):
        library = bench.library(f"build-{label}", names)
        count = len(list(library.iterdir()))
        ours, whole, work = [], [], []
        for number in range(1, _ROUNDS + 1):
            bench.tell(f"building {label}: round {number} of {_ROUNDS}")
            ours.append(bench.smx.build(library, _empty(bench.folder / "build-data")))
            seconds, inside = _build_with_langchain(
                library, _empty(bench.folder / "build-store"), packages, bench.folder
            )
            whole.append(seconds)
            work.append(inside)
        rate = count / median(ours)
        yield Row(f"`smx index build`, {label}", rate, unit="passages/s", note=f"{count} passages, {_seconds(ours)}")
        at_work = count / median(work)
        note = f"whole process {count / median(whole):.1f} passages/s; {_seconds(work)}"
        yield Row(
            f"LangChain + Chroma, {label}, imports and model load not counted", at_work, unit="passages/s", note=note
        )
        yield Row(f"ratio, {label}", rate / at_work, Target(3), "×", "our whole process, their work alone")
        yield Row(f"ratio, {label}, whole processes", median(whole) / median(ours), Target(3), "×")
        bench.tell(f"building {label} with nothing compiled yet")
        first = bench.smx.build(library, _empty(bench.folder / "build-data"), _empty(bench.folder / "build-cache"))
        yield Row(f"first build on a machine, {label}", count / first, unit="passages/s", note=_seconds([first]))


def _build_with_langchain(library: Path, store: Path, packages: Path, folder: Path) -> tuple[float, float]:
    """The seconds of the whole process and of its work alone."""
    script = Path(__file__).with_name("peer_langchain.py")
    environment = default_environment() | {"PYTHONPATH": str(packages), "HF_HUB_OFFLINE": "1"}
    seconds, printed = run([sys.executable, str(script), str(library), str(store)], folder, environment)
    result = json.loads(printed)
    if result["stored"] != len(list(library.iterdir())):
        raise CommandFailed(f"LangChain stored {result['stored']} passages, not all of {library.name}.")
    return seconds, float(result["seconds"])


def _in_turn(path: Path) -> tuple[str, str]:
    """Puts paragraphs of the sets by turns, so that the first thousand are of all of them."""
    name, _, number = path.stem.rpartition("-")
    return number, name


def _spread(items: Sequence[Item], count: int) -> list[Item]:
    return list(islice(chain(items[:: max(len(items) // count, 1)], items), count))


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _seconds(rounds: Sequence[float]) -> str:
    return f"{', '.join(f'{seconds:.1f}' for seconds in rounds)} s"
