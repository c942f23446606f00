"""Pages of the staff space: the public templates lead to the same pages under its own path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from assistant.keeping.accounts import Account
from ui.pages import Pages, language_of_request
from ui.problem_wording import problem_wording
from ui.staff.space import STAFF_PATH
from ui.staff.tokens import cookie_of, form_token

# Values in templates are escaped, so that only our own markup holds a quotation mark before an address.
_OUR_ADDRESS = re.compile(r'(?<= )((?:href|src|action|data-address)=")/(?!/|page/|language/|privacy"|staff[/"?])')
_ASSISTANT = re.compile(r'(?<= )href="/(?=["?])')


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page of the staff space, and the token of the forms on it."""

    account: Account | None
    token: str

    def may(self, role: Any) -> bool:
        """Whether the reader may do what a role may."""
        return self.account is not None and self.account.may(role)


class StaffPages(Pages):
    """Pages with the staff's navigation, from the library of both shelves."""

    def render(self, name: str, request: Request, **values: Any) -> str:
        """The page in the reader's language, with its addresses under the path of the staff space."""
        account: Account | None = request.state.account
        secret = cookie_of(request, "login") if account else ""
        reader = Reader(account, values.pop("token", None) or form_token(secret))
        wording = problem_wording(language_of_request(request))
        page = super().render(name, request, staff=reader, staff_here=request.url.path, wording=wording, **values)
        page = _ASSISTANT.sub(f'href="{STAFF_PATH}/chat/', page)
        return _OUR_ADDRESS.sub(rf"\1{STAFF_PATH}/", page)

    def here(self, request: Request) -> str:
        """The path of the page as the public templates have it."""
        path = request.url.path.removeprefix(STAFF_PATH)
        return "/" if path == "/chat/" else "" if path == "/" else path

    def response(self, name: str, request: Request, status_code: int = 200, **values: Any) -> HTMLResponse:
        """The page as a response, which the guard keeps out of every cache."""
        return HTMLResponse(self.render(name, request, **values), status_code)
