"""Failing: an unexpected error of a mounted application becomes an apology in its own form, and a line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.references import new_reference

logger = logging.getLogger(__name__)


class Failing:
    """Answers for a request that failed, with a reference that is also in the log."""

    def __init__(self, app: ASGIApp, apology: Callable[[Request, str], Response]) -> None:
        self._app = app
        self._apology = apology

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ClientDisconnect:
            logger.debug("whoever asked has left")
        except Exception:
            if scope["type"] != "http" or started:
                raise
            reference = new_reference()
            logger.exception("a request failed, reference %s", reference)
            await self._apology(Request(scope), reference)(scope, receive, send)
