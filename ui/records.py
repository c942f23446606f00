"""The records that an answer was computed from, as a page."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse

from assistant.browsing import Browsing
from assistant.subjects import RecordKind
from corpus.schemas import Language
from ui.about import about_address
from ui.addresses import MOST_RECORDS
from ui.pages import Pages, language_of_request


def record_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The routes under /records."""
    routes = APIRouter()

    @routes.get("/records/{entity}")
    def page(
        entity: str, request: Request, ids: Annotated[list[str], Query(alias="id", max_length=MOST_RECORDS)]
    ) -> HTMLResponse:
        language: Language = "en" if language_of_request(request) == "en" else "zh"
        view = library.records(entity, ids, language)
        if view is None or not view.records:
            raise HTTPException(404, "There are no such records.")
        kind = next((one for one in get_args(RecordKind) if one == view.entity.name), None)
        return pages.response(
            "records.html",
            request,
            view=view,
            ask=(lambda id_: about_address(kind, id_)) if kind else None,
        )

    return routes
