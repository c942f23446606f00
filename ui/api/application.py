"""The application under /api: its routes, its refusals and its description as OpenAPI."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.middleware import Middleware
from starlette.responses import Response

from assistant.browsing import Browsing
from ui.api.ask import ask_routes
from ui.api.asking import Asking
from ui.api.chains import chain_routes
from ui.api.describing import with_problems
from ui.api.documents import document_routes
from ui.api.faults import faults_of
from ui.api.feedback import feedback_routes
from ui.api.json_bodies import json_only
from ui.api.match import match_routes
from ui.api.problems import Refusal, problem
from ui.api.projects import project_routes
from ui.api.search import search_routes
from ui.api.standing import standing_routes
from ui.desk import Desk
from ui.failing import Failing
from ui.pages import language_of_request
from ui.running.readiness import Readiness

_VERSION = "/v1"


def api_application(library: Browsing, asking: Asking, desk: Desk, readiness: Readiness) -> FastAPI:
    """The interface for programs, to be mounted at /api."""
    application = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Failing, apology=lambda request, reference: problem(request, Refusal(500, reference=reference)))
        ],
    )
    routers = (
        ask_routes(asking),
        search_routes(library),
        document_routes(library),
        project_routes(library),
        chain_routes(library),
        match_routes(library),
        feedback_routes(desk),
        standing_routes(library, readiness),
    )
    for router in routers:
        application.include_router(router, prefix=_VERSION, dependencies=[Depends(json_only)])
    schema = _description(application)

    @application.get(f"{_VERSION}/openapi.json", include_in_schema=False)
    def description() -> dict[str, Any]:
        return schema

    _refuse_in_problems(application, routers)
    return application


def _description(application: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="smx",
        version=version("smx"),
        summary="Answers on investing in Sanmenxia, each sentence open at its source.",
        description="Only what is public. Nothing in an answer is a promise. Errors are problems (RFC 9457), in the "
        "language that `Accept-Language` asks for: Simplified or Traditional Chinese, or English.",
        routes=application.routes,
        servers=[{"url": "/api"}],
    )
    return with_problems(schema)


def _refuse_in_problems(application: FastAPI, routers: Sequence[APIRouter]) -> None:
    @application.exception_handler(AnyHTTPException)
    async def refused(request: Request, error: AnyHTTPException) -> Response:
        headers = error.headers
        if error.status_code == 405:
            path = request.scope["path"].removeprefix(request.scope["root_path"]).removeprefix(_VERSION)
            headers = {"Allow": ", ".join(_methods(routers, path)) or "GET"}
        return problem(request, Refusal(error.status_code, headers=headers))

    @application.exception_handler(RequestValidationError)
    async def senseless(request: Request, error: RequestValidationError) -> Response:
        faults = faults_of(error.errors(), language_of_request(request))
        return problem(request, Refusal(422, errors=faults))


def _methods(routers: Sequence[APIRouter], path: str) -> list[str]:
    """All methods of an address, of which each may be a route of its own."""
    routes = (route for router in routers for route in router.routes if isinstance(route, APIRoute))
    return sorted({method for route in routes if route.path_regex.match(path) for method in route.methods or ()})
