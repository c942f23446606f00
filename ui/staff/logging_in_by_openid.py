"""Logging in through a provider: to it, and back with its answer."""

from __future__ import annotations

import logging
import math
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from assistant.openid.attempts import Answer
from assistant.openid.failures import FailureKind, OpenIdFailure
from ui.api.origins import origin_of
from ui.staff.guarding import LOGIN_PATH, OPENID_ANSWER_PATH, address_of, inside
from ui.staff.logging_in import let_in
from ui.staff.moments import seconds_until
from ui.staff.openid_attempts import Attempt, attempt_in, new_attempt
from ui.staff.pages import StaffPages
from ui.staff.space import OpenId, StaffSpace
from ui.staff.tokens import cookie_of, drop_cookie, set_cookie

logger = logging.getLogger(__name__)

# Not 503, with which a proxy would try the same answer once more elsewhere.
_STATUS = {"cancelled": 401, "stale": 400, "locked": 429, "unknown": 403}
_STATUS |= dict.fromkeys(("unreachable", "misconfigured", "refused", "clock"), 502)
_COUNTED = (FailureKind.REFUSED, FailureKind.CLOCK)


def openid_routes(space: StaffSpace, openid: OpenId, pages: StaffPages) -> APIRouter:
    """The routes of logging in through a provider."""
    routes, provider = APIRouter(), openid.provider

    def problem_page(request: Request, problem: str, wanted: str, *, subject: str = "", minutes: int = 0) -> Response:
        return pages.response(
            "staff/openid.html",
            _as_at(request, wanted),
            _STATUS[problem],
            problem=problem,
            next=wanted,
            provider=provider,
            subject=subject,
            minutes=minutes,
        )

    def failure_page(request: Request, failure: OpenIdFailure, wanted: str) -> Response:
        logger.warning("a login through the provider failed: %s %s", failure, failure.remedy)
        return problem_page(request, failure.kind, wanted)

    @routes.get("/login/openid")
    async def begin(request: Request) -> Response:
        attempt = new_attempt(request.query_params.get("next", ""))
        if request.state.account:
            return RedirectResponse(attempt.wanted, 303)
        try:
            address = await provider.address(_redirect_uri(request), attempt.ties)
        except OpenIdFailure as failure:
            return failure_page(request, failure, attempt.wanted)
        response = RedirectResponse(address, 303)
        set_cookie(request, response, "openid", attempt.cookie)
        return response

    @routes.get("/login/openid/answer")
    async def answered(request: Request) -> Response:
        query, attempt = request.query_params, attempt_in(cookie_of(request, "openid"))
        # Any site can lead a browser here, so that nothing is counted or written down before the state fits.
        if attempt is None or not attempt.is_answered_by(query.get("state", "")):
            return problem_page(request, "stale", inside(""))
        response = await run_in_threadpool(turned_away, request, attempt)
        if response is None:
            answer = Answer(*(query.get(name, "") for name in ("code", "error", "iss")))
            try:
                subject = await provider.subject(answer, _redirect_uri(request), attempt.ties)
            except OpenIdFailure as failure:
                response = await run_in_threadpool(failed, request, attempt, failure)
            else:
                response = await run_in_threadpool(vouched_for, request, attempt, subject)
        drop_cookie(request, response, "openid")
        return response

    def turned_away(request: Request, attempt: Attempt) -> Response | None:
        if not openid.logins.spend(attempt.ties.state, attempt.begun_at):
            return problem_page(request, "stale", attempt.wanted)
        end = openid.logins.locked_until(address_of(request))
        if end is None:
            return None
        seconds = seconds_until(end)
        response = problem_page(request, "locked", attempt.wanted, minutes=math.ceil(seconds / 60))
        response.headers["Retry-After"] = str(seconds)
        return response

    def failed(request: Request, attempt: Attempt, failure: OpenIdFailure) -> Response:
        if failure.kind in _COUNTED:
            openid.logins.refuse(str(failure), address_of(request))
        return failure_page(request, failure, attempt.wanted)

    def vouched_for(request: Request, attempt: Attempt, subject: str) -> Response:
        account = space.accounts.of_subject(provider.issuer, subject)
        if account is None:
            openid.logins.refuse("no account", address_of(request), subject=subject)
            return problem_page(request, "unknown", attempt.wanted, subject=subject)
        # Led on by another site, a browser would keep the cookie of the login back; our own page leads on.
        response = pages.response("staff/logged_in.html", _as_at(request, attempt.wanted), next=attempt.wanted)
        let_in(request, response, space.logins, account)
        return response

    return routes


def _redirect_uri(request: Request) -> str:
    return f"{origin_of(request)}{OPENID_ANSWER_PATH}"


def _as_at(request: Request, wanted: str) -> Request:
    """The request as one for the login page, where the choice of a language leads; a code is of use only once."""
    query = urlencode({"next": wanted}).encode()
    return Request({**request.scope, "path": LOGIN_PATH, "raw_path": LOGIN_PATH.encode(), "query_string": query})
