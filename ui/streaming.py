"""Streaming: an answer that is made in a thread, read in the event loop, and left off when its reader leaves."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

from assistant.answers import Piece

_AT_ONCE = 64  # answers; one that waits for a model must not keep those waiting that need none
_SIGN_OF_LIFE_SECONDS = 1.0


class Streaming:
    """Threads for the answers of one page."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="answering")

    async def pieces(self, stream: Callable[[], Generator[Piece]]) -> AsyncGenerator[Piece | None]:
        """The pieces of an answer that bring something, and nothing after each second without one.

        When this is closed, the stream is closed with its next piece.
        """
        loop = asyncio.get_running_loop()
        arrived: asyncio.Queue[Piece | Exception | None] = asyncio.Queue()
        has_left = threading.Event()

        def hand_over(item: Piece | Exception | None) -> None:
            with suppress(RuntimeError):  # the server has stopped
                loop.call_soon_threadsafe(arrived.put_nowait, item)

        def read() -> None:
            try:
                with closing(stream()) as pieces:
                    known = None
                    for piece in pieces:
                        if has_left.is_set():
                            return
                        if piece.is_whole or piece.answer.sentences != known:
                            known = piece.answer.sentences
                            hand_over(piece)
            except Exception as error:  # told where it is awaited
                hand_over(error)
            finally:
                hand_over(None)

        self._threads.submit(read)
        try:
            while True:
                try:
                    item = await asyncio.wait_for(arrived.get(), _SIGN_OF_LIFE_SECONDS)
                except TimeoutError:
                    yield None
                    continue
                if item is None:
                    return
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            has_left.set()
