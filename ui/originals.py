"""The files that documents were read from, to be downloaded."""

from __future__ import annotations

from pathlib import PurePath

from fastapi import APIRouter, HTTPException
from starlette.responses import FileResponse

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
    """The route by which originals are downloaded."""
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

    return routes
