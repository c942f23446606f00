"""/v1: the same answers for clients that were made for chat completions, with citations as annotations.

Only the last question and what was said before it are read. System messages, tools and sampling parameters change
nothing, since nothing is made up here; what a client could mistake for another answer than it asked for is refused.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answers import Answer, Piece
from assistant.browsing import Browsing
from assistant.keeping.visits import new_id
from ui.api.asking import Asking, Unavailable
from ui.api.chat_messages import ChatBody, Refused
from ui.api.chat_texts import ChatText
from ui.api.events import EVENTS_TYPE, HEADERS, data_only, heartbeat
from ui.api.faults import faults_of
from ui.api.json_bodies import json_only
from ui.api.origins import origin_of
from ui.api.problems import Refusal
from ui.api.refusals import completion_error
from ui.desk import Visit
from ui.failing import Failing
from ui.pages import language_of_request
from ui.references import new_reference

logger = logging.getLogger(__name__)

MODEL = "smx"
"""The one model there is."""


def completions_application(library: Browsing, asking: Asking) -> FastAPI:
    """The interface of chat completions, to be mounted at /v1."""
    application = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Failing, apology=lambda request, code: completion_error(request, Refusal(500, reference=code))),
        ],
    )

    @application.get("/models")
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [_model(library)]}

    @application.get("/models/{name}")
    def model(name: str, request: Request) -> Any:
        return _model(library) if name == MODEL else _no_such_model(request)

    @application.post("/chat/completions", dependencies=[Depends(json_only)])
    async def complete(body: ChatBody, request: Request) -> Response:
        if body.model != MODEL:
            return _no_such_model(request)
        return await _completed(body, request, asking)

    _refuse_in_the_form_of_clients(application)
    return application


async def _completed(body: ChatBody, request: Request, asking: Asking) -> Response:
    try:
        conversation = body.conversation()
    except Refused as error:
        return completion_error(request, Refusal(400), parameter=error.parameter, code="unsupported_value")
    origin, visit = origin_of(request), Visit(new_id(), "openai")
    if body.stream:
        chunks = _chunks(asking.pieces(conversation, visit), visit, body, request)
        return StreamingResponse(chunks, media_type=EVENTS_TYPE, headers=HEADERS)
    try:
        answer = await asking.answer(conversation, visit, request)
    except Unavailable as error:
        return completion_error(request, Refusal(503, detail=str(error)))
    return (
        JSONResponse(_completion(answer, origin, visit), headers={"Cache-Control": "no-store"})
        if answer
        else Response()
    )


def _completion(answer: Answer, origin: str, visit: Visit) -> dict[str, Any]:
    text = ChatText(origin)
    text.grow_to(Piece(answer, is_whole=True))
    said = {"role": "assistant", "content": text.content, "refusal": None, "annotations": text.annotations}
    choice = {"index": 0, "message": said, "logprobs": None, "finish_reason": "stop"}
    return {**_envelope("chat.completion", visit), "choices": [choice], "usage": _usage(answer)}


async def _chunks(
    pieces: AsyncGenerator[Piece | None], visit: Visit, body: ChatBody, request: Request
) -> AsyncGenerator[bytes]:
    """Each sentence as it is verified, with the annotations of its citations, then the end."""
    envelope, text, answer = _envelope("chat.completion.chunk", visit), ChatText(origin_of(request)), None
    usage: dict[str, Any] = {"usage": None} if body.wants_usage else {}

    def chunk(delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return _data({**envelope, "choices": [choice], **usage})

    yield chunk({"role": "assistant", "content": ""})
    try:
        async with aclosing(pieces):
            async for piece in pieces:
                if piece is None:
                    yield heartbeat()
                    continue
                answer = piece.answer
                for delta in text.grow_to(piece):
                    yield chunk(delta)
    except Unavailable as error:
        yield data_only(bytes(completion_error(request, Refusal(503, detail=str(error))).body).decode())
        return
    except Exception:
        reference = new_reference()
        logger.exception("an answer broke off, reference %s", reference)
        yield data_only(bytes(completion_error(request, Refusal(500, reference=reference)).body).decode())
        return
    yield chunk({}, "stop")
    if body.wants_usage and answer is not None:
        yield _data({**envelope, "choices": [], "usage": _usage(answer)})
    yield data_only("[DONE]")


def _data(form: dict[str, Any]) -> bytes:
    return data_only(json.dumps(form, ensure_ascii=False))


def _envelope(kind: str, visit: Visit) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{visit.asked}",
        "object": kind,
        "created": int(time.time()),
        "model": MODEL,
    }


def _usage(answer: Answer) -> dict[str, int] | None:
    """Tokens of a language model: none where none was asked, and untold where one wrote, since it may not tell them."""
    if answer.composer == "model":
        return None
    return {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


def _model(library: Browsing) -> dict[str, Any]:
    built = int(datetime.fromisoformat(library.edition.built_at).timestamp())
    return {"id": MODEL, "object": "model", "created": built, "owned_by": MODEL}


def _no_such_model(request: Request) -> Response:
    return completion_error(request, Refusal(404), parameter="model", code="model_not_found")


def _refuse_in_the_form_of_clients(application: FastAPI) -> None:
    @application.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return completion_error(request, Refusal(error.status_code, headers=error.headers))

    @application.exception_handler(RequestValidationError)
    async def senseless(request: Request, error: RequestValidationError) -> Response:
        first, *_ = faults_of(error.errors(), language_of_request(request))
        field = first["field"].removeprefix("body.")
        return completion_error(request, Refusal(400, f"{field}: {first['message']}"), parameter=field)
