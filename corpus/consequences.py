"""Consequences: which documents are quoted for questions of today, and which no longer, when one is said otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.documents import Document
from corpus.validity import first_day, last_day, statuses, waiting

_OUT = frozenset(("expired", "superseded"))


@dataclass(frozen=True, slots=True)
class Consequence:
    """A document that is quoted for questions of today or is not, from a day on, or at once where none is known."""

    document: Document
    is_quoted: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that takes effect only on a day to come."""

    document: Document
    day: date


def consequences(documents: Sequence[Document], said: Document, today: date) -> Iterator[Consequence]:
    """What follows for all documents when one of them is said otherwise, or is new, the nearest first."""
    before, after = documents, [*(one for one in documents if one.id != said.id), said]
    days = sorted({today, *_days(before, said.id), *_days(after, said.id)})
    was, becomes = ([statuses(some, day) for day in days] for some in (before, after))
    by_id = {one.id: one for one in after}
    for id_, document in by_id.items():
        turns = [
            (day, then[id_] not in _OUT)
            for day, earlier, then in zip(days, was, becomes, strict=True)
            if (then[id_] in _OUT) != (earlier.get(id_, "undated") in _OUT)
        ]
        if coming := [turn for turn in turns if turn[0] >= today]:
            _, is_quoted = coming[0]
            begins = _beginning(days, turns, coming[0])
            yield Consequence(document, is_quoted, begins)


def waits(before: Document | None, said: Document, today: date) -> Waiting | None:
    """That a document takes effect later, where that was not known or on another day."""
    day = waiting([said], today).get(said.id)
    was = waiting([before], today).get(before.id) if before else None
    return Waiting(said, first_day(day)) if day and day != was else None


def _beginning(days: Sequence[date], turns: Sequence[tuple[date, bool]], turn: tuple[date, bool]) -> date | None:
    """The first of the days without a gap before a turn on which it holds; nothing where it holds on all of them."""
    at = days.index(turn[0])
    while at > 0 and (days[at - 1], turn[1]) in turns:
        at -= 1
    return days[at] if at > 0 else None


def _days(documents: Sequence[Document], id_: str) -> Iterator[date]:
    """The days on which something may begin or end by what one document says, and the day before each."""
    by_id = {document.id: document for document in documents}
    document = by_id.get(id_)
    replacing = [by_id.get(document.superseded_by or "")] if document else []
    for one in filter(None, (document, *replacing)):
        beginnings = [first_day(one.effective)] if one.effective else []
        endings = [last_day(one.expires) + timedelta(days=1)] if one.expires else []
        for day in (*beginnings, *endings):
            yield day - timedelta(days=1)
            yield day
