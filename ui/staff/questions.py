"""The log of questions: filtered by its address, page by page, one question at a time, or as a file."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from assistant.answers import Outcome
from assistant.keeping.exporting import as_csv
from assistant.keeping.log_entries import LogEntry
from assistant.keeping.questions import KeptCitation
from assistant.keeping.visits import CHANNELS
from ui.citing import document_address
from ui.listing import page_numbers, with_query
from ui.records import records_address
from ui.staff.guarding import actor_of, needs
from ui.staff.log_addresses import JUDGED, LogAddress, log_address
from ui.staff.moments import moment
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH, Kept, StaffSpace

_SIZE = 50


def question_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes under /log."""
    routes = APIRouter()

    @routes.get("/log")
    def log(request: Request) -> HTMLResponse:
        asked = log_address(request.query_params)
        kept = _kept(space, asked)
        found = kept.log.page(asked.wanted, number=asked.page, size=_SIZE)
        count = max(1, -(-found.total // _SIZE))
        return pages.response(
            "staff/log.html",
            request,
            asked=asked,
            found=found,
            page_count=count,
            numbers=page_numbers(min(asked.page, count), count),
            listed_at=lambda page: with_query(f"{STAFF_PATH}/log", asked.parameters, page),
            export=with_query(f"{STAFF_PATH}/log.csv", asked.parameters),
            outcomes=list(Outcome),
            channels=CHANNELS,
            judged=JUDGED,
            moment=moment,
        )

    @routes.get("/log.csv", dependencies=[Depends(needs("editor"))])
    def export(request: Request) -> Response:
        asked = log_address(request.query_params)
        space.audit.add(actor_of(request), "log_exported", asked=with_query("log", asked.parameters))
        lines = as_csv(_kept(space, asked).log.every(asked.wanted))
        headers = {"Content-Disposition": 'attachment; filename="questions.csv"'}
        return StreamingResponse(_marked(lines), media_type="text/csv; charset=utf-8", headers=headers)

    @routes.get("/log/{question_id}")
    def question(question_id: str, request: Request) -> HTMLResponse:
        _, entry = _found(space, question_id)
        return pages.response("staff/question.html", request, entry=entry, address=_address, moment=moment)

    @routes.post("/log/{question_id}/forget", dependencies=[Depends(needs("editor"))])
    def forget(question_id: str, request: Request) -> Response:
        kept, entry = _found(space, question_id)
        space.audit.add(actor_of(request), "conversation_forgotten", question=question_id)
        kept.questions.forget(entry.question.session)
        return RedirectResponse(f"{STAFF_PATH}/log", 303)

    return routes


def _kept(space: StaffSpace, asked: LogAddress) -> Kept:
    return space.of_staff if asked.is_of_staff else space.of_public


def _found(space: StaffSpace, question_id: str) -> tuple[Kept, LogEntry]:
    for kept in (space.of_public, space.of_staff):
        if entry := kept.log.entry(question_id):
            return kept, entry
    raise HTTPException(404)


def _address(cited: KeptCitation) -> str:
    """Where a source is read; it may be gone by now."""
    return document_address(cited.source) if cited.kind == "passage" else records_address(cited.source, cited.places)


def _marked(lines: Iterator[str]) -> Iterator[str]:
    yield "\ufeff"  # by which spreadsheets know the encoding
    yield from lines
