"""Fetching: what a provider is asked over HTTP, within limits of time and size, and nobody else in its stead."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, cast

import httpx2

from assistant.openid.failures import FailureKind, OpenIdFailure

_DEADLINE_SECONDS = 10.0
_MOST_BYTES = 1_000_000
_OK = 200
_OWN_FAULT = 500


@cache
def tls_context() -> ssl.SSLContext:
    """The certificates that are trusted, or those of `SSL_CERT_FILE`; read once, since it takes some time."""
    return httpx2.create_ssl_context()


def client_options(tls: ssl.SSLContext) -> dict[str, Any]:
    """How a client is made; one that is led elsewhere does not follow."""
    return {
        "verify": tls,
        "follow_redirects": False,
        "timeout": _DEADLINE_SECONDS,
        "event_hooks": {"response": [_bound]},
    }


@asynccontextmanager
async def within_limits() -> AsyncIterator[None]:
    """Whatever is asked in here has to come to an end in time. Raises `OpenIdFailure` in place of what HTTP raises."""
    try:
        async with asyncio.timeout(_DEADLINE_SECONDS):
            yield
    except TimeoutError:
        raise OpenIdFailure(FailureKind.UNREACHABLE, f"nothing within {_DEADLINE_SECONDS:g} seconds") from None
    except httpx2.HTTPStatusError as error:
        raise _by_status(error.response) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, TooLong) as error:
        raise OpenIdFailure(FailureKind.UNREACHABLE, type(error).__name__) from None


async def fetched(client: Any, address: str) -> dict[str, Any]:
    """The JSON object at an address, without anything that proves who asks. Raises `OpenIdFailure`."""
    answer = await client.request("GET", address, withhold_token=True)
    if answer.status_code != _OK:
        raise _by_status(answer)
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise OpenIdFailure(FailureKind.MISCONFIGURED, f"no JSON object at {address}")
    return found


def _by_status(answer: httpx2.Response) -> OpenIdFailure:
    kind = FailureKind.UNREACHABLE if answer.status_code >= _OWN_FAULT else FailureKind.MISCONFIGURED
    return OpenIdFailure(kind, f"status {answer.status_code} at {answer.request.url}")


class TooLong(Exception):
    """More bytes came than an answer can have."""


async def _bound(response: httpx2.Response) -> None:
    response.stream = _Bounded(cast("httpx2.AsyncByteStream", response.stream))


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        came = 0
        async for part in self._stream:
            came += len(part)
            if came > _MOST_BYTES:
                raise TooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
