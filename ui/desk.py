"""The desk: where every question comes in, whatever brought it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from assistant.answers import Answer, Outcome, Piece, Sentence
from assistant.conversations import Conversation
from assistant.keeping.feedback import Feedback
from assistant.keeping.keeper import Keeper, Receipt
from assistant.keeping.switches import Switch
from assistant.keeping.visits import Channel, Visit
from assistant.replies import reply
from corpus.languages import in_script, language_of, script_of
from corpus.schemas import ProfileFile
from ui.answering import Answering
from ui.running.answers import unavailable
from ui.running.limits import LimitName
from ui.running.service import Service

__all__ = ["Desk", "Visit"]


class Desk:
    """Hands the questions of every channel to one assistant, and what became of them to the keeper, if there is one."""

    def __init__(self, assistant: Answering, service: Service, keeper: Keeper | None = None) -> None:
        self._assistant = assistant
        self._service = service
        self._keeper = keeper

    @property
    def profile(self) -> ProfileFile | None:
        """Who answers."""
        return self._assistant.profile

    @property
    def days(self) -> int | None:
        """For how many days questions are kept; nothing where none are."""
        return self._keeper.days if self._keeper else None

    async def refusal(self, question: str, client: str, embed: str | None = None) -> Answer | None:
        """What is said where a client, or an embed, asks too often; nothing where it may, which is thereby counted."""
        names: dict[LimitName, str | None] = {"questions": client, "embed_questions": embed}
        for name, counted in names.items():
            if counted is not None and (seconds := await self._service.limits.seconds_to_wait(name, counted)):
                self._service.metrics.limited(name)
                return unavailable(name, question, seconds=str(seconds))
        return None

    def stream(self, conversation: Conversation, visit: Visit) -> Generator[Piece]:
        """The answer as it comes, verified piece by piece; the last one is whole.

        Where the channel is closed, the answer says so. A question is kept once its whole answer was handed out.
        """
        answer = None
        try:
            pieces = self._pieces(conversation, visit.channel)
            with closing(self._service.answers.watched(pieces, conversation.question, visit.channel)) as watched:
                for piece in watched:
                    answer = piece.answer if piece.is_whole else answer
                    yield piece
        except Exception:
            answer = unavailable("broken", conversation.question)
            raise
        finally:
            if answer and self._keeper:
                self._keeper.note(conversation.question, answer, visit)

    def take_feedback(self, given: Feedback) -> Receipt:
        """Store what a reader says of an answer; done means that it will not be lost."""
        receipt = self._keeper.take_feedback(given) if self._keeper else Receipt.UNKNOWN
        if receipt is Receipt.DONE:
            self._service.metrics.feedback("helpful" if given.helpful else "unhelpful")
        return receipt

    def forget(self, session: str) -> Receipt:
        """Remove all that is kept of a conversation."""
        return self._keeper.forget(session) if self._keeper else Receipt.DONE

    def _pieces(self, conversation: Conversation, channel: Channel) -> Generator[Piece]:
        question = conversation.question
        if self._keeper and (switch := self._keeper.closed(channel)):
            yield Piece(_closed(question, switch), is_whole=True)
            return
        with closing(self._assistant.stream(conversation)) as pieces:
            for piece in pieces:
                # What is broken names files and commands, which are for those who run the service: they have the log.
                is_broken = piece.answer.outcome is Outcome.UNAVAILABLE
                yield replace(piece, answer=unavailable("broken", question)) if is_broken else piece


def _closed(question: str, switch: Switch) -> Answer:
    """The answer where nothing is answered now, with what the bureau has to say about it."""
    script = script_of(question)
    said = [reply("closed", script)]
    if message := switch.message:
        chinese = in_script(message.zh, script)
        said.append(message.en if script == "latn" else chinese)
    sentences = tuple(Sentence(text, framing=True) for text in said)
    return Answer(question, language_of(question), script, Outcome.UNAVAILABLE, sentences)
