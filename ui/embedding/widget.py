"""The script that puts the assistant on another site."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import FileResponse

from ui.pages import STATIC_FOLDER

WIDGET_PATH = "/widget.js"

_HEADERS = {"Cache-Control": "public, max-age=600", "Cross-Origin-Resource-Policy": "cross-origin"}


def widget_routes() -> APIRouter:
    """The route of /widget.js, which sites of any origin may load; whether they may frame the chat is told there."""
    routes = APIRouter()

    @routes.get(WIDGET_PATH)
    def script() -> FileResponse:
        return FileResponse(STATIC_FOLDER / "widget.js", media_type="text/javascript", headers=_HEADERS)

    return routes
