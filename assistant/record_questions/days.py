"""Days: the stretches of time that dates name, and those before and after them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from corpus.quantities import PartialDate

_MONTHS: dict[str, tuple[int, int]] = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), "Q1-Q3": (1, 9),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a half, a quarter, a month or a day, from its first to its last day."""

    first: date
    last: date

    @classmethod
    def of(cls, written: PartialDate, year: int) -> Self | None:
        """The stretch that a partial date names in a year; nothing when there is no such day."""
        if written.day and not written.month:
            return None
        months = (written.month, written.month) if written.month else _MONTHS.get(written.period or "", (1, 12))
        try:
            first = date(year, months[0], written.day or 1)
            last = first if written.day else date(year, months[1], calendar.monthrange(year, months[1])[1])
        except ValueError:
            return None
        return cls(first, last)

    @classmethod
    def relative(cls, name: str, today: date) -> Self:
        """The stretch that words such as this year ("0") or last quarter ("quarter:-1") mean on a day.

        The last three months ("months:-3") begin on the same day of the month and end on the day itself.
        """
        unit, _, offset = name.rpartition(":")
        if unit in ("days", "weeks"):
            return cls(today - timedelta(days=-int(offset) * (7 if unit == "weeks" else 1)), today)
        if unit in ("months", "years"):
            months = today.year * 12 + today.month - 1 + int(offset) * (12 if unit == "years" else 1)
            last_day = calendar.monthrange(months // 12, months % 12 + 1)[1]
            return cls(date(months // 12, months % 12 + 1, min(today.day, last_day)), today)
        if not unit:
            return cls(date(today.year + int(offset), 1, 1), date(today.year + int(offset), 12, 31))
        length = 3 if unit == "quarter" else 1
        months = today.year * 12 + (today.month - 1) // length * length + int(offset) * length
        last = months + length - 1
        end = date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])
        return cls(date(months // 12, months % 12 + 1, 1), end)

    @property
    def day_before(self) -> date:
        """The last day before it."""
        return self.first - timedelta(days=1)

    @property
    def day_after(self) -> date:
        """The first day after it."""
        return self.last + timedelta(days=1)

    @property
    def texts(self) -> tuple[str, ...]:
        """The stretch as dates are kept: one where it is a year, a month or a day, else its first and last months."""
        first, last = self.first.isoformat(), self.last.isoformat()
        if self.first == self.last:
            return (first,)
        if self == Stretch(date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return (first[:4],)
        whole = self.first.day == 1 and self.day_after.day == 1
        if whole and first[:7] == last[:7]:
            return (first[:7],)
        return (first[:7], last[:7]) if whole else (first, last)

    def joined(self, other: Stretch) -> Stretch:
        """From the beginning of this to the end of another."""
        return Stretch(self.first, other.last)
