"""The staff space as one application behind one guard, with a desk, pages and a chat of its own."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from assistant.keeping.errors import KeepingError
from ui.apologies import answer_refusals_in_words, apology
from ui.chains import chain_routes
from ui.chat_application import chat_application
from ui.desk import Desk
from ui.documents import document_routes
from ui.failing import Failing
from ui.keeping import feedback_route
from ui.matching import matching_routes
from ui.opportunities import opportunity_routes
from ui.originals import original_routes
from ui.records import record_routes
from ui.running.service import Service
from ui.staff.chat import StaffChatGate
from ui.staff.fields import field_routes
from ui.staff.files import file_routes
from ui.staff.following import following_routes
from ui.staff.guarding import LOGIN_PATH, OPENID_ANSWER_PATH, OPENID_PATH, Guard
from ui.staff.logging_in import login_routes
from ui.staff.logging_in_by_openid import openid_routes
from ui.staff.overview import overview_routes
from ui.staff.pages import StaffPages
from ui.staff.questions import question_routes
from ui.staff.service_routes import audit_routes, library_routes, switch_routes
from ui.staff.space import STAFF_PATH, StaffSpace
from ui.staff.uploads import upload_routes

logger = logging.getLogger(__name__)


class StaffSide:
    """The staff's application; whoever mounts it runs it."""

    def __init__(self, space: StaffSpace, service: Service) -> None:
        library, pages = space.library, StaffPages(space.library)
        desk = Desk(space.assistant, service, space.keeper)
        self._chat = chat_application(desk, library, STAFF_PATH)
        ways_in = frozenset([LOGIN_PATH, *([OPENID_PATH, OPENID_ANSWER_PATH] if space.openid else [])])
        self.application = FastAPI(
            openapi_url=None,
            middleware=[
                Middleware(Guard, logins=space.logins, ways_in=ways_in),
                Middleware(Failing, apology=apology(pages)),
            ],
        )
        for routes in (
            login_routes(space, pages),
            *([openid_routes(space, space.openid, pages)] if space.openid else []),
            overview_routes(space, pages),
            question_routes(space, pages),
            following_routes(space, pages),
            field_routes(space, pages),
            library_routes(space, pages),
            switch_routes(space, pages),
            audit_routes(space, pages),
            file_routes(space, pages),
            upload_routes(space, pages),
            feedback_route(desk),
            document_routes(library, pages),
            original_routes(library),
            record_routes(library, pages),
            opportunity_routes(library, pages),
            chain_routes(library, pages),
            matching_routes(library, pages),
        ):
            self.application.include_router(routes)
        gate = StaffChatGate(self._chat, pages, library)
        self.application.router.routes += [Route("/chat", gate), Mount("/chat", gate)]
        answer_refusals_in_words(self.application, pages)
        _answer_outages(self.application, pages)

    @property
    def routes(self) -> list[BaseRoute]:
        """What to mount it by."""
        return [Route(STAFF_PATH, _first_page), Mount(STAFF_PATH, self.application)]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The chat's queue, from start to end."""
        async with self._chat.router.lifespan_context(self._chat):
            yield


def _first_page(_: Request) -> Response:
    return RedirectResponse(f"{STAFF_PATH}/", 303)


def _answer_outages(application: FastAPI, pages: StaffPages) -> None:
    @application.exception_handler(KeepingError)
    def unavailable(request: Request, error: KeepingError) -> Response:
        logger.error("the staff space cannot read or write what is kept: %s %s", error, error.remedy)
        return pages.response("error.html", request, 503, problem="unavailable", reference="")
