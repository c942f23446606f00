"""Limiting: a client that asks too much is told when to come back, before anything else is done for it."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.problems import Refusal, problem
from ui.embedding.embeds import Embeds
from ui.pages import Pages
from ui.running.clients import client_of
from ui.running.limits import LimitName
from ui.running.readiness import State
from ui.running.service import Service

# Of the chat page only questions count as such, which are known where its events are understood (`ui.exchanging`).
_ASKING = re.compile(r"POST (?:/api/v1/(?:ask|match|search)|/v1/.*|/mcp/?)|GET /api/v1/search")
_FREE = re.compile(
    r"(?:/embed|/staff/chat)?/(?:assets|static|page)/.*|/healthz|/readyz|/api/v1/(?:health|ready)|/widget\.js"
)
_RESTART_SECONDS = "60"


class Limiting:
    """Answers 429 to a client that is over a limit, in the form it asked for; notes which embed a request is of.

    While the process stops, programs that ask are told 503 before anything else, so that a proxy can ask another.
    """

    def __init__(self, app: ASGIApp, pages: Pages, service: Service, embeds: Embeds) -> None:
        self._app = app
        self._pages = pages
        self._service = service
        self._embeds = embeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _FREE.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if embed := self._embeds.of(scope):
            request.state.embed = f"{embed.origin} {embed.site}"
        is_asking = _ASKING.fullmatch(f"{scope['method']} {scope['path']}")
        if is_asking and self._service.readiness.state is State.STOPPING:
            self._service.metrics.limited("stopping")
            response: Response = problem(request, Refusal(503, headers={"Retry-After": _RESTART_SECONDS}))
            await response(scope, receive, send)
            return
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
        return problem(request, Refusal(429))
