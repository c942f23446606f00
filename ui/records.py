"""The records that an answer was computed from, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse

from assistant.browsing import Browsing
from assistant.subjects import RecordKind
from corpus.schemas import Language
from ui.asking import about_address
from ui.opportunities import opportunity_address
from ui.pages import Pages, language_of_request

_MOST = 100  # ids in an address


def records_address(entity: str, ids: Sequence[str]) -> str:
    """The path of the page with these records, the first hundred of them."""
    return f"/records/{quote(entity, safe='')}?{urlencode({'id': list(ids[:_MOST])}, doseq=True)}"


def record_routes(library: Browsing, pages: Pages) -> APIRouter:
    """The routes under /records."""
    routes = APIRouter()

    @routes.get("/records/{entity}")
    def page(
        entity: str, request: Request, ids: Annotated[list[str], Query(alias="id", max_length=_MOST)]
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
            page=opportunity_address if kind == "project" else None,
        )

    return routes
