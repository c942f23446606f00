"""POST /ask: an answer as one object, or sentence by sentence as server-sent events."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from assistant.answers import Answer
from assistant.conversations import Conversation
from assistant.keeping.visits import new_id
from assistant.requests import AskRequest
from ui.api.answers import AnswerForm, answer_form, citation_forms
from ui.api.asking import Asking, Unavailable
from ui.api.events import EVENTS_TYPE, HEADERS, event, heartbeat
from ui.api.forms import Closed, Said, Session, WholeNumber
from ui.api.origins import origin_of
from ui.api.problems import Refusal, members, problem
from ui.desk import Visit
from ui.references import new_reference

logger = logging.getLogger(__name__)

_MOST_TURNS = 50


class EarlierExchange(Closed):
    """An earlier question and what was answered."""

    question: Said
    answer: Said = ""


class EarlierMessage(Closed):
    """An earlier message of either side."""

    role: Literal["user", "assistant"]
    content: Said


class AskBody(Closed):
    """A question. `history` is what was said before, oldest first; it only serves to understand a follow-up."""

    question: Annotated[Said, Field(min_length=1)]
    id: Annotated[str, Field(max_length=200)] | WholeNumber | None = None
    audience: Literal["public"] = "public"
    history: list[EarlierExchange | EarlierMessage | Said] = Field(default_factory=list, max_length=_MOST_TURNS)
    session: Session | None = None

    def request(self) -> AskRequest:
        """The same as the command line takes it."""
        return AskRequest.model_validate(self.model_dump(exclude={"session"}))


def ask_routes(asking: Asking) -> APIRouter:
    """The route of /ask."""
    routes = APIRouter()

    @routes.post(
        "/ask",
        operation_id="ask",
        response_model=AnswerForm,
        response_model_exclude_unset=True,
        responses={200: {"content": {EVENTS_TYPE: {"schema": {"type": "string"}}}}},
    )
    async def ask(body: AskBody, request: Request) -> Any:
        """Answers from the public library; ask for `text/event-stream` to get each sentence as it is verified."""
        asked, origin = body.request(), origin_of(request)
        visit = Visit(body.session or new_id(), "api")
        if EVENTS_TYPE in request.headers.get("accept", ""):
            events = _events(asking, asked, visit, request)
            return StreamingResponse(events, media_type=EVENTS_TYPE, headers=HEADERS)
        try:
            answer = await asking.answer(_conversation(asked), visit, request)
        except Unavailable as error:
            return problem(request, Refusal(503, detail=str(error)))
        return answer_form(answer, asked.id, visit, origin) if answer else Response()

    return routes


async def _events(asking: Asking, asked: AskRequest, visit: Visit, request: Request) -> AsyncGenerator[bytes]:
    """Verified sentences with what they cite, then the whole answer, then the end; a problem where it breaks off."""
    origin, shown = origin_of(request), Shown()
    yield heartbeat()
    try:
        async with aclosing(asking.pieces(_conversation(asked), visit)) as pieces:
            async for piece in pieces:
                if piece is None:
                    yield heartbeat()
                    continue
                for name, data in shown.steps_to(piece.answer, origin):
                    yield event(name, data)
                if piece.is_whole:
                    yield event("answer", answer_form(piece.answer, asked.id, visit, origin))
    except Unavailable as error:
        yield event("problem", members(request, Refusal(503, detail=str(error))))
    except Exception:
        reference = new_reference()
        logger.exception("an answer broke off, reference %s", reference)
        yield event("problem", members(request, Refusal(500, reference=reference)))
    yield event("end", {})


class Shown:
    """What a program was sent of an answer so far."""

    def __init__(self) -> None:
        self._sentences: tuple[str, ...] = ()

    def steps_to(self, answer: Answer, origin: str) -> list[tuple[str, dict[str, Any]]]:
        """The events that bring the program to this answer; `reset` takes back what it was sent of another one."""
        texts = tuple(sentence.text for sentence in answer.sentences)
        steps: list[tuple[str, dict[str, Any]]] = []
        if texts[: len(self._sentences)] != self._sentences:
            steps.append(("reset", {}))
            self._sentences = ()
        cited = {form["n"]: form for form in citation_forms(answer, origin)}
        for sentence in answer.sentences[len(self._sentences) :]:
            citations = [cited[n] for n in sentence.citations if n in cited]
            steps.append(("sentence", {"text": sentence.text, "citations": citations}))
        self._sentences = texts
        return steps


def _conversation(asked: AskRequest) -> Conversation:
    return asked.conversation("public")
