"""The desk: where every question comes in, whatever brought it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

from assistant.answers import Piece
from assistant.conversations import Conversation
from corpus.schemas import ProfileFile
from ui.answering import Answering

Channel = Literal["page", "embed", "api", "openai", "mcp", "staff"]
"""What a question came through."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Which conversation a question belongs to, by a random id that tells nothing of who asks, and how it came in."""

    session: str
    channel: Channel


class Desk:
    """Hands the questions of every channel to one assistant."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    @property
    def profile(self) -> ProfileFile | None:
        """Who answers."""
        return self._assistant.profile

    def stream(self, conversation: Conversation, visit: Visit) -> Generator[Piece]:  # noqa: ARG002
        """The answer as it comes, verified piece by piece; the last one is whole."""
        yield from self._assistant.stream(conversation)
