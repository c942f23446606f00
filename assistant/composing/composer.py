"""The composer that writes with a language model, and gives what was found without it where that fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from threading import Thread

from assistant.answers import Answer, Piece, Sentence
from assistant.assembly import OpenIndex
from assistant.composing.drafting import Draft
from assistant.composing.exhibits import exhibits_of
from assistant.composing.prompting import all_prompts, asking
from assistant.composing.writing import Writing
from assistant.conversations import Conversation
from assistant.modelling import ChatModel, ModelFailure, TokenCounts
from assistant.replies import reply
from assistant.supporting import SupportTools
from assistant.ways import Found
from index.errors import SearchIndexError

logger = logging.getLogger(__name__)

_TO_TELL_SECONDS = 0.25  # what is left of the time to give the plain answer in it


class Composer:
    """Writes with one model; an answer takes at most so many seconds. Threads share it."""

    def __init__(self, model: ChatModel, seconds: float) -> None:
        self._model = model
        self._seconds = seconds - min(_TO_TELL_SECONDS, seconds / 10)
        self._tools: tuple[OpenIndex, SupportTools] | None = None

    def counts(self) -> TokenCounts:
        """What has been asked of the model so far."""
        return self._model.counts

    def compose(
        self, found: Found, conversation: Conversation, index: OpenIndex, on: date, seconds_spent: float
    ) -> Generator[Piece]:
        """The answer to what was found, sentence by sentence, each of which was found to hold.

        The last piece is whole. Where nothing that holds answers it is the answer that was found, and where the model
        fails the same with a sentence that says so.
        """
        question, until = found.question, time.monotonic() + self._seconds - seconds_spent
        exhibits = exhibits_of(found, index)
        draft = Draft(found, exhibits, index, on)
        piece = Piece(draft.so_far())
        earlier = [turn.question for turn in conversation.turns]
        try:
            writing = Writing(self._model, question, exhibits, self._tools_of(index), until)
            for has_grown in writing.into(draft, asking(question, earlier, exhibits)):
                # What holds and answers nothing is not worth showing before something that does.
                piece = Piece(draft.so_far()) if has_grown and writing.has_answer else piece
                yield piece
        except (ModelFailure, SearchIndexError) as failure:
            logger.warning("the plain answer is given: %s %s", failure, failure.remedy)
            yield Piece(_plainly(found.answer), is_whole=True)
            return
        is_answer = draft.size and writing.has_answer
        yield Piece(draft.whole() if is_answer else found.answer, is_whole=True)

    def _tools_of(self, index: OpenIndex) -> SupportTools:
        """The tools of the index that is open, kept until another one is."""
        kept = self._tools
        if kept is None or kept[0] is not index:
            self._tools = kept = index, SupportTools.of(index, all_prompts())
            # What the first sentence would wait for, made ready while the model is thinking of it.
            Thread(target=kept[1].warm, name="warming", daemon=True).start()
        return kept[1]


def _plainly(answer: Answer) -> Answer:
    """The answer, with word that no model wrote it although one should have."""
    said = Sentence(reply("plainly", answer.script), framing=True)
    return replace(answer, sentences=(said, *answer.sentences))
