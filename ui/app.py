"""The web application: the chat at /, the documents beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import gradio as gr
from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
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
from ui.chat import build_chat, theme
from ui.desk import Desk
from ui.documents import document_routes
from ui.embedding.embeds import Embeds
from ui.embedding.widget import widget_routes
from ui.failing import Failing
from ui.gate import ChatGate
from ui.languages import LANGUAGE_COOKIE, InterfaceLanguage
from ui.matching import matching_routes
from ui.opportunities import opportunity_routes
from ui.pages import STATIC_FOLDER, Pages
from ui.records import record_routes
from ui.running.health import health_routes, warmed
from ui.running.limiting import Limiting
from ui.running.requests import Requests
from ui.running.service import Service, service_of
from ui.security import BodyLimit, SecurityHeaders

LOCAL_HOSTS = ("127.0.0.1", "localhost")

_YEAR_SECONDS = 365 * 24 * 3600


def create_app(
    assistant: Answering,
    library: Browsing,
    *,
    hosts: Sequence[str] = LOCAL_HOSTS,
    embed_origins: Sequence[str] = (),
    service: Service | None = None,
) -> FastAPI:
    """The public web application of an assistant and its library.

    It answers only to the given host names, and only pages of the given origins may frame its chat.
    """
    service = service or service_of()
    pages = Pages(library)
    embeds = Embeds(embed_origins)
    desk = Desk(assistant, service)
    chat = _mounted_chat(desk, library)
    asking = Asking(desk)
    mcp = McpServer(tools_of(library, asking))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with chat.router.lifespan_context(chat), mcp.running(), warmed(library, service.readiness):
            yield

    app = FastAPI(
        openapi_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(Requests, metrics=service.metrics, traces=service.traces),
            Middleware(SecurityHeaders, embeds=embeds),
            Middleware(Failing, apology=apology(pages)),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(Limiting, pages=pages, service=service),
            Middleware(BodyLimit),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
    )

    app.include_router(health_routes(service.readiness))

    @app.get("/language/{language}")
    def choose_language(language: InterfaceLanguage, request: Request, back: str = "/") -> RedirectResponse:
        chosen = RedirectResponse(back if _is_here(back) else "/", 303)
        chosen.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=_YEAR_SECONDS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return chosen

    app.include_router(document_routes(library, pages))
    app.include_router(record_routes(library, pages))
    app.include_router(opportunity_routes(library, pages))
    app.include_router(chain_routes(library, pages))
    app.include_router(matching_routes(library, pages))
    app.mount("/api", api_application(library, asking))
    app.mount("/v1", completions_application(library, asking))
    app.router.routes.append(Route("/mcp", mcp, include_in_schema=False))
    app.include_router(widget_routes())
    app.mount(pages.static_address, StaticFiles(directory=STATIC_FOLDER))
    app.mount("/", ChatGate(chat, pages, library, embeds))
    answer_refusals_in_words(app, pages)
    return app


def _mounted_chat(desk: Desk, library: Browsing) -> FastAPI:
    # Gradio reflects any origin unless the application it is mounted in names those it allows: none.
    parent = FastAPI(openapi_url=None, middleware=[Middleware(CORSMiddleware, allow_origins=[])])
    gr.mount_gradio_app(
        parent,
        build_chat(desk, library),
        path="/",
        theme=theme(),
        app_kwargs={"openapi_url": None},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )
    return parent


def _is_here(address: str) -> bool:
    """Whether the address is a path of this site; browsers read //, and \\ for /, as another site."""
    return address.startswith("/") and not address.startswith("//") and not set(address) & set("\\\t\r\n")
