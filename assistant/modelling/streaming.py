"""A chat model for the whole process: within a deadline, few at once, tried again once, left alone when it fails."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.modelling.background import BackgroundLoop
from assistant.modelling.breaking import CircuitBreaker
from assistant.modelling.counts import Tally, TokenCounts
from assistant.modelling.failures import FailureKind, ModelFailure
from assistant.modelling.thinking import ThoughtFilter
from assistant.modelling.turns import Asked, ChatTurn

if TYPE_CHECKING:
    from assistant.modelling.chatting import Connection
    from assistant.settings import ModelSettings

_CHARACTERS_A_TOKEN = 8  # more than any tokenizer needs on average, in either language
_PATIENCE_SECONDS = 2.0  # for a place among those that are answered at once
_PAUSE_SECONDS = 0.3  # before another try
_GRACE_SECONDS = 1.0  # for an event loop that is held up
_CUT_OFF = {"length", "max_tokens", "content_filter", "safety", "recitation"}


class ChatModel:
    """A model that answers in pieces; threads share it."""

    def __init__(self, connection: Connection, settings: ModelSettings, breaker: CircuitBreaker | None = None) -> None:
        self.name = settings.name
        self._connection = connection
        self._settings = settings
        self._tells_ending = settings.provider == "openai"
        self._breaker = breaker or CircuitBreaker()
        self._places = threading.BoundedSemaphore(settings.at_once)
        self._loop = BackgroundLoop()
        self._tally = Tally()

    @property
    def counts(self) -> TokenCounts:
        """What has been asked so far."""
        return self._tally.counts()

    def stream(self, turns: Sequence[ChatTurn], seconds: float, *, as_json: bool = False) -> Generator[str, None, None]:
        """The answer in pieces as they arrive, none empty, all within `seconds` or the deadline of the settings.

        With `as_json` a server that can is asked for one JSON object. Raises `ModelFailure`, also after pieces. Closing
        the generator ends the request.
        """
        asked = Asked(tuple(turns), as_json)
        return self._guarded(asked, min(seconds, self._settings.deadline_seconds))

    def close(self) -> None:
        """End all requests and let go of open connections."""
        self._loop.start(self._connection.close()).result()
        self._loop.close()

    def _guarded(self, asked: Asked, seconds: float) -> Generator[str, None, None]:
        ends = time.monotonic() + seconds
        if not self._places.acquire(timeout=max(0.0, min(_PATIENCE_SECONDS, seconds))):
            raise self._counted(ModelFailure(FailureKind.TOO_MANY))
        try:
            if not self._breaker.enter():
                raise self._counted(ModelFailure(FailureKind.OPEN_CIRCUIT))
            report = self._breaker.left
            try:
                yield from self._tries(asked, ends)
                report = self._breaker.succeeded
            except ModelFailure as failure:
                # A request that was given little time says little about the model.
                hurried = failure.kind is FailureKind.TIMED_OUT and seconds < self._settings.deadline_seconds / 2
                if failure.kind is FailureKind.STOPPED_SHORT:
                    report = self._breaker.succeeded
                elif not hurried:
                    report = self._breaker.failed
                raise
            finally:
                report()
        finally:
            self._places.release()

    def _counted(self, failure: ModelFailure) -> ModelFailure:
        self._tally.failed(failure.kind)
        return failure

    def _tries(self, asked: Asked, ends: float) -> Generator[str, None, None]:
        left = self._settings.retries
        while True:
            began = False
            try:
                for piece in self._one_try(asked, ends):
                    began = True
                    yield piece
                return
            except ModelFailure as failure:
                self._counted(failure)
                pause = _PAUSE_SECONDS if failure.retry_after_seconds is None else failure.retry_after_seconds
                if began or not left or not failure.passing or time.monotonic() + pause >= ends:
                    raise
            left -= 1
            time.sleep(pause)

    def _one_try(self, asked: Asked, ends: float) -> Generator[str, None, None]:
        self._tally.asked()
        arrived: queue.SimpleQueue[str | ModelFailure | None] = queue.SimpleQueue()
        running = self._loop.start(self._receive(asked, ends, arrived))
        try:
            while True:
                try:
                    item = arrived.get(timeout=max(0.0, ends - time.monotonic()) + _GRACE_SECONDS)
                except queue.Empty:
                    item = ModelFailure(FailureKind.TIMED_OUT)
                if item is None:
                    return
                if isinstance(item, ModelFailure):
                    raise item
                yield item
        finally:
            running.cancel()

    async def _receive(self, asked: Asked, ends: float, arrived: queue.SimpleQueue[str | ModelFailure | None]) -> None:
        failure: ModelFailure | None = None
        try:
            async with asyncio.timeout(max(0.0, ends - time.monotonic())):
                await self._relay(asked, arrived)
        except ModelFailure as raised:
            failure = raised
        except TimeoutError:
            failure = ModelFailure(FailureKind.TIMED_OUT)
        except asyncio.CancelledError:
            arrived.put(ModelFailure(FailureKind.STOPPED_SHORT))  # nobody is to wait for what was ended from outside
            raise
        arrived.put(failure)

    async def _relay(self, asked: Asked, arrived: queue.SimpleQueue[str | ModelFailure | None]) -> None:
        """Put the pieces into the queue; raises `ModelFailure` for an answer that is not whole."""
        thoughts = ThoughtFilter()
        allowed = self._settings.most_tokens * _CHARACTERS_A_TOKEN
        prompt_tokens = completion_tokens = 0
        ending, said = None, False
        try:
            async with aclosing(self._connection.chunks(asked)) as chunks:
                async for chunk in chunks:
                    ending = chunk.ending or ending
                    # Some servers tell the sum so far with each chunk.
                    prompt_tokens = max(prompt_tokens, chunk.prompt_tokens)
                    completion_tokens = max(completion_tokens, chunk.completion_tokens)
                    if piece := thoughts.feed(chunk.text[:allowed]):
                        said = said or not piece.isspace()
                        arrived.put(piece)
                    allowed -= len(chunk.text)
                    if allowed < 0:
                        raise ModelFailure(FailureKind.ENDLESS)
        finally:
            self._tally.used(prompt_tokens, completion_tokens)
        if piece := thoughts.finish():
            said = True
            arrived.put(piece)
        if (ending or "").lower() in _CUT_OFF or (said and ending is None and self._tells_ending):
            raise ModelFailure(FailureKind.STOPPED_SHORT)
        if not said:
            raise ModelFailure(FailureKind.EMPTY)


def chat_model(settings: ModelSettings) -> ChatModel | None:
    """The chat model of the settings, or none where they name none. Raises `SettingsError`."""
    if not settings.name:
        return None
    # LangChain is loaded only where there is a model.
    from assistant.modelling.chatting import Connection

    return ChatModel(Connection(settings), settings)
