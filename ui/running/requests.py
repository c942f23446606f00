"""Requests: each is given an id, counted, traced and logged by its route, never by what its address says."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.running.logs import REQUEST_ID
from ui.running.metrics import Metrics
from ui.running.traces import Traces

logger = logging.getLogger(__name__)

_GIVEN_ID = re.compile(r"[0-9a-f]{32}")  # as nginx makes them
_FAMILIES = re.compile(
    r"(?:/embed|/staff/chat)?/(?:assets|static|page|gradio_api/heartbeat|gradio_api|theme\.css)(?=/|$)"
)
_UNLOGGED = re.compile(
    r"(?:/embed|/staff/chat)?/(?:assets|static|page|theme\.css|gradio_api/heartbeat)|/healthz|/readyz"
)
_LEFT = 499  # as nginx says of a client that closed before it was answered


class Requests:
    """Watches every request from its start to its end."""

    def __init__(self, app: ASGIApp, metrics: Metrics, traces: Traces) -> None:
        self._app = app
        self._metrics = metrics
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(16)
        started, status = time.perf_counter(), _LEFT

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        with _named(request_id), self._traces.request(scope["method"]) as note:
            try:
                await self._app(scope, receive, send_with_id)
            finally:
                route = _route(scope)
                note("http.request.method", scope["method"])
                note("http.route", route)
                note("http.response.status_code", status)
                self._metrics.request(route, status)
                if not _UNLOGGED.fullmatch(route):
                    passed = round((time.perf_counter() - started) * 1000)
                    said = {"method": scope["method"], "route": route, "status": status, "milliseconds": passed}
                    logger.info("request", extra=said)


@contextmanager
def _named(request_id: str) -> Iterator[None]:
    token = REQUEST_ID.set(request_id)
    try:
        yield
    finally:
        REQUEST_ID.reset(token)


def _route(scope: Scope) -> str:
    """One of few names, whatever was asked for: the pattern of the route, or the family of files."""
    if family := _FAMILIES.match(scope["path"]):
        return family[0]
    if scope["path"] in ("/", "/embed", "/mcp"):
        return str(scope["path"])
    return scope.get("root_path", "") + str(getattr(scope.get("route"), "path", "")) or "other"
