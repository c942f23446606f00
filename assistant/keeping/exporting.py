"""Exporting the log, for spreadsheets or for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from assistant.keeping.log_entries import LogEntry
from corpus.spreadsheets import Cell, csv_lines

CHINA = timezone(timedelta(hours=8))
"""The time of the bureau."""

_COLUMNS = (
    *("id", "session", "asked_at", "channel", "language", "script", "question", "answer", "outcome", "composer"),
    *("generation", "likelihood", "milliseconds", "first_sentence_ms", "sources", "helpful", "comment", "feedback_at"),
    *("state", "note", "handled_by", "handled_at"),
)


def as_csv(entries: Iterable[LogEntry]) -> Iterator[str]:
    """The entries as lines of CSV with a header; no cell is run as a formula."""
    return csv_lines(_rows(entries))


def as_json_lines(entries: Iterable[LogEntry]) -> Iterator[str]:
    """The entries as JSON, one a line, with every source by its id."""
    for entry in entries:
        values = _values(entry)
        values["sources"] = [
            {"kind": one.kind, "source": one.source, "places": one.places, "title": one.title, "as_of": one.as_of}
            for one in entry.question.citations
        ]
        yield json.dumps(values, ensure_ascii=False) + "\n"


def _rows(entries: Iterable[LogEntry]) -> Iterator[tuple[Cell, ...]]:
    yield _COLUMNS
    for entry in entries:
        yield tuple(_cell(value) for value in _values(entry).values())


def _values(entry: LogEntry) -> dict[str, object]:
    asked, said = entry.question, entry.feedback
    values: dict[str, object] = {name: getattr(asked, name, None) for name in _COLUMNS}
    values["sources"] = "; ".join(dict.fromkeys(one.source for one in asked.citations))
    values["asked_at"] = _moment(asked.asked_at)
    if said:
        values |= {"helpful": said.helpful, "comment": said.comment, "feedback_at": _moment(said.given_at)}
        values |= {"state": said.state, "note": said.note, "handled_by": said.handled_by}
        values["handled_at"] = _moment(said.handled_at)
    return values


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(CHINA).isoformat(timespec="seconds") if moment else None


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return Decimal(str(value))
    return None if value is None else str(value)
