"""Errors in words: a page in the reader's language, or JSON for a script; never a traceback."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.pages import Pages
from ui.references import new_reference

logger = logging.getLogger(__name__)


def answer_refusals_in_words(app: FastAPI, pages: Pages) -> None:
    """Gives the application its page for addresses that do not exist or make no sense."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and _wants_page(request):
            return pages.response("error.html", request, 404, problem="not_found", reference="")
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    async def senseless(request: Request, _: RequestValidationError) -> Response:
        return await refused(request, HTTPException(404))


class Apologies:
    """Answers for a request that failed unexpectedly, with a reference that is also in the log."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception:
            if scope["type"] != "http" or started:
                raise
            reference = new_reference()
            logger.exception("a page failed, reference %s", reference)
            response = self._apology(Request(scope), reference)
            await response(scope, receive, send)

    def _apology(self, request: Request, reference: str) -> Response:
        if not _wants_page(request):
            return JSONResponse({"detail": "Internal error", "reference": reference}, 500)
        return self._pages.response("error.html", request, 500, problem="broken", reference=reference)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
