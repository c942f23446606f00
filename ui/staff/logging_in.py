"""Logging in and out."""

from __future__ import annotations

import math

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.keeping.accounts import Account
from assistant.keeping.logins import Sessions
from ui.staff.guarding import LOGIN_PATH, account_of, actor_of, address_of, form_of, inside
from ui.staff.moments import moment, seconds_until
from ui.staff.pages import StaffPages
from ui.staff.space import StaffSpace
from ui.staff.tokens import cookie_of, drop_cookie, form_token, new_secret, set_cookie

_LONGEST_NAME = 200
_LEFT = "left"


def login_routes(space: StaffSpace, pages: StaffPages) -> APIRouter:
    """The routes of the login page and of the reader's own account."""
    routes, accounts, logins = APIRouter(), space.accounts, space.logins
    provider = space.openid.provider if space.openid else None

    def login_page(request: Request, status: int, problem: str = "", minutes: int = 0) -> HTMLResponse:
        secret = cookie_of(request, "form") or new_secret()
        wanted = form_of(request).get("next") or request.query_params.get("next", "")
        response = pages.response(
            "staff/login.html",
            request,
            status,
            token=form_token(secret),
            next=inside(wanted),
            typed=form_of(request).get("name", "")[:_LONGEST_NAME],
            problem=problem,
            minutes=minutes,
            provider=provider,
            logout_address=provider.logout_address if provider and _LEFT in request.query_params else "",
        )
        set_cookie(request, response, "form", secret)
        return response

    @routes.get("/login")
    def ask(request: Request) -> Response:
        if request.state.account:
            return RedirectResponse(inside(request.query_params.get("next", "")), 303)
        return login_page(request, 200)

    @routes.post("/login")
    def log_in(request: Request) -> Response:
        form, address = form_of(request), address_of(request)
        tried = logins.attempt(form.get("name", "")[:_LONGEST_NAME], form.get("password", ""), address)
        if tried.locked_until:
            seconds = seconds_until(tried.locked_until)
            response: Response = login_page(request, 429, "locked", math.ceil(seconds / 60))
            response.headers["Retry-After"] = str(seconds)
            return response
        if tried.account is None:
            return login_page(request, 401, "wrong")
        response = RedirectResponse(inside(form.get("next", "")), 303)
        let_in(request, response, logins, tried.account)
        return response

    @routes.post("/logout")
    def log_out(request: Request) -> Response:
        issuer = account_of(request).issuer
        logins.end(cookie_of(request, "login"), address_of(request))
        return _left(request, issuer)

    @routes.post("/logout-everywhere")
    def log_out_everywhere(request: Request) -> Response:
        actor = actor_of(request)
        issuer = account_of(request).issuer
        accounts.log_out_everywhere(actor.name, actor)
        return _left(request, issuer)

    @routes.get("/account")
    def account(request: Request) -> HTMLResponse:
        own = account_of(request)
        return pages.response("staff/account.html", request, logins=logins.of_account(own), moment=moment)

    return routes


def let_in(request: Request, response: Response, logins: Sessions, account: Account) -> None:
    """Begin a login of an account, with a token of its own, in place of whatever the browser held."""
    address = address_of(request)
    if before := cookie_of(request, "login"):
        logins.end(before, address)
    set_cookie(request, response, "login", logins.begin(account, address))
    drop_cookie(request, response, "form")


def _left(request: Request, issuer: str | None) -> Response:
    """The way out, for whom an issuer vouched to where they can log out of that too."""
    response = RedirectResponse(f"{LOGIN_PATH}?{_LEFT}=1" if issuer else LOGIN_PATH, 303)
    drop_cookie(request, response, "login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
