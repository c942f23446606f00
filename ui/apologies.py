"""Errors in words: a page in the reader's language, or JSON for a script; never a traceback."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ui.api.refusals import refusal
from ui.pages import Pages

_PROBLEMS = {403: "forbidden", 404: "not_found", 503: "unavailable"}


def answer_refusals_in_words(app: FastAPI, pages: Pages) -> None:
    """Gives the application its page for addresses that do not exist or make no sense."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if said := refusal(request, error.status_code, headers=error.headers):
            return said
        if error.status_code in _PROBLEMS and _wants_page(request):
            problem = _PROBLEMS[error.status_code]
            return pages.response("error.html", request, error.status_code, problem=problem, reference="")
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    async def senseless(request: Request, _: RequestValidationError) -> Response:
        return await refused(request, HTTPException(404))


def apology(pages: Pages) -> Callable[[Request, str], Response]:
    """What is answered to a request that failed, with a reference that is also in the log."""

    def apologise(request: Request, reference: str) -> Response:
        if said := refusal(request, 500, reference=reference):
            return said
        if not _wants_page(request):
            return JSONResponse({"detail": "Internal error", "reference": reference}, 500)
        return pages.response("error.html", request, 500, problem="broken", reference=reference)

    return apologise


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
