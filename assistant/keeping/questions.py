"""Questions as they are kept: what was asked and answered, without the personal numbers in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, or_, select

from assistant.answers import Answer
from assistant.keeping.databases import insert_all
from assistant.keeping.masking import masked
from assistant.keeping.stores import Store
from assistant.keeping.tables import citations, questions
from assistant.keeping.visits import Channel, Visit

_KEPT_LENGTH = 4_000
_LONGEST_NUMBER = 200  # nothing that is masked is longer, so that none is cut before it is known for what it is
_KEPT_PLACES = 20
_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class KeptCitation:
    """A source of an answer: a document with the passage quoted, or an entity with the ids of its first records."""

    n: int
    kind: Literal["passage", "record"]
    source: str
    places: tuple[str, ...]
    title: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """One question and what became of it. `id` is known to whoever asked, so that feedback can name it.

    `session` is the conversation it belongs to; neither tells anything of who asked. Times are in milliseconds.
    """

    id: str
    session: str
    asked_at: datetime
    channel: Channel
    language: str
    script: str
    question: str
    answer: str
    outcome: str
    composer: str
    generation: str
    likelihood: float | None
    milliseconds: float | None
    first_sentence_ms: float | None
    citations: tuple[KeptCitation, ...] = ()


def kept_question(asked: str, answer: Answer, visit: Visit, asked_at: datetime) -> KeptQuestion:
    """A question, in the words it was asked in, and its answer as they are kept: masked and of bearable length."""
    return KeptQuestion(
        id=visit.asked,
        session=visit.session,
        asked_at=asked_at,
        channel=visit.channel,
        language=answer.language,
        script=answer.script,
        question=kept_text(asked),
        answer=kept_text(answer.text),
        outcome=answer.outcome.value,
        composer=answer.composer,
        generation=answer.generation,
        likelihood=answer.likelihood,
        milliseconds=answer.timings_ms.get("total"),
        first_sentence_ms=answer.timings_ms.get("first_sentence"),
        citations=tuple(_citations(answer)),
    )


def kept_text(text: str, length: int = _KEPT_LENGTH) -> str:
    """A reader's words as they are kept: masked, then cut, and without what a database cannot hold."""
    storable = text[: length + _LONGEST_NUMBER].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    found = masked(storable)
    return found if len(found) <= length else f"{found[: length - 1]}…"


def _citations(answer: Answer) -> Iterator[KeptCitation]:
    for cited in answer.citations:
        yield KeptCitation(cited.n, "passage", cited.document_id, (cited.passage_id,), cited.title, cited.as_of)
    if answer.records:
        for n, records in enumerate((answer.records, *answer.records.beside), start=len(answer.citations) + 1):
            yield KeptCitation(n, "record", records.entity, records.ids[:_KEPT_PLACES], records.title, records.as_of)


class QuestionLog:
    """The questions of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, noted: Sequence[KeptQuestion]) -> None:
        """Store questions; one that is there already stays as it is. Raises `KeepingError`."""
        if not noted:
            return
        rows = [{key: value for key, value in asdict(one).items() if key != "citations"} for one in noted]
        cited = [
            {"question_id": one.id, **asdict(citation), "places": json.dumps(citation.places, ensure_ascii=False)}
            for one in noted
            for citation in one.citations
        ]
        with self._store.writing() as connection:
            insert_all(connection, questions, rows)
            insert_all(connection, citations, cited)

    def forget(self, session: str) -> int:
        """Remove a conversation, named by its id or that of one of its questions, with the feedback on it.

        Gives the number of questions removed. Raises `KeepingError`.
        """
        named = select(questions.c.session).where(questions.c.id == session)
        with self._store.writing() as connection:
            whole = or_(questions.c.session == session, questions.c.session.in_(named))
            return connection.execute(delete(questions).where(whole)).rowcount

    def purge(self, before: datetime) -> int:
        """Remove what was asked before a moment, some at a time so that writers need not wait long.

        Gives the number of questions removed. Raises `KeepingError`.
        """
        removed = 0
        oldest = select(questions.c.id).where(questions.c.asked_at < before).limit(_AT_A_TIME)
        while True:
            with self._store.writing() as connection:
                count = connection.execute(delete(questions).where(questions.c.id.in_(oldest))).rowcount
            removed += count
            if count < _AT_A_TIME:
                return removed
