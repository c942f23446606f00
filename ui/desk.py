"""The desk: where every question comes in, whatever brought it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

from assistant.answers import Answer, Piece
from assistant.conversations import Conversation
from corpus.schemas import ProfileFile
from ui.answering import Answering
from ui.running.answers import unavailable
from ui.running.service import Service

Channel = Literal["page", "embed", "api", "openai", "mcp", "staff"]
"""What a question came through."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Which conversation a question belongs to, by a random id that tells nothing of who asks, and how it came in."""

    session: str
    channel: Channel


class Desk:
    """Hands the questions of every channel to one assistant."""

    def __init__(self, assistant: Answering, service: Service) -> None:
        self._assistant = assistant
        self._service = service

    @property
    def profile(self) -> ProfileFile | None:
        """Who answers."""
        return self._assistant.profile

    async def refusal(self, question: str, client: str) -> Answer | None:
        """What a client is told that asks too often; nothing where it may ask, which is thereby counted."""
        seconds = await self._service.limits.seconds_to_wait("questions", client)
        if not seconds:
            return None
        self._service.metrics.limited("questions")
        return unavailable("questions", question, seconds=str(seconds))

    def stream(self, conversation: Conversation, visit: Visit) -> Generator[Piece]:
        """The answer as it comes, verified piece by piece; the last one is whole."""
        pieces = self._assistant.stream(conversation)
        yield from self._service.answers.watched(pieces, conversation.question, visit.channel)
