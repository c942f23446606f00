"""Many askers at one service: how fast, how right, and how much it can take."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.loading.askers import Heard, Load, besiege, references
from eval.loading.serving import UNLIMITED, Serving
from eval.metrics import percentile
from eval.reports import Row, Target

_SATURATING = 16  # askers who never think
_SATURATING_SECONDS = 20.0
_NOTHING, _FIRST_MS = Target(0, at_most=True), Target(500, at_most=True)


def measure_load(data: Path, questions: Sequence[str], load: Load, tell: Callable[[str], None]) -> list[Row]:
    """Serve a data folder in a process of its own, let askers ask, then let a few ask without a pause.

    Raises `CommandFailed`, `NotAnswered`.
    """
    with tempfile.TemporaryDirectory(prefix="smx-load-") as temporary:
        folder = Path(temporary)
        settings = {**UNLIMITED, "SMX_DATA": str(_linked(data, folder / "data"))}
        with Serving(folder, settings) as served:
            return _measured(served, questions, load, tell)


def _linked(data: Path, beside: Path) -> Path:
    """A data folder with the same index, so that what the askers ask is not kept among what people asked."""
    beside.mkdir()
    for name in ("current", "generations"):
        (beside / name).symlink_to((data / name).resolve())
    return beside


def _measured(served: Serving, questions: Sequence[str], load: Load, tell: Callable[[str], None]) -> list[Row]:
    tell(f"asking {len(questions)} questions one by one, to know what is right")
    right = asyncio.run(references(served.door, questions))
    tell(f"{load.askers} askers for {load.seconds:g} s, thinking {load.think_seconds:g} s between questions")
    before = _processor_seconds(served.pid)
    heard = asyncio.run(besiege(served.door, load, right))
    used = _processor_seconds(served.pid) - before
    tell(f"{_SATURATING} askers for {_SATURATING_SECONDS:g} s without a pause")
    most = asyncio.run(besiege(served.door, Load(_SATURATING, _SATURATING_SECONDS, 0.0), right))
    return _rows(load, heard, most, used)


def _rows(load: Load, heard: Heard, most: Heard, used: float) -> list[Row]:
    firsts, wholes = [told.first_ms for told in heard.answers], [told.whole_ms for told in heard.answers]
    failed = heard.failures + most.failures
    model = f"{load.askers} askers, thinking {load.think_seconds:g} s on average, {load.seconds:g} s"
    return [
        Row("questions answered in a second", heard.per_second, unit="/s", note=f"{model}; n {len(heard.answers)}"),
        Row("errors", sum(failed.values()), _NOTHING, note=", ".join(f"{why}: {n}" for why, n in failed.items())),
        Row("wrong answers, or answers to somebody else", len(heard.wrong) + len(most.wrong), _NOTHING),
        Row("first sentence, p50", percentile(firsts, 0.5), unit="ms"),
        Row("first sentence, p95", percentile(firsts, 0.95), _FIRST_MS, "ms"),
        Row("first sentence, slowest", max(firsts, default=0.0), unit="ms"),
        Row("whole answer, p95", percentile(wholes, 0.95), unit="ms"),
        Row("processor time of the service for a question", used / max(len(wholes), 1) * 1000, unit="ms"),
        Row(
            "the most answered in a second",
            most.per_second,
            unit="/s",
            note=f"{_SATURATING} askers without a pause; first sentence p95 "
            f"{percentile([told.first_ms for told in most.answers], 0.95):.0f} ms",
        ),
    ]


def _processor_seconds(pid: int) -> float:
    """What a process has used of the processors so far, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
