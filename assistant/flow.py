"""The flow: one question's way from text to a verified answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Answer, Outcome, Piece, Sentence
from assistant.asking_about import about_its_subject, named, questions_within
from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.current_index import CurrentIndex
from assistant.queueing import Places
from assistant.replies import reply
from assistant.rereading import answered_as_read
from assistant.statutes.locating import located_for_reader
from assistant.understanding import cleaned, understand
from assistant.ways import Found, by_any_way, from_articles, from_texts
from corpus.languages import language_of, script_of
from corpus.schemas import ProfileFile
from index.errors import SearchIndexError

if TYPE_CHECKING:
    from assistant.composing import Composer
    from assistant.proposing import Proposer

logger = logging.getLogger(__name__)

# Finding takes the processor, not time: more at once would only all be late. Those that wait come in turn.
_FINDING_AT_ONCE = 4


class Assistant:
    """Answers questions from one audience's shelves.

    With a composer, what was found is put into a model's words; with a proposer, a model may say how to read a question
    that the rules made nothing of.
    """

    def __init__(
        self,
        index: CurrentIndex,
        today: Callable[[], date] = date.today,
        composer: Composer | None = None,
        proposer: Proposer | None = None,
    ) -> None:
        self._index = index
        self._today = today
        self._composer = composer
        self._proposer = proposer
        self._finding = Places(_FINDING_AT_ONCE)

    @property
    def profile(self) -> ProfileFile | None:
        """Who speaks."""
        return self._index.get().profile

    def answer(self, conversation: Conversation) -> Answer:
        """A verified answer to a conversation's last question."""
        *_, last = self.stream(conversation)
        return last.answer

    def stream(self, conversation: Conversation) -> Generator[Piece]:
        """The answer as it comes, verified piece by piece; the last one is whole. Closing it ends the model's work."""
        clock = _Clock()
        try:
            index, today = self._index.get(), self._today()
            with self._finding.taken():
                found = self._found(conversation, index, today)
            if self._proposer and self._proposer.may_help(found, conversation):
                asking = self._proposer.ask(found, conversation, index)
                for _ in asking.arrive():
                    yield clock.timed(_nothing_yet(found.answer))
                with self._finding.taken():
                    found = answered_as_read(asking.readings, found, conversation, index, today)
            if self._composer and found.answers:
                for piece in self._composer.compose(found, conversation, index, today, clock.seconds):
                    yield clock.timed(piece)
                return
            answer = found.answer
        except SearchIndexError as error:
            logger.exception("a question could not be answered")
            answer = _unavailable(cleaned(conversation.question), error)
        yield clock.timed(Piece(answer, is_whole=True))

    def _found(self, conversation: Conversation, index: OpenIndex, today: date) -> Found:
        if found := from_articles(conversation, index, today) or _within_document(conversation, index, today):
            return found
        whole = about_its_subject(conversation, index)
        question = understand(whole, index)
        return by_any_way(question, whole, index, today)


class _Clock:
    """Milliseconds since a question came in, written into what is handed out."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._timings: dict[str, float] = {}

    @property
    def seconds(self) -> float:
        """How long ago that was."""
        return time.perf_counter() - self._started

    def timed(self, piece: Piece) -> Piece:
        """The piece with the whole time so far, and that of the first sentence where a model wrote it."""
        passed = round(self.seconds * 1000, 2)
        if piece.answer.composer == "model" and piece.answer.sentences:
            self._timings.setdefault("first_sentence", passed)
        timings = {**self._timings, "total": passed} if piece.answer.composer == "model" else {"total": passed}
        return replace(piece, answer=replace(located_for_reader(piece.answer), timings_ms=timings))


def _within_document(conversation: Conversation, index: OpenIndex, today: date) -> Found | None:
    """What the document that a conversation is about answers by itself; nothing where it does not."""
    only, asked = questions_within(conversation, index)
    for text in asked:
        question = understand(replace(conversation, question=text), index)
        if question.intent is None:
            found = from_texts(question, index, today, only)
            if found.answer.outcome is Outcome.ANSWERED:
                return replace(found, answer=replace(found.answer, question=named(conversation)))
    return None


def _nothing_yet(answer: Answer) -> Piece:
    """The moment at which someone who has stopped reading can leave off."""
    return Piece(replace(answer, sentences=(), citations=(), suggestions=()))


def _unavailable(text: str, error: SearchIndexError) -> Answer:
    script = script_of(text)
    said = Sentence(reply("unavailable", script, reason=f"{error} {error.remedy}"), framing=True)
    return Answer(text, language_of(text), script, Outcome.UNAVAILABLE, (said,))
