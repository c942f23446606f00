"""Histories: rows of one id that tell of different days, of which the latest is what is so now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.records.rows import RowProblem

_OWN_ID = "an id of its own"
_OR_DATED = ", or a data date that tells which row is later"


class Telling(NamedTuple):
    """A row of an id that has several: when it tells of, and where it was read."""

    number: int
    id: str
    values: tuple[str | None, ...]
    moment: str | None
    since: str | None
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of one id in the order of time, the last being the current one, and those that were left out."""

    rows: tuple[Telling, ...]
    refused: tuple[Telling, ...]
    problems: tuple[RowProblem, ...]


def in_order(tellings: Sequence[Telling], *, keeps_history: bool) -> Told:
    """Put the rows of one id in the order of what they tell of.

    A row tells of its data date, or else of the day its stage began. One that cannot be placed, since it has no date or
    shares it with another, is left out and reported; of rows that share theirs the first that was read stays.
    """
    kept: list[Telling] = []
    refused: list[Telling] = []
    problems: list[RowProblem] = []
    by_reading = sorted(tellings, key=lambda telling: (telling.moment is None, telling.number))
    for telling in by_reading:
        rival = next((other for other in kept if not keeps_history or _is_same_time(telling, other)), None)
        if rival is None:
            kept.append(telling)
            continue
        where = f"row {rival.row}" if rival.file == telling.file else f"row {rival.row} of {rival.file}"
        expected = _OWN_ID + (_OR_DATED if keeps_history else "")
        refused.append(telling)
        problems.append(RowProblem(telling.file, telling.row, "id", f"{expected}; see {where}", telling.id))
    kept.sort(key=lambda telling: (telling.moment or "", telling.since or ""))
    return Told(tuple(kept), tuple(refused), tuple(problems))


def _is_same_time(one: Telling, other: Telling) -> bool:
    """Whether it cannot be told which of two rows is later: 2024 is neither before nor after June 2024."""
    if one.moment is None or other.moment is None:
        return True
    if one.moment != other.moment:
        return one.moment.startswith(other.moment) or other.moment.startswith(one.moment)
    if one.since is None or other.since is None:
        return True
    return one.since.startswith(other.since) or other.since.startswith(one.since)
