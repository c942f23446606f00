"""The secrets that a browser of the staff holds: the token of its login, and what proves that a form is ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Literal
from urllib.parse import urlsplit

from fastapi import Request, Response

Kind = Literal["login", "form", "openid"]
SameSite = Literal["strict", "lax"]

_SECONDS: dict[Kind, int | None] = {"login": None, "form": 3600, "openid": 600}
# The answer of a provider comes from another site, and has to find what was kept for it.
_SENT_FROM: dict[Kind, SameSite] = {"login": "strict", "form": "strict", "openid": "lax"}


def cookie_of(request: Request, kind: Kind) -> str:
    """What the browser holds of a kind; nothing where it holds none."""
    return request.cookies.get(_name(request, kind), "")


def set_cookie(request: Request, response: Response, kind: Kind, value: str) -> None:
    """Give the browser a secret that no script reads; but for that of a provider's answer, no other site sends it."""
    response.set_cookie(
        _name(request, kind),
        value,
        max_age=_SECONDS[kind],
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite=_SENT_FROM[kind],
    )


def drop_cookie(request: Request, response: Response, kind: Kind) -> None:
    """Take a secret back from the browser."""
    name, sent_from = _name(request, kind), _SENT_FROM[kind]
    response.delete_cookie(name, path="/", secure=_is_secure(request), httponly=True, samesite=sent_from)


def new_secret() -> str:
    """A secret of 256 bits."""
    return secrets.token_urlsafe(32)


def form_token(secret: str) -> str:
    """What forms made for the holder of a secret carry; the secret cannot be told from it."""
    return hmac.new(secret.encode(), b"forms of the staff space", hashlib.sha256).hexdigest()


def is_form_token(token: str, secret: str) -> bool:
    """Whether a form was made for the holder of a secret."""
    return bool(secret) and hmac.compare_digest(token.encode(), form_token(secret).encode())


def comes_from_here(request: Request) -> bool:
    """Whether a page of this very site makes the request, as far as the browser tells; it has to tell."""
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request, kind: Kind) -> str:
    # With this beginning browsers take the cookie over TLS only, for this very host, and from nobody else.
    return f"__Host-smx-{kind}" if _is_secure(request) else f"smx-{kind}"
