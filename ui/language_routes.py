"""The route by which a reader chooses the language of the interface."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from ui.languages import LANGUAGE_COOKIE, InterfaceLanguage

_YEAR_SECONDS = 365 * 24 * 3600


def language_routes() -> APIRouter:
    """Sets the language and goes back to where the reader was."""
    routes = APIRouter()

    @routes.get("/language/{language}")
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

    return routes


def _is_here(address: str) -> bool:
    """Whether the address is a path of this site; browsers read //, and \\ for /, as another site."""
    return address.startswith("/") and not address.startswith("//") and not set(address) & set("\\\t\r\n")
