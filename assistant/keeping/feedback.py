"""Feedback: what readers said of an answer, and what the bureau made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import select, update

from assistant.keeping.databases import insert_into
from assistant.keeping.questions import kept_text
from assistant.keeping.stores import Store
from assistant.keeping.tables import feedback, questions

FeedbackState = Literal["new", "seen", "done"]
FEEDBACK_STATES: tuple[FeedbackState, ...] = get_args(FeedbackState)

COMMENT_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Feedback:
    """Whether an answer helped, with what the reader wrote about it, if anything."""

    question_id: str
    helpful: bool
    comment: str = ""


class FeedbackBook:
    """The feedback of a store: at most one on each question, of which the last word counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def give(self, given: Feedback) -> bool:
        """Store feedback, masked; when this returns it will not be lost. False where there is no such question.

        Without a comment, one that was given before stays. Feedback that has changed is new again.
        Raises `KeepingError`.
        """
        comment = kept_text(given.comment.strip(), COMMENT_LENGTH)
        values = {"helpful": given.helpful, "given_at": datetime.now(UTC), "state": "new"}
        changed = {**values, "comment": comment} if comment else values
        with self._store.writing() as connection:
            if connection.scalar(select(questions.c.id).where(questions.c.id == given.question_id)) is None:
                return False
            connection.execute(
                insert_into(connection, feedback)
                .values(question_id=given.question_id, comment=comment, note="", **values)
                .on_conflict_do_update(index_elements=[feedback.c.question_id], set_=changed)
            )
        return True

    def handle(self, question_id: str, state: FeedbackState, note: str, by: str) -> bool:
        """Say what became of feedback. False where there is none on this question. Raises `KeepingError`."""
        handled = {"state": state, "note": note.strip(), "handled_by": by, "handled_at": datetime.now(UTC)}
        with self._store.writing() as connection:
            found = connection.execute(update(feedback).where(feedback.c.question_id == question_id).values(handled))
            return found.rowcount == 1
