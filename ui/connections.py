"""Connections: one whose request takes too long to be said, or is too long before its body begins, is closed."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""The longest time from a connection's start, or a request's first byte, to the end of its headers."""

HEAD_LIMIT_BYTES = 65_536
"""The largest address and headers together."""

_LISTENING = "/gradio_api/heartbeat/"  # by which an open page notices that the server goes away


class Connection(HttpToolsProtocol):
    """Reads requests with bounds on what comes before their bodies."""

    _waiting: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._heard()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what has come, unless it is too much for a head that has not ended."""
        super().data_received(data)
        if self._waiting is None:
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_LIMIT_BYTES and not self.transport.is_closing():
            self.send_400_response("The request's headers are too large.")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head of a request has ended."""
        self._heard()
        super().on_headers_complete()

    def shutdown(self) -> None:
        """Finish what is being sent; a page that only listens is let go at once."""
        super().shutdown()
        # There is none before the first request, whatever its type says.
        is_sending = getattr(self.cycle, "response_complete", True) is False
        if is_sending and _LISTENING in self.scope["path"]:
            self.transport.close()

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self.transport.close)
            self._head_bytes = 0

    def _heard(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
