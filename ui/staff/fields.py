"""What is said of documents: a list of what is to be confirmed, and a form by which editors confirm and correct it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from corpus.amending import Amendment, amended, is_valid, write_amendment
from ui.listing import with_query
from ui.staff.field_forms import form_of_fields, state_token
from ui.staff.field_opening import document_names, opened_document
from ui.staff.field_pages import FIELDS_PATH, FieldPages, becomes_public
from ui.staff.guarding import actor_of, form_of, needs
from ui.staff.pages import StaffPages
from ui.staff.space import StaffSpace

logger = logging.getLogger(__name__)

_SUGGESTED = 12


def field_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes under /fields."""
    routes, shown = APIRouter(), FieldPages(space, pages)

    @routes.get("/fields")
    def fields(request: Request) -> HTMLResponse:
        if document_id := request.query_params.get("document", ""):
            told = "saved" if "saved" in request.query_params else ""
            return shown.form(request, opened_document(space, document_id), told=told)
        return shown.listing(request)

    @routes.get("/fields/documents")
    def suggest(request: Request) -> JSONResponse:
        found = document_names(space).like(request.query_params.get("q", "")[:200], _SUGGESTED)
        return JSONResponse([{"id": one.id, "title": one.title, "number": one.number or ""} for one in found])

    @routes.post("/fields", dependencies=[Depends(needs("editor"))])
    def correct(request: Request) -> Response:
        sent = form_of(request)
        opened = opened_document(space, sent.get("document", ""))
        if opened.current is None or opened.place is None:
            return shown.form(request, opened, status=409)
        states = opened.states
        form = form_of_fields(sent, states, opened.id, opened.names)
        if sent.get("token") != state_token(opened.current):
            return shown.form(request, opened, form, status=409, told="stale")
        if sent.get("step") == "edit":
            return shown.form(request, opened, replace(form, wrong={}))
        if form.wrong:
            return shown.form(request, opened, form, status=422, told="wrong")
        amendment = amended(opened.current, states, form.wanted, form.taken, form.rejected)
        if not amendment.changes and not amendment.rejections:
            return shown.form(request, opened, form, told="unchanged")
        if not is_valid(amendment):
            return shown.form(request, opened, form, status=422, told="unreadable")
        is_saving = sent.get("step") == "save"
        is_refused = is_saving and becomes_public(amendment) and sent.get("confirm", "").strip() != opened.id
        if not is_saving or is_refused:
            return shown.review(request, opened, form, amendment, is_refused=is_refused)
        audited = _audited(opened.id, amendment)
        try:
            is_written = write_amendment(
                amendment, opened.place, lambda: space.audit.add(actor_of(request), "document_corrected", **audited)
            )
        except OSError as error:
            logger.error("the fields of %s cannot be written: %s", opened.id, error.strerror)
            return shown.form(request, opened, form, status=503, told="unwritable")
        if not is_written:
            return shown.form(request, opened_document(space, opened.id), form, status=409, told="stale")
        return RedirectResponse(with_query(FIELDS_PATH, [("document", opened.id), ("saved", "1")]), 303)

    return routes


def _audited(document_id: str, amendment: Amendment) -> Mapping[str, str]:
    """What the audit keeps of a correction."""
    changes = {
        change.field: f"{', '.join(change.old) or '–'} → {', '.join(change.new) or '–'}" for change in amendment.changes
    }
    rejections = {f"rejected {field}": ", ".join(words) for field, words in amendment.rejections}
    return {"document": document_id, **changes, **rejections}
