"""The files that documents were read from, to be downloaded, and their pages as pictures."""

from __future__ import annotations

from pathlib import PurePath

from fastapi import APIRouter, HTTPException
from starlette.responses import FileResponse, Response

from assistant.browsing import Browsing

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MACROS = "macroEnabled.12"
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".docm": f"application/vnd.ms-word.document.{_MACROS}",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".xlsm": f"application/vnd.ms-excel.sheet.{_MACROS}",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".pptm": f"application/vnd.ms-powerpoint.presentation.{_MACROS}",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".eml": "message/rfc822",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
}
_UNKNOWN = "application/octet-stream"


def original_routes(library: Browsing) -> APIRouter:
    """The routes by which originals are downloaded and seen."""
    routes = APIRouter()

    @routes.get("/documents/{document_id}/original")
    def original(document_id: str) -> FileResponse:
        found = library.original(document_id)
        if found is None:
            raise HTTPException(404)
        return FileResponse(
            found.path,
            media_type=_TYPES.get(PurePath(found.name).suffix.lower(), _UNKNOWN),
            filename=found.name,  # always as an attachment: a web page of somebody else must not run as ours
            headers={"Cache-Control": "private, no-cache"},
        )

    @routes.get("/documents/{document_id}/pages/{number:int}.png")
    def picture(document_id: str, number: int) -> Response:
        found = library.page_picture(document_id, number)
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="image/png", headers={"Cache-Control": "private, max-age=300"})

    return routes
