"""What the questions leave to do: those that found no answer, grouped by meaning, and feedback to look after."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.grouping import MOST, grouped
from assistant.keeping.feedback import FEEDBACK_STATES, FeedbackState
from assistant.keeping.log_entries import LogFilter
from ui.listing import page_numbers, with_query
from ui.staff.guarding import actor_of, form_of, needs
from ui.staff.log_addresses import midnight_before, page_in
from ui.staff.moments import moment
from ui.staff.pages import StaffPages
from ui.staff.space import STAFF_PATH, StaffSpace

_DAYS = 90
_SIZE = 30
_NOTE_LENGTH = 1_000


def following_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes of unanswered questions and of feedback on public answers."""
    routes = APIRouter()

    @routes.get("/unanswered")
    def unanswered(request: Request) -> HTMLResponse:
        since = midnight_before(_DAYS, datetime.now(UTC))
        found = space.of_public.log.unanswered(LogFilter(since=since), limit=MOST + 1)
        return pages.response(
            "staff/unanswered.html",
            request,
            groups=grouped(found, space.embed),
            days=_DAYS,
            capped_at=MOST if len(found) > MOST else 0,
            asked_as=lambda text: with_query(f"{STAFF_PATH}/log", [("q", text[:200])]),
            moment=moment,
        )

    @routes.get("/feedback")
    def feedback(request: Request) -> HTMLResponse:
        state = request.query_params.get("state", "new")
        chosen: FeedbackState = state if state in FEEDBACK_STATES else "new"
        page = page_in(request.query_params)
        found = space.of_public.log.page(LogFilter(feedback_state=chosen), number=page, size=_SIZE)
        count = max(1, -(-found.total // _SIZE))
        return pages.response(
            "staff/feedback.html",
            request,
            found=found,
            chosen=chosen,
            states=FEEDBACK_STATES,
            counts=space.of_public.log.feedback_counts(),
            page=page,
            page_count=count,
            numbers=page_numbers(min(page, count), count),
            listed_at=lambda number: with_query(f"{STAFF_PATH}/feedback", [("state", chosen)], number),
            moment=moment,
        )

    @routes.post("/log/{question_id}/feedback", dependencies=[Depends(needs("editor"))])
    def handle(question_id: str, request: Request) -> Response:
        form, actor = form_of(request), actor_of(request)
        state = form.get("state", "")
        if state not in FEEDBACK_STATES:
            raise HTTPException(404)
        space.audit.add(actor, "feedback_handled", question=question_id, state=state)
        note = form.get("note", "").replace("\0", "")[:_NOTE_LENGTH]
        handled = (state, note, actor.name)
        # A question is kept in one of the two stores only.
        if not any(kept.feedback.handle(question_id, *handled) for kept in (space.of_public, space.of_staff)):
            raise HTTPException(404)
        return RedirectResponse(f"{STAFF_PATH}/log/{question_id}", 303)

    return routes
