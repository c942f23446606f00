"""What the page asks of the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answers import Answer
from assistant.conversations import Conversation
from assistant.views import DocumentView, RecordsView
from corpus.schemas import Language, ProfileFile


class Answering(Protocol):
    """An assistant over the public shelf."""

    @property
    def profile(self) -> ProfileFile | None: ...

    def answer(self, conversation: Conversation) -> Answer: ...

    def document(self, document_id: str) -> DocumentView | None: ...

    def documents(self) -> tuple[DocumentView, ...]: ...

    def records(self, entity: str, ids: Sequence[str], language: Language) -> RecordsView | None: ...
