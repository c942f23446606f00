"""What askers hear while something happens to what they ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from eval.loading.askers import Heard, Load, besiege
from eval.loading.asking import Door
from eval.reports import Row, Target

NONE, SOME = Target(0, at_most=True), Target(1)


def meanwhile(door: Door, load: Load, right: Mapping[str, str], happening: Callable[[], None]) -> Heard:
    """What askers hear while something happens in a thread beside them."""
    with ThreadPoolExecutor(1) as aside:
        happened = aside.submit(happening)
        heard = asyncio.run(besiege(door, load, right))
        happened.result()
    return heard


def taken_out(heard: Heard, reasons: Sequence[str]) -> int:
    """How many questions ended for such a reason, which are no failures then."""
    return sum(heard.failures.pop(why, 0) for why in reasons)


def rows_of(trial: str, heard: Heard) -> list[Row]:
    """What every trial tells of its askers."""
    why = ", ".join(f"{reason}: {number}" for reason, number in heard.failures.items())
    return [
        Row(f"{trial}: questions answered", len(heard.answers), SOME),
        Row(f"{trial}: wrong answers", len(heard.wrong), NONE),
        Row(f"{trial}: failed", sum(heard.failures.values()), NONE, note=why),
    ]
