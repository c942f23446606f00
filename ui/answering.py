"""What the chat asks of the assistant."""

from __future__ import annotations

from typing import Protocol

from assistant.answers import Answer
from assistant.conversations import Conversation
from corpus.schemas import ProfileFile


class Answering(Protocol):
    """An assistant over the public shelf."""

    @property
    def profile(self) -> ProfileFile | None: ...

    def answer(self, conversation: Conversation) -> Answer: ...
