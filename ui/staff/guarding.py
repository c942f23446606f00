"""The guard: nothing of the staff space is reached without a login, and nothing is changed but by our own forms."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import parse_qsl, quote

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.keeping.accounts import Account, Role
from assistant.keeping.audit import Actor
from assistant.keeping.errors import KeepingError
from assistant.keeping.logins import Sessions
from ui.pages import language_of_request
from ui.staff.multipart import first_field
from ui.staff.space import STAFF_PATH
from ui.staff.tokens import comes_from_here, cookie_of, is_form_token
from ui.texts import TEXTS

logger = logging.getLogger(__name__)

LOGIN_PATH = f"{STAFF_PATH}/login"
OPENID_PATH = f"{LOGIN_PATH}/openid"
OPENID_ANSWER_PATH = f"{OPENID_PATH}/answer"
UPLOAD_PATH = f"{STAFF_PATH}/files/upload"
FORM_TOKEN = "form_token"  # noqa: S105  # the name of a field
TOKEN_HEADER = "x-csrf-token"  # noqa: S105

_GRADIO = f"{STAFF_PATH}/chat/gradio_api/"
_ASSETS = (f"{STAFF_PATH}/chat/assets/", f"{STAFF_PATH}/chat/static/", f"{STAFF_PATH}/chat/theme.css")
_LONGEST_NEXT = 2_000


class Guard:
    """Stands before everything of the staff space, save the ways in.

    Without a login a reader is led to where one logs in, and anything else is refused. A request that may change
    something must come from a page of this site and carry the token of its forms; Gradio's own, which cannot, must
    still come from here, as JSON. Nothing but the files that the chat is made of stays in a browser's cache.
    """

    def __init__(self, app: ASGIApp, logins: Sessions, ways_in: frozenset[str]) -> None:
        self._app = app
        self._logins = logins
        self._ways_in = ways_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise HTTPException(404)
        request = Request(scope)
        path: str = scope["path"]
        is_way_in = path in self._ways_in
        request.state.account = await self._account(request)
        request.state.form = {}

        async def send_unkept(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_asset = path.startswith(_ASSETS) and message["status"] == 200
                headers["Cache-Control"] = "private, max-age=31536000, immutable" if is_asset else "no-store"
            await send(message)

        if refused := None if is_way_in or request.state.account else _led_to_login(request):
            await refused(scope, receive, send_unkept)
            return
        if scope["method"] not in ("GET", "HEAD"):
            if is_upload(scope):
                # What is sent is not taken in before it is known to be ours; its token comes before its files.
                token, receive = await first_field(receive, FORM_TOKEN)
                request.state.form = {FORM_TOKEN: token}
            else:
                body = await _whole(receive)
                request.state.form = _form_in(request, body)
                receive = _again(body, receive)
            if not _is_ours(request, secret=cookie_of(request, "form" if is_way_in else "login")):
                await JSONResponse({"detail": "Not from a page of this site"}, 403)(scope, receive, send_unkept)
                return
        await self._app(scope, receive, send_unkept)

    async def _account(self, request: Request) -> Account | None:
        token = cookie_of(request, "login")
        try:
            return await run_in_threadpool(self._logins.account, token) if token else None
        except KeepingError as error:
            logger.error("logins cannot be looked up: %s %s", error, error.remedy)
            raise HTTPException(503) from error


def is_upload(scope: Scope) -> bool:
    """Whether a request brings files, which are as large as files are."""
    return bool(scope["method"] == "POST" and scope["path"] == UPLOAD_PATH)


def account_of(request: Request) -> Account:
    """Whose login a request belongs to. Only what the guard lets through has one."""
    account: Account = request.state.account
    return account


def actor_of(request: Request) -> Actor:
    """Who acts with a request, for the audit."""
    return Actor(account_of(request).name, address_of(request))


def address_of(request: Request) -> str:
    """The network address a request comes from."""
    return request.client.host if request.client else "local"


def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that was sent."""
    form: dict[str, str] = request.state.form
    return form


def needs(role: Role) -> Callable[[Request], None]:
    """A dependency of routes: the account must be of a role, or one that may do more."""

    def check(request: Request) -> None:
        if not account_of(request).may(role):
            raise HTTPException(403)

    return check


def inside(address: str) -> str:
    """The address, if it is one of a page of the staff space; else that of its first page."""
    plain = address.startswith(f"{STAFF_PATH}/") and not set(address) & set("\\\t\r\n")
    return address if plain and not address.startswith(LOGIN_PATH) else f"{STAFF_PATH}/"


def _led_to_login(request: Request) -> Response:
    is_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if not is_page:
        return JSONResponse({"detail": TEXTS[language_of_request(request)]["login_ended"]}, 401)
    query = f"?{request.url.query}" if request.url.query else ""
    wanted = f"{request.url.path}{query}"[:_LONGEST_NEXT]
    return RedirectResponse(f"{LOGIN_PATH}?next={quote(wanted, safe='')}", 303)


def _is_ours(request: Request, secret: str) -> bool:
    if not comes_from_here(request):
        return False
    if request.url.path.startswith(_GRADIO):
        return request.headers.get("content-type", "").startswith("application/json")
    token = request.headers.get(TOKEN_HEADER) or form_of(request).get(FORM_TOKEN, "")
    return is_form_token(token, secret)


def _form_in(request: Request, body: bytes) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        return {}
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return {}


async def _whole(receive: Receive) -> bytes:
    """The body, which is of bounded length."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    is_given = False

    async def receive_again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
