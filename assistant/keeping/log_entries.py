"""What is read back from the log: entries, and which of them are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.answers import Outcome
from assistant.keeping.feedback import FeedbackState
from assistant.keeping.questions import KeptQuestion
from assistant.keeping.visits import Channel
from corpus.schemas import Language

UNANSWERED: tuple[Outcome, ...] = (Outcome.NOT_FOUND, Outcome.PARTLY_ANSWERED, Outcome.NEEDS_DETAIL)
"""The outcomes that leave something to be answered."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which questions are wanted: those for which all that is given holds.

    `since` is the first moment that counts and `until` the first that does not. `text` stands in question or answer, in
    capitals or not. `feedback` is what readers said, `none` where they said nothing.
    """

    since: datetime | None = None
    until: datetime | None = None
    outcomes: tuple[Outcome, ...] = ()
    channels: tuple[Channel, ...] = ()
    languages: tuple[Language, ...] = ()
    text: str = ""
    session: str = ""
    feedback: Literal["helpful", "unhelpful", "given", "none"] | None = None
    feedback_state: FeedbackState | None = None


EVERYTHING = LogFilter()


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """What a reader said of an answer, and what the bureau made of it."""

    helpful: bool
    comment: str
    given_at: datetime
    state: FeedbackState
    note: str
    handled_by: str | None
    handled_at: datetime | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A question with the feedback on it, if there is any."""

    question: KeptQuestion
    feedback: GivenFeedback | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some of the entries wanted, newest first, and how many there are in all."""

    entries: tuple[LogEntry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions have something in common; a day is written as 2026-11-26 and is one of China."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class RepeatedQuestion:
    """Questions in the same words: how often and when last they were asked, and how likely there is an answer."""

    question: str
    language: str
    count: int
    last_asked_at: datetime
    likelihood: float | None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A document or an entity of records: in how many answers it was cited, when last, and its date then."""

    kind: Literal["passage", "record"]
    source: str
    title: str
    as_of: str | None
    count: int
    last_cited_at: datetime
