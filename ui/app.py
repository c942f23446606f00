"""The web application: the chat at /, the documents beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from assistant.browsing import Browsing
from ui.answering import Answering
from ui.api.application import api_application
from ui.api.asking import Asking
from ui.api.completions import completions_application
from ui.api.mcp_server import McpServer
from ui.api.tools import tools_of
from ui.apologies import answer_refusals_in_words, apology
from ui.chains import chain_routes
from ui.chat_application import chat_application
from ui.desk import Desk
from ui.documents import document_routes
from ui.embedding.embeds import Embeds
from ui.embedding.widget import widget_routes
from ui.failing import Failing
from ui.gate import ChatGate
from ui.keeping import keeping_routes
from ui.language_routes import language_routes
from ui.matching import matching_routes
from ui.opportunities import opportunity_routes
from ui.originals import original_routes
from ui.pages import STATIC_FOLDER, Pages
from ui.records import record_routes
from ui.running.health import health_routes, warmed
from ui.running.limiting import Limiting
from ui.running.requests import Requests
from ui.security import BodyLimit, SecurityHeaders
from ui.site import Site
from ui.staff.application import StaffSide
from ui.staff.guarding import is_upload


def create_app(assistant: Answering, library: Browsing, site: Site) -> FastAPI:
    """The public web application of an assistant and its library."""
    service = site.service
    pages = Pages(library)
    embeds = Embeds(site.embed_origins)
    desk = Desk(assistant, service, site.keeper)
    chat = chat_application(desk, library)
    staff = StaffSide(site.staff, service) if site.staff else None
    asking = Asking(desk)
    mcp = McpServer(tools_of(library, asking))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            await running.enter_async_context(chat.router.lifespan_context(chat))
            if staff:
                await running.enter_async_context(staff.running())
            await running.enter_async_context(mcp.running())
            await running.enter_async_context(warmed(library, service.readiness))
            yield

    app = FastAPI(
        openapi_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(Requests, metrics=service.metrics, traces=service.traces),
            Middleware(SecurityHeaders, embeds=embeds),
            Middleware(Failing, apology=apology(pages)),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(site.hosts)),
            Middleware(Limiting, pages=pages, service=service, embeds=embeds),
            Middleware(BodyLimit, free=is_upload if staff else lambda _: False),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
    )

    app.include_router(health_routes(service.readiness))

    app.include_router(language_routes())
    app.include_router(document_routes(library, pages))
    app.include_router(original_routes(library))
    app.include_router(record_routes(library, pages))
    app.include_router(opportunity_routes(library, pages))
    app.include_router(chain_routes(library, pages))
    app.include_router(matching_routes(library, pages))
    app.mount("/api", api_application(library, asking, desk, service.readiness))
    app.mount("/v1", completions_application(library, asking))
    app.router.routes.append(Route("/mcp", mcp, include_in_schema=False))
    app.include_router(widget_routes())
    app.include_router(keeping_routes(desk, pages))
    app.mount(pages.static_address, StaticFiles(directory=STATIC_FOLDER))
    if staff:
        app.router.routes += staff.routes
    app.mount("/", ChatGate(chat, pages, library, embeds))
    answer_refusals_in_words(app, pages)
    return app
