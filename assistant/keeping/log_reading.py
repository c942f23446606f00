"""Reading the log: pages of questions, counts, what found no answer, and what is cited most."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import BigInteger, ColumnElement, Connection, Row, func, or_, select, tuple_, type_coerce

from assistant.keeping.feedback import FeedbackState
from assistant.keeping.log_entries import (
    EVERYTHING,
    UNANSWERED,
    CitedSource,
    Count,
    GivenFeedback,
    LogEntry,
    LogFilter,
    LogPage,
    RepeatedQuestion,
)
from assistant.keeping.questions import KeptCitation, KeptQuestion
from assistant.keeping.stores import Store
from assistant.keeping.tables import citations, feedback, questions

_CHINA_AHEAD = 8 * 3600 * 1_000_000  # microseconds
_DAY = 24 * 3600 * 1_000_000
_AT_A_TIME = 500

_with_feedback = questions.outerjoin(feedback, feedback.c.question_id == questions.c.id)
_said = [column.label(f"feedback_{column.name}") for column in feedback.c if column.name != "question_id"]
_newest_first = (questions.c.asked_at.desc(), questions.c.id.desc())


class LogReading:
    """Reads the log of a store. All methods raise `KeepingError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, wanted: LogFilter = EVERYTHING, *, number: int = 1, size: int = 50) -> LogPage:
        """A page of what is wanted, the first being number 1; count and entries are of one moment."""
        statement = select(questions, *_said).select_from(_with_feedback).where(*_conditions(wanted))
        with self._store.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(statement.subquery())) or 0
            rows = connection.execute(statement.order_by(*_newest_first).limit(size).offset((number - 1) * size)).all()
            return LogPage(_entries(connection, rows), total)

    def entry(self, question_id: str) -> LogEntry | None:
        """One question by its id."""
        statement = select(questions, *_said).select_from(_with_feedback).where(questions.c.id == question_id)
        with self._store.reading() as connection:
            return next(iter(_entries(connection, connection.execute(statement).all())), None)

    def every(self, wanted: LogFilter = EVERYTHING) -> Iterator[LogEntry]:
        """All that is wanted, newest first, read some at a time; what is added meanwhile is not among it."""
        statement = select(questions, *_said).select_from(_with_feedback).where(*_conditions(wanted))
        place = tuple_(questions.c.asked_at, questions.c.id)
        with self._store.reading() as connection:
            after: Sequence[ColumnElement[bool]] = ()
            while rows := connection.execute(statement.where(*after).order_by(*_newest_first).limit(_AT_A_TIME)).all():
                yield from _entries(connection, rows)
                last = tuple_(
                    type_coerce(rows[-1].asked_at, questions.c.asked_at.type),
                    type_coerce(rows[-1].id, questions.c.id.type),
                )
                after = (place < last,)

    def counts(
        self, by: Literal["day", "outcome", "channel", "language"], wanted: LogFilter = EVERYTHING
    ) -> tuple[Count, ...]:
        """How many questions there are of each day or kind, in the order of its name; none for a day without any."""
        key = _day() if by == "day" else questions.c[by]
        statement = select(key.label("key"), func.count().label("number")).select_from(_with_feedback)
        with self._store.reading() as connection:
            rows = connection.execute(statement.where(*_conditions(wanted)).group_by("key").order_by("key")).all()
        return tuple(Count(_day_name(row.key) if by == "day" else row.key, row.number) for row in rows)

    def unanswered(self, wanted: LogFilter = EVERYTHING, *, limit: int = 2_000) -> tuple[RepeatedQuestion, ...]:
        """The questions that were not answered, or not wholly, each wording once, most frequent first."""
        only = wanted if wanted.outcomes else replace(wanted, outcomes=UNANSWERED)
        asked, number = func.max(questions.c.asked_at, type_=questions.c.asked_at.type), func.count()
        statement = (
            select(
                questions.c.question,
                questions.c.language,
                number.label("number"),
                asked.label("asked"),
                func.max(questions.c.likelihood).label("likelihood"),
            )
            .select_from(_with_feedback)
            .where(*_conditions(only))
            .group_by(questions.c.question, questions.c.language)
            .order_by(number.desc(), asked.desc(), questions.c.question)
            .limit(limit)
        )
        with self._store.reading() as connection:
            return tuple(RepeatedQuestion(*row) for row in connection.execute(statement))

    def sources(self, wanted: LogFilter = EVERYTHING, *, limit: int = 50) -> tuple[CitedSource, ...]:
        """What answers cite, in most answers first, with the title and date it had when it was cited last."""
        number = func.count(citations.c.question_id.distinct())
        last = func.max(questions.c.asked_at, type_=questions.c.asked_at.type)
        joined = citations.join(questions, questions.c.id == citations.c.question_id)
        within = joined.outerjoin(feedback, feedback.c.question_id == questions.c.id)
        grouped = (
            select(citations.c.kind, citations.c.source, number.label("number"), last.label("last"))
            .select_from(within)
            .where(*_conditions(wanted))
            .group_by(citations.c.kind, citations.c.source)
            .order_by(number.desc(), last.desc(), citations.c.source)
            .limit(limit)
        )
        with self._store.reading() as connection:
            rows = connection.execute(grouped).all()
            named = [connection.execute(_newest_name(joined, row)).one() for row in rows]
        return tuple(
            CitedSource(row.kind, row.source, name.title, name.as_of, row.number, row.last)
            for row, name in zip(rows, named, strict=True)
        )

    def feedback_counts(self) -> dict[FeedbackState, int]:
        """How much feedback is in each state."""
        statement = select(feedback.c.state, func.count().label("number")).group_by(feedback.c.state)
        with self._store.reading() as connection:
            found = {row.state: row.number for row in connection.execute(statement)}
        return {"new": found.get("new", 0), "seen": found.get("seen", 0), "done": found.get("done", 0)}


def _conditions(wanted: LogFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield questions.c.asked_at >= wanted.since
    if wanted.until:
        yield questions.c.asked_at < wanted.until
    for column, values in (("outcome", wanted.outcomes), ("channel", wanted.channels), ("language", wanted.languages)):
        if values:
            yield questions.c[column].in_([str(value) for value in values])
    if wanted.text:
        yield or_(*(questions.c[part].icontains(wanted.text, autoescape=True) for part in ("question", "answer")))
    if wanted.session:
        yield questions.c.session == wanted.session
    if wanted.feedback in ("helpful", "unhelpful"):
        yield feedback.c.helpful.is_(wanted.feedback == "helpful")
    elif wanted.feedback:
        is_none = feedback.c.question_id.is_(None)
        yield is_none if wanted.feedback == "none" else ~is_none
    if wanted.feedback_state:
        yield feedback.c.state == wanted.feedback_state


def _day() -> ColumnElement[int]:
    return (type_coerce(questions.c.asked_at, BigInteger) + _CHINA_AHEAD) // _DAY


def _day_name(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=int(number))).isoformat()


def _newest_name(joined: Any, row: Row[Any]) -> Any:
    return (
        select(citations.c.title, citations.c.as_of)
        .select_from(joined)
        .where(citations.c.kind == row.kind, citations.c.source == row.source)
        .order_by(*_newest_first, citations.c.n)
        .limit(1)
    )


def _entries(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[LogEntry, ...]:
    ids = [row.id for row in rows]
    cited = connection.execute(
        select(citations).where(citations.c.question_id.in_(ids)).order_by(citations.c.question_id, citations.c.n)
    ).all()
    by_question: dict[str, list[KeptCitation]] = {}
    for one in cited:
        kept = KeptCitation(one.n, one.kind, one.source, tuple(json.loads(one.places)), one.title, one.as_of)
        by_question.setdefault(one.question_id, []).append(kept)
    names = [column.name for column in questions.c]
    return tuple(
        LogEntry(
            KeptQuestion(**{name: row._mapping[name] for name in names}, citations=tuple(by_question.get(row.id, ()))),
            _feedback_of(row),
        )
        for row in rows
    )


def _feedback_of(row: Row[Any]) -> GivenFeedback | None:
    if row.feedback_state is None:
        return None
    return GivenFeedback(
        **{
            column.name: row._mapping[f"feedback_{column.name}"]
            for column in feedback.c
            if column.name != "question_id"
        }
    )
