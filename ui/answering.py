"""What the chat asks of the assistant."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from assistant.answers import Piece
from assistant.conversations import Conversation
from corpus.schemas import ProfileFile


class Answering(Protocol):
    """An assistant over the public shelf."""

    @property
    def profile(self) -> ProfileFile | None: ...

    def stream(self, conversation: Conversation) -> Generator[Piece]: ...
