"""Addresses of the log: which questions an address asks for; what makes no sense in it is left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from assistant.answers import Outcome
from assistant.keeping.exporting import CHINA
from assistant.keeping.feedback import FEEDBACK_STATES
from assistant.keeping.log_entries import LogFilter
from assistant.keeping.visits import CHANNELS
from corpus.schemas import Language

Judged = Literal["helpful", "unhelpful", "given", "none"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
JUDGED: tuple[Judged, ...] = ("helpful", "unhelpful", "given", "none")

_NAMES = ("since", "until", "outcome", "channel", "language", "judged", "state", "q", "conversation")
_LONGEST = 200
_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class LogAddress:
    """What is asked for, how it stands in the address, and on which page; `is_of_staff` is what staff asked."""

    wanted: LogFilter
    typed: Mapping[str, str]
    page: int
    is_of_staff: bool

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The conditions that are set."""
        return [(name, value) for name, value in self.typed.items() if value]


def log_address(query: Mapping[str, str]) -> LogAddress:
    """The questions that an address asks for. Days are those of China; both ends count."""
    typed = {name: query.get(name, "").replace("\0", "").strip()[:_LONGEST] for name in _NAMES}
    since, until = _day(typed["since"]), _day(typed["until"])
    channel, outcome = typed["channel"], typed["outcome"]
    judged, state = typed["judged"], typed["state"]
    wanted = LogFilter(
        since=_midnight(since) if since else None,
        until=_midnight(until) + timedelta(days=1) if until else None,
        outcomes=(Outcome(outcome),) if outcome in set(Outcome) else (),
        channels=(channel,) if channel in CHANNELS else (),
        languages=tuple(one for one in LANGUAGES if one == typed["language"]),
        text=typed["q"],
        session=typed["conversation"],
        feedback=judged if judged in JUDGED else None,
        feedback_state=state if state in FEEDBACK_STATES else None,
    )
    return LogAddress(wanted, typed, page_in(query), channel == "staff")


def page_in(query: Mapping[str, str]) -> int:
    """The page that an address asks for; the first where it makes no sense."""
    text = query.get("page", "")
    return min(max(1, int(text)), _LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def midnight_before(days: int, now: datetime) -> datetime:
    """The beginning of the day in China some days ago, today being the first of them."""
    return _midnight(now.astimezone(CHINA).date() - timedelta(days=days - 1))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
