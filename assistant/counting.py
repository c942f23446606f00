"""Counting: questions over records, understood from their words and those before, and answered from all rows."""

from __future__ import annotations

from datetime import date

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.record_answers import RecordAnswer, record_answer
from assistant.record_lookups import lookup_answer
from assistant.record_questions import Doubt, Lookup, NeedsDetail, Understood, understand_records
from corpus.languages import script_of
from index.records.queries import QueryPair, RecordQuery
from index.records.store import RecordStore

__all__ = ["RecordAnswer", "counted", "may_be_of_texts"]

_REMEMBERED = 20  # turns


def counted(conversation: Conversation, index: OpenIndex, today: date) -> RecordAnswer | NeedsDetail | None:
    """What the records say to a conversation's last question, or what of it is not clear; nothing when it is of texts.

    Raises `SearchIndexError`.
    """
    if index.records is None or index.record_vocabulary is None:
        return None
    previous: RecordQuery | QueryPair | Lookup | None = None
    for turn in conversation.turns[-_REMEMBERED:]:
        earlier = understand_records(turn.question, index.record_vocabulary, today, previous)
        asked = earlier.query if isinstance(earlier, Understood) else earlier
        previous = None if isinstance(asked, NeedsDetail) else asked
    understood = understand_records(conversation.question, index.record_vocabulary, today, previous)
    if not isinstance(understood, Understood | Lookup) and (one := _only_record(index.records, previous)):
        looked_up = understand_records(conversation.question, index.record_vocabulary, today, one)
        understood = looked_up if isinstance(looked_up, Lookup) else understood
    script = script_of(conversation.question)
    if isinstance(understood, Lookup):
        return lookup_answer(index.records, understood, script)
    if isinstance(understood, Understood):
        return record_answer(index.records, understood, script)
    return understood


def _only_record(store: RecordStore, previous: RecordQuery | QueryPair | Lookup | None) -> Lookup | None:
    """The one record that the query before found, which the next question may be about."""
    if not isinstance(previous, RecordQuery) or previous.aggregate not in ("list", "top"):
        return None
    ids = store.answer(previous).ids
    return Lookup(previous.entity, ids, ()) if len(ids) == 1 else None


def may_be_of_texts(found: NeedsDetail) -> bool:
    """Whether words that the records do not know may be those of a text."""
    return found.doubt is Doubt.UNKNOWN_WORDS
