"""What every response says about safety, and what a request may not bring."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.refusals import refusal
from ui.embedding.embeds import EMBED_PATH, Embeds

BODY_LIMIT_BYTES = 1_000_000  # a question of 100,000 characters fits and is answered politely
BODY_SECONDS = 20.0

_POLICY = (
    "default-src 'self'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors {ancestors}"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
# With these a stranger could name the host under which Gradio builds its addresses.
_UNTRUSTED = (b"x-forwarded-host", b"x-gradio-server")
_KEPT_FOREVER = ("/assets/", "/static/", "/page/")


def new_nonce(request: Request) -> str:
    """A fresh nonce for this page's inline scripts; the response's policy will allow it."""
    nonce = secrets.token_urlsafe(16)
    request.state.nonce = nonce
    return nonce


class SecurityHeaders:
    """Adds the content security policy and its companions to every response; only the page for it may be framed."""

    def __init__(self, app: ASGIApp, embeds: Embeds) -> None:
        self._app = app
        self._embeds = embeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["headers"] = [header for header in scope["headers"] if header[0] not in _UNTRUSTED]
        state = scope.setdefault("state", {})
        may_be_framed = scope["path"] == EMBED_PATH and bool(self._embeds.origins)
        ancestors = self._embeds.frame_ancestors if may_be_framed else "'none'"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                nonce = state.get("nonce")
                headers["Content-Security-Policy"] = _POLICY.format(
                    nonce=f" 'nonce-{nonce}'" if nonce else "", ancestors=ancestors
                )
                for name, value in _HEADERS.items():
                    headers[name] = value
                if may_be_framed:  # it can name one origin at most, or none
                    del headers["X-Frame-Options"]
                if message["status"] == 200 and scope["path"].startswith(_KEPT_FOREVER):
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Refuses a request whose body is larger than the limit, whether or not it says so, or is not there in time.

    What is `free` of it is taken in piece by piece by whoever it is for, who sets limits of their own.
    """

    def __init__(self, app: ASGIApp, free: Callable[[Scope], bool] = lambda _: False) -> None:
        self._app = app
        self._free = free

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS") or self._free(scope):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _whole(receive)
        except TimeoutError:
            late = PlainTextResponse("The request did not come in time.", 408)
            await (refusal(Request(scope), 408) or late)(scope, receive, send)
            return
        if body is None:
            return
        if len(body) > BODY_LIMIT_BYTES:
            large = PlainTextResponse("The request is too large.", 413)
            await (refusal(Request(scope), 413) or large)(scope, receive, send)
            return
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, receive_again, send)


async def _whole(receive: Receive) -> bytes | None:
    """The body up to what is more than the limit; nothing when the client has left."""
    body, more = b"", True
    while more and len(body) <= BODY_LIMIT_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body
