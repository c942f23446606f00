"""The proposer: one request to a model for a question that the rules made nothing of, and what of its answer holds."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from typing import Any

from assistant.answers import Outcome
from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.modelling import ChatModel, ChatTurn, ModelFailure
from assistant.proposing.parsing import object_in
from assistant.proposing.prompting import reading_question, reading_records
from assistant.proposing.readings import Reading
from assistant.proposing.record_queries import query_of
from assistant.proposing.whole_questions import fault_of_translation, fault_of_whole
from assistant.supporting import SupportTools
from assistant.understanding import cleaned
from assistant.ways import Found
from index.records.wording import in_words

logger = logging.getLogger(__name__)

_SHARE_OF_TIME = 3  # an answer's whole time is three times as long as what is spent on reading its question
_LONGEST = 4_000  # characters that are listened to
_REMEMBERED = 20  # turns
_LONGEST_TURN = 2_000  # characters


class Proposer:
    """Asks one model, at most once for a question, in a third of the seconds that an answer has. Threads share it."""

    def __init__(self, model: ChatModel, seconds: float) -> None:
        self._model = model
        self._seconds = seconds / _SHARE_OF_TIME
        self._tools: tuple[OpenIndex, SupportTools] | None = None

    def may_help(self, found: Found, conversation: Conversation) -> bool:
        """Whether the rules could not make sense of a question, or found nothing for it that was searched for."""
        if found.question.intent is not None:
            return False
        outcome, was_searched = found.answer.outcome, found.answer.likelihood is not None
        if outcome is Outcome.OUT_OF_SCOPE:
            return bool(conversation.turns)  # it may go on from them in a way that no rule knows
        return outcome is Outcome.NEEDS_DETAIL or (outcome is Outcome.NOT_FOUND and was_searched)

    def ask(self, found: Found, conversation: Conversation, index: OpenIndex) -> Asking:
        """A request for readings of a question, to be sent."""
        return Asking(self._model, self._seconds, found, conversation, index, self._tools_of(index))

    def _tools_of(self, index: OpenIndex) -> SupportTools:
        """The tools of the index that is open, kept until another one is."""
        kept = self._tools
        if kept is None or kept[0] is not index:
            self._tools = kept = index, SupportTools.of(index)
        return kept[1]


class Asking:
    """One request; `readings` are those that hold, once all has arrived."""

    def __init__(  # noqa: PLR0913, PLR0917 - made in one place
        self,
        model: ChatModel,
        seconds: float,
        found: Found,
        conversation: Conversation,
        index: OpenIndex,
        tools: SupportTools,
    ) -> None:
        self.readings: tuple[Reading, ...] = ()
        self._model = model
        self._seconds = seconds
        self._question = found.question
        self._turns = conversation.turns[-_REMEMBERED:]
        self._is_of_records = found.answer.outcome is Outcome.NEEDS_DETAIL
        self._vocabulary = index.record_vocabulary
        self._tools = tools

    def arrive(self) -> Generator[None]:
        """Send it, and go on whenever something has come. Closing the generator ends the request."""
        said = ""
        started = time.monotonic()
        try:
            with closing(self._model.stream(self._prompt(), self._seconds, as_json=True)) as pieces:
                for piece in pieces:
                    said += piece
                    if len(said) > _LONGEST:
                        break
                    yield
        except ModelFailure as failure:
            _kept(f"{failure} {failure.remedy}")
            return
        proposed = object_in(said)
        if proposed is None:
            _kept("the model proposed no JSON object")
            return
        self.readings = tuple(self._from_records(proposed) if self._is_of_records else self._from_texts(proposed))
        if self.readings:
            logger.info("a reading by the model holds, after %.2f s", time.monotonic() - started)
        else:
            _kept("nothing holds of what the model proposed")

    def _prompt(self) -> tuple[ChatTurn, ...]:
        if self._is_of_records and self._vocabulary is not None:
            return reading_records(self._question, self._turns, self._vocabulary)
        return reading_question(self._question, self._turns)

    def _from_texts(self, proposed: Mapping[str, Any]) -> Iterator[Reading]:
        question = self._question.text
        earlier = [said[:_LONGEST_TURN] for turn in self._turns for said in (turn.question, turn.answer) if said]
        whole = _text(proposed, "question")
        if self._turns and whole and whole != question:
            if fault := fault_of_whole(whole, question, earlier, self._tools):
                _kept(f"of the whole question, {fault}")
            else:
                yield Reading("whole", whole)
        if translation := _text(proposed, "translation"):
            if fault := fault_of_translation(translation, question, earlier, self._tools):
                _kept(f"of the translation, {fault}")
            else:
                yield Reading("translated", translation)

    def _from_records(self, proposed: Mapping[str, Any]) -> Iterator[Reading]:
        if self._vocabulary is None:
            return
        language = self._question.language
        earlier = [turn.question for turn in self._turns]
        query = query_of(proposed, self._question.text, earlier, self._vocabulary, language)
        if isinstance(query, str):
            _kept(f"of the query, {query}")
        else:
            yield Reading("records", in_words(query, language), query)


def _text(proposed: Mapping[str, Any], name: str) -> str:
    value = proposed.get(name)
    return cleaned(value) if isinstance(value, str) else ""


def _kept(why: str) -> None:
    logger.info("the reading of the rules is kept: %s", why)
