"""Charts of usage, laid out on the server: bars of days, and shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.keeping.log_entries import Count

WIDTH, HEIGHT = 900, 200
_TOP, _BOTTOM = 10, 36  # room for the days below
_LABELS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A day with its bar."""

    day: str
    count: int
    left: float
    top: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class DayChart:
    """Bars for consecutive days."""

    bars: tuple[Bar, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all questions something is true of."""

    key: str
    count: int
    percent: float


def day_chart(counts: Sequence[Count], first: date, days: int) -> DayChart:
    """The bars of some days from the first on; a day without questions has an empty one."""
    by_day = {one.key: one.count for one in counts}
    names = [(first + timedelta(days=number)).isoformat() for number in range(days)]
    values = [by_day.get(name, 0) for name in names]
    most, room = max([*values, 1]), HEIGHT - _TOP - _BOTTOM
    step, each = WIDTH / days, -(-days // _LABELS)
    bars = tuple(
        Bar(
            name,
            value,
            round(number * step + step * 0.12, 1),
            round(_TOP + room * (1 - value / most), 1),
            round(step * 0.76, 1),
            round(room * value / most, 1),
            name[5:] if number % each == 0 else "",
        )
        for number, (name, value) in enumerate(zip(names, values, strict=True))
    )
    return DayChart(bars, max(values))


def shares(counts: Sequence[Count]) -> tuple[Share, ...]:
    """The shares of some counts, the largest first."""
    total = sum(one.count for one in counts) or 1
    largest = sorted(counts, key=lambda one: (-one.count, one.key))
    return tuple(Share(one.key, one.count, round(100 * one.count / total, 1)) for one in largest)
