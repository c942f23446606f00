"""What of Gradio can be reached: its page, its files and its queue. Everything else it offers stays shut."""

from __future__ import annotations

import re

from fastapi import HTTPException, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.browsing import Browsing
from ui.about import subject_in
from ui.embedding.embeds import EMBED_PATH, Embeds
from ui.pages import Pages
from ui.security import new_nonce
from ui.shell import chat_page, embed_page

_OPEN = re.compile(
    r"GET /(?:assets|static)/[\w./-]+"
    r"|GET /theme\.css"
    r"|GET /gradio_api/(?:queue/data|heartbeat/\w+)"
    r"|POST /gradio_api/(?:queue/join|cancel|reset)"
)


class ChatGate:
    """Passes on only what the chat page needs, and puts Gradio's page into ours.

    Uploads, files, the schema of the interface, logins and the routes that skip the queue answer as if they were not
    there. The page in other sites' frames makes the same requests under a path of its own.
    """

    def __init__(self, gradio: ASGIApp, pages: Pages, library: Browsing, embeds: Embeds) -> None:
        self._gradio = gradio
        self._pages = pages
        self._library = library
        self._embeds = embeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise HTTPException(404)
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        path: str = scope["path"]
        if f"{method} {path}" == "GET /":
            await self._send_page(scope, receive, send)
        elif f"{method} {path}" == f"GET {EMBED_PATH}":
            await self._send_embed(scope, receive, send)
        elif is_open(method, path.removeprefix(EMBED_PATH)):
            await self._gradio(_below(scope), receive, send)
        else:
            raise HTTPException(404)

    async def _send_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        nonce = new_nonce(request)
        about = subject_in(self._library, request.query_params)
        page = chat_page(self._pages, request, nonce, await fetched(self._gradio, scope, receive), about)
        await page(scope, receive, send)

    async def _send_embed(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        embed = self._embeds.of(scope)
        if embed and self._embeds.contradicts(embed, request.headers.get("referer", "")):
            raise HTTPException(403, "The address names another site than the one it is framed by.")
        nonce = new_nonce(request)
        gradio_page = await fetched(self._gradio, _below({**scope, "path": f"{EMBED_PATH}/"}), receive)
        page = embed_page(self._pages, request, nonce, gradio_page, self._embeds)
        await page(scope, receive, send)


def _below(scope: Scope) -> Scope:
    """The request as Gradio takes it, which builds its addresses on the path it is mounted at."""
    return {**scope, "root_path": EMBED_PATH} if scope["path"].startswith(f"{EMBED_PATH}/") else scope


def is_open(method: str, path: str) -> bool:
    """Whether the chat page needs this of Gradio."""
    return bool(_OPEN.fullmatch(f"{method} {path}")) and ".." not in path


async def fetched(gradio: ASGIApp, scope: Scope, receive: Receive) -> str:
    """Gradio's own page, uncompressed."""
    plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    body: list[bytes] = []

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.body":
            body.append(message.get("body", b""))

    await gradio({**scope, "method": "GET", "query_string": b"", "headers": plain}, receive, keep)
    return b"".join(body).decode()
