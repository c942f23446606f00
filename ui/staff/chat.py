"""The chat of the staff: the same page as the public one, over both shelves, in an application of its own."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.browsing import Browsing
from ui.about import subject_in
from ui.gate import fetched, is_open
from ui.security import new_nonce
from ui.shell import chat_page
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH

CHAT_PATH = f"{STAFF_PATH}/chat"


class StaffChatGate:
    """Passes on what the chat page needs of Gradio, and puts its page into ours."""

    def __init__(self, gradio: ASGIApp, pages: StaffPages, library: Browsing) -> None:
        self._gradio = gradio
        self._pages = pages
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        path: str = scope["path"].removeprefix(CHAT_PATH)
        below = {**scope, "root_path": CHAT_PATH}
        if method == "GET" and path == "":
            await RedirectResponse(f"{CHAT_PATH}/", 307)(scope, receive, send)
        elif method == "GET" and path == "/":
            request = Request(scope)
            nonce = new_nonce(request)
            about = subject_in(self._library, request.query_params)
            page = chat_page(self._pages, request, nonce, await fetched(self._gradio, below, receive), about)
            await page(scope, receive, send)
        elif is_open(method, path):
            await self._gradio(below, receive, send)
        else:
            raise HTTPException(404)
