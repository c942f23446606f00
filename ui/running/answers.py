"""Answers: how many are made at once, how they end and how long they take."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator
from contextlib import closing

from assistant.answers import Answer, Outcome, Piece, Sentence
from assistant.replies import reply
from corpus.languages import language_of, script_of
from ui.running.metrics import Metrics
from ui.running.readiness import Readiness, State
from ui.running.traces import Traces

logger = logging.getLogger(__name__)


class Answers:
    """Lets so many answers be made at once, and watches them; threads share it."""

    def __init__(self, at_once: int, readiness: Readiness, metrics: Metrics, traces: Traces) -> None:
        self._at_once = at_once
        self._readiness = readiness
        self._metrics = metrics
        self._traces = traces
        self._lock = threading.Lock()
        self._count = 0

    @property
    def count(self) -> int:
        """How many are being made now."""
        return self._count

    def watched(self, pieces: Generator[Piece], question: str, channel: str) -> Generator[Piece]:
        """The pieces as they come; where no more answers can be made, one piece that says so."""
        refusal = self._refusal()
        if refusal:
            pieces.close()
            self._metrics.limited(refusal)
            busy = unavailable(refusal, question)
            self._metrics.question(channel, busy.outcome, busy.composer, busy.language)
            yield Piece(busy, is_whole=True)
            return
        try:
            yield from self._timed(pieces, channel)
        finally:
            with self._lock:
                self._count -= 1

    def _refusal(self) -> str:
        """Why no more answers are made, or nothing; a place is then taken."""
        if self._readiness.state is State.STOPPING:
            return "stopping"
        with self._lock:
            if self._at_once and self._count >= self._at_once:
                return "answers_at_once"
            self._count += 1
        return ""

    def _timed(self, pieces: Generator[Piece], channel: str) -> Generator[Piece]:
        started, has_begun = time.perf_counter(), False
        outcome, composer, language = "left", "none", "none"  # as long as nothing else is known
        with self._traces.answer(channel) as note, closing(pieces):
            try:
                for piece in pieces:
                    if piece.answer.sentences and not has_begun:
                        has_begun = True
                        self._metrics.first_sentence(channel, time.perf_counter() - started)
                    composer, language = piece.answer.composer, piece.answer.language
                    if piece.is_whole:
                        outcome = piece.answer.outcome.value
                    yield piece
            except Exception:
                outcome = "failed"
                raise
            finally:
                passed = time.perf_counter() - started
                self._metrics.whole_answer(channel, passed)
                self._metrics.question(channel, outcome, composer, language)
                note("smx.outcome", outcome)
                note("smx.composer", composer)
                said = {"channel": channel, "outcome": outcome, "composer": composer, "language": language}
                logger.info("answer", extra=said | {"milliseconds": round(passed * 1000)})


def unavailable(why: str, question: str, **values: str) -> Answer:
    """An answer in the question's language that says why there is none now."""
    script = script_of(question)
    said = Sentence(reply(f"refused_{why}", script, **values), framing=True)
    return Answer(question, language_of(question), script, Outcome.UNAVAILABLE, (said,))
