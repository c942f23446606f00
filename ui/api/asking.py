"""Asking: a question of a program, answered piece by piece or whole, and left off when the program leaves."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

from fastapi import Request

from assistant.answers import Answer, Outcome, Piece
from assistant.conversations import Conversation
from ui.desk import Desk, Visit
from ui.streaming import Streaming


class Unavailable(Exception):
    """There is no answer now; the message says why: closed, too busy, or broken."""


class Asking:
    """Brings the questions of programs to the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._streaming = Streaming()

    async def pieces(self, conversation: Conversation, visit: Visit) -> AsyncGenerator[Piece | None]:
        """The answer as it comes, and nothing each second without a piece. Raises `Unavailable`.

        When this is closed, so is the request to the model.
        """
        async with aclosing(self._streaming.pieces(partial(self._desk.stream, conversation, visit))) as pieces:
            async for piece in pieces:
                if piece is not None and piece.answer.outcome is Outcome.UNAVAILABLE:
                    raise Unavailable(piece.answer.text)
                yield piece

    async def answer(self, conversation: Conversation, visit: Visit, request: Request | None = None) -> Answer | None:
        """The whole answer; nothing when whoever sent the request has left before. Raises `Unavailable`."""
        async with aclosing(self.pieces(conversation, visit)) as pieces:
            async for piece in pieces:
                if piece is None:
                    if request is not None and await request.is_disconnected():
                        return None
                elif piece.is_whole:
                    return piece.answer
        return None
