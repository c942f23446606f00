"""POST /feedback: whether an answer helped."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import Field

from assistant.keeping.feedback import COMMENT_LENGTH, Feedback
from assistant.keeping.keeper import Receipt
from ui.api.forms import Closed
from ui.desk import Desk


class FeedbackBody(Closed):
    """What is said of an answer, which is named by its `answer_id`."""

    answer_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    helpful: bool
    comment: Annotated[str, Field(max_length=COMMENT_LENGTH)] = ""


class KeptForm(Closed):
    """It is stored."""

    status: Literal["kept"]


def feedback_routes(desk: Desk) -> APIRouter:
    """The route of /feedback."""
    routes = APIRouter()

    @routes.post("/feedback", operation_id="feedback", response_model=KeptForm)
    def give(body: FeedbackBody) -> Any:
        """Stores what is said of an answer, without personal numbers; the last word on an answer counts."""
        match desk.take_feedback(Feedback(body.answer_id, body.helpful, body.comment)):
            case Receipt.DONE:
                return KeptForm(status="kept")
            case Receipt.UNKNOWN:
                raise HTTPException(404)
            case _:
                raise HTTPException(503)

    return routes
