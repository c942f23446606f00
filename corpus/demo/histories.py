"""The days of the demonstration: when its data was taken, and the paths that projects take from stage to stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from corpus.demo.chance import Chance
from corpus.demo.outlines import EventOutline
from corpus.demo.records import Stage, StageSince

AS_OF = date(2026, 10, 31)
"""The day most of the data speaks of."""
AS_OF_BEFORE = date(2026, 9, 30)
"""The day the rest of it speaks of; nothing that happened is later."""

_PATH: tuple[Stage, ...] = (
    "lead",
    "negotiation",
    "signed",
    "registered",
    "construction",
    "production",
    "reaching_capacity",
)
_LEFT_FROM: dict[Stage, dict[Stage, int]] = {
    "suspended": {"negotiation": 1, "signed": 2, "registered": 2, "construction": 4},
    "terminated": {"negotiation": 3, "signed": 3, "registered": 1},
}
# How far an event may be from the signing that is moved to it: one for all, and one for some chains or origins.
_NEAR_DAYS = {True: 60, False: 150}


def history_of(stage: Stage, chance: Chance) -> tuple[StageSince, ...]:
    """The way of a project to its stage, each step some weeks or months after the one before."""
    if stage in _LEFT_FROM:
        path: list[Stage] = [*_path_to(chance.weighted(_LEFT_FROM[stage], "left from")), stage]
    else:
        path = _path_to(stage)
    since = AS_OF_BEFORE - timedelta(days=chance.whole(8, 420, "latest"))
    steps = [StageSince(path[-1], since)]
    for step in reversed(path[:-1]):
        since -= timedelta(days=chance.whole(25, 190, f"before/{len(steps)}"))
        steps.append(StageSince(step, since))
    return tuple(reversed(steps))


def signed_at_event(
    history: tuple[StageSince, ...], events: Sequence[EventOutline]
) -> tuple[tuple[StageSince, ...], str | None]:
    """The history moved so that its signing falls on an event near to it, and the event's id.

    An event for some chains or origins comes before one for all. The history stays as it is, with no event, when none
    is near, or the move would lead beyond what is known.
    """
    signing = next((step.since for step in history if step.stage == "signed"), None)
    if signing is None:
        return history, None
    moves = [(not (event.chains or event.origins), event.held_on - signing, event.id) for event in events]
    near = [
        move
        for move in moves
        if abs(move[1].days) <= _NEAR_DAYS[move[0]] and history[-1].since + move[1] <= AS_OF_BEFORE
    ]
    if not near:
        return history, None
    _, move, event = min(near, key=lambda move: (move[0], abs(move[1].days)))
    return tuple(StageSince(step.stage, step.since + move) for step in history), event


def _path_to(stage: Stage) -> list[Stage]:
    return list(_PATH[: _PATH.index(stage) + 1])
