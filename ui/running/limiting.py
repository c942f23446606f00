"""Limiting: a client that asks too much is told when to come back, before anything else is done for it."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.pages import Pages
from ui.running.clients import client_of
from ui.running.limits import LimitName
from ui.running.service import Service

# Of the chat page only questions count as such, which are known where its events are understood (`ui.exchanging`).
_ASKING = re.compile(r"POST (?:/api/v1/(?:ask|match)|/v1/.*|/mcp/?)|GET /api/v1/search")
_FREE = re.compile(r"/(?:assets|static|page)/.*|/healthz|/readyz|/widget\.js")


class Limiting:
    """Answers 429 to a client that is over a limit, in the form it asked for."""

    def __init__(self, app: ASGIApp, pages: Pages, service: Service) -> None:
        self._app = app
        self._pages = pages
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _FREE.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        is_asking = _ASKING.fullmatch(f"{scope['method']} {scope['path']}")
        name: LimitName = "questions" if is_asking else "requests"
        client = client_of(request.client.host if request.client else None)
        seconds = await self._service.limits.seconds_to_wait(name, client)
        if not seconds:
            await self._app(scope, receive, send)
            return
        self._service.metrics.limited(name)
        response = self._refusal(request, seconds)
        response.headers["Retry-After"] = str(seconds)
        await response(scope, receive, send)

    def _refusal(self, request: Request, seconds: int) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return self._pages.response("error.html", request, 429, problem="too_many", reference=str(seconds))
        told = {"title": "Too many requests", "status": 429, "detail": f"Ask again in {seconds} seconds."}
        return JSONResponse(told, 429, media_type="application/problem+json")
