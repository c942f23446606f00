"""The keeper: what a serving process keeps of the questions of an audience, and whether it may answer them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from assistant.answers import Answer
from assistant.keeping.errors import KeepingError, Unreachable
from assistant.keeping.feedback import Feedback, FeedbackBook
from assistant.keeping.noting import Noting
from assistant.keeping.questions import QuestionLog, kept_question
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switch, Switches
from assistant.keeping.visits import Channel, Visit
from assistant.keeping.watching import Watching
from corpus.schemas import Audience

logger = logging.getLogger(__name__)

_SETTLING_SECONDS = 2.0
_BETWEEN_PURGES_SECONDS = 24 * 3600
_TRY_AGAIN_SECONDS = 60


class Receipt(StrEnum):
    """What became of feedback or of a wish to be forgotten."""

    DONE = "done"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"


class Keeper:
    """Keeps questions and feedback in a store and removes them when their time is over.

    Nothing here fails a reader's question: what goes wrong is logged. It has threads of its own; close it at the end.
    """

    def __init__(self, store: Store, audience: Audience, days: int) -> None:
        """Opens the store, or goes on without it while it cannot be reached. Raises any other `KeepingError`."""
        self._questions = QuestionLog(store)
        self._feedback = FeedbackBook(store)
        self.days = days
        try:
            store.open()
        except Unreachable as error:
            logger.error("questions are not kept yet: %s %s", error, error.remedy)
        self._watching = Watching(Switches(store)) if audience == "public" else None
        self._noting = Noting(self._questions.add)
        self._closing = threading.Event()
        self._purging = threading.Thread(target=self._purge_daily, name="purging", daemon=True)
        self._purging.start()

    def note(self, asked: str, answer: Answer, visit: Visit) -> None:
        """Keep a question and its answer; returns at once, whatever becomes of them."""
        now = datetime.now(UTC)
        self._noting.note(visit, lambda: kept_question(asked, answer, visit, now))

    def take_feedback(self, given: Feedback) -> Receipt:
        """Store feedback: when this says it is done, it will not be lost."""
        self._noting.settle(given.question_id, _SETTLING_SECONDS)
        return _received(lambda: self._feedback.give(given))

    def forget(self, session: str) -> Receipt:
        """Remove all that is kept of a conversation; when this says it is done, nothing of it will be found."""
        if not self._noting.forget(session, _SETTLING_SECONDS):
            return Receipt.UNAVAILABLE
        return _received(lambda: self._questions.forget(session) >= 0)

    def closed(self, channel: Channel) -> Switch | None:
        """The switch by which a channel is closed now, if it is."""
        return self._watching.closed(channel) if self._watching else None

    def close(self) -> None:
        """Store what waits and end the threads."""
        self._closing.set()
        if self._watching:
            self._watching.close()
        self._noting.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _purge_daily(self) -> None:
        pause = 0
        while not self._closing.wait(pause):
            try:
                removed = self._questions.purge(datetime.now(UTC) - timedelta(days=self.days))
                logger.info("removed %d questions older than %d days", removed, self.days)
                pause = _BETWEEN_PURGES_SECONDS
            except KeepingError as error:
                logger.error("old questions could not be removed yet: %s %s", error, error.remedy)
                pause = _TRY_AGAIN_SECONDS


def _received(store: Callable[[], bool]) -> Receipt:
    try:
        return Receipt.DONE if store() else Receipt.UNKNOWN
    except KeepingError as error:
        logger.error("feedback or a wish to be forgotten could not be stored: %s %s", error, error.remedy)
        return Receipt.UNAVAILABLE
