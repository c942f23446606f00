"""What readers may know and do about what is kept: a page that says so, and feedback on answers."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse

from assistant.keeping.feedback import COMMENT_LENGTH, Feedback
from assistant.keeping.keeper import Receipt
from ui.desk import Desk
from ui.pages import Pages

_STATUS = {Receipt.DONE: 204, Receipt.UNKNOWN: 404, Receipt.UNAVAILABLE: 503}
_PARTS = ("kept", "masked", "time", "use", "delete", "model", "browser")


class FeedbackForm(BaseModel):
    """Feedback as a page or a program sends it; `question` is the id its answer came with."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=64)
    helpful: bool
    comment: str = Field("", max_length=COMMENT_LENGTH)


def keeping_routes(desk: Desk, pages: Pages) -> APIRouter:
    """The privacy page and the place where feedback is taken."""
    router = APIRouter()

    @router.get("/privacy")
    def privacy(request: Request) -> HTMLResponse:
        return pages.response("privacy.html", request, days=desk.days, parts=_PARTS)

    router.include_router(feedback_route(desk))
    return router


def feedback_route(desk: Desk) -> APIRouter:
    """The place where feedback on the answers of a desk is taken."""
    router = APIRouter()

    @router.post("/feedback")
    def take_feedback(form: FeedbackForm) -> Response:
        receipt = desk.take_feedback(Feedback(form.question, form.helpful, form.comment))
        return Response(status_code=_STATUS[receipt])

    return router
