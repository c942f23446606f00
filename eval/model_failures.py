"""Whether every way in which a model fails still ends in the answer that was found without it, within the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from eval.reports import Row, Target
from eval.scripted_model import (
    KEY,
    Script,
    ScriptedServer,
    closed_address,
    event,
    fails,
    keeps_silent,
    never_ends,
    replies,
    resets,
    says,
    sends,
)
from eval.workbench import Workbench

SETS = ("xquad-en", "xquad-zh")
_EACH = 2  # questions of a language; five failures in a row would keep the model from being asked
_DEADLINE_SECONDS = 4.0
_ALL = Target(1.0)
_BEGINNING = (event({"role": "assistant", "content": ""}), event({"content": "Half of a sen"}))
FAILURES: Mapping[str, Script | None] = {
    "connection refused": None,
    "401": fails(401),
    "429 with Retry-After": fails(429, Retry_After="1"),
    "500": fails(500),
    "time-out before anything came": keeps_silent(),
    "time-out in mid-stream": keeps_silent(_BEGINNING),
    "connection reset in mid-stream": resets(b"".join(_BEGINNING)),
    "malformed chunks": sends(b"data: {\"choices\": [{\n\n", b"data: nonsense\n\n"),
    "empty output": says(),
    "endless output": never_ends(lambda: event({"content": "on and on "}), pause=0.001),
    "wrong language": says("Cette phrase est en français et ne répond à rien. [S1]"),
    "invented citations": says("This stands in a source that nobody gave. [S77] 这句话没有出处。[S88]"),
    "prompt echo": replies(lambda said: said[0]),
}  # fmt: skip


def measure(bench: Workbench) -> Iterator[Row]:
    """For each failure, the share of questions that ended in the plain answer within the deadline."""
    place = bench.indexed(*SETS)
    items = list(chain.from_iterable(bench.items(name)[:: max(len(bench.items(name)) // 50, 1)] for name in SETS))
    plain = bench.smx.ask_through(place.data, items, {})
    answered = [(item, line) for item, line in zip(items, plain, strict=True) if line["outcome"] == "answered"]
    chosen = [pair for language in ("en", "zh") for pair in _of(answered, language)]
    for name, script in FAILURES.items():
        bench.tell(f"a model with: {name}")
        with ScriptedServer(script or says()) as server:
            settings = {
                "SMX_MODEL__NAME": "scripted",
                "SMX_MODEL__ADDRESS": server.address if script else closed_address(),
                "SMX_MODEL__KEY": KEY,
                "SMX_MODEL__DEADLINE_SECONDS": str(_DEADLINE_SECONDS),
            }
            lines = bench.smx.ask_through(place.data, [item for item, _ in chosen], settings)
        ended = [_ended_well(line, expected) for line, (_, expected) in zip(lines, chosen, strict=True)]
        slowest = max(line["timings_ms"]["total"] for line in lines) / 1_000
        says_so = sum(line["text"] != expected["text"] for line, (_, expected) in zip(lines, chosen, strict=True))
        note = (
            f"slowest {slowest:.2f} s of {_DEADLINE_SECONDS:.0f}; {says_so} of {len(lines)} say that the model failed"
        )
        yield Row(f"{name}: the answer found without it", sum(ended) / len(ended), _ALL, note=note)


def _of(answered: list[tuple[Any, dict[str, Any]]], language: str) -> list[tuple[Any, dict[str, Any]]]:
    return [pair for pair in answered if pair[1]["language"] == language][:_EACH]


def _ended_well(line: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Whether the answer is the one found without a model, perhaps with word that the model failed before it."""
    in_time = line["timings_ms"]["total"] <= 1_000 * _DEADLINE_SECONDS
    return bool(in_time and line["composer"] == "quoting" and line["text"].endswith(expected["text"]))
