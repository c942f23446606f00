"""Rereading: a question answered as it was read anew, in the ways that any question is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.understanding import understand
from assistant.ways import Found, by_any_way, from_query, from_texts

if TYPE_CHECKING:
    from assistant.proposing import Reading


def answered_as_read(
    readings: Sequence[Reading], found: Found, conversation: Conversation, index: OpenIndex, today: date
) -> Found:
    """What the first reading that has an answer gives; what was found before where none has."""
    for reading in readings:
        again = _as_read(reading, found, conversation, index, today)
        if again is not None and again.answers:
            return replace(again, answer=replace(again.answer, question=found.answer.question))
    return found


def _as_read(reading: Reading, found: Found, conversation: Conversation, index: OpenIndex, today: date) -> Found | None:
    question = found.question
    if reading.query is not None:
        return from_query(replace(question, reading=reading.text), reading.query, index)
    if reading.kind == "translated":
        searched = replace(question, searches=(reading.text,), focus=None, reading=reading.text)
        return from_texts(searched, index, today)
    alone = replace(conversation, question=reading.text, turns=(), about=None)
    read = replace(understand(alone, index), script=question.script, reading=reading.text)
    return by_any_way(read, alone, index, today)
