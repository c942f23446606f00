"""Chat models through LangChain: made from the settings, asked over the network, their failures put in our words."""

from __future__ import annotations

import re
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langsmith import tracing_context
from pydantic import ValidationError

from assistant.modelling.failures import FailureKind, ModelFailure
from assistant.modelling.turns import Asked
from assistant.settings import ModelSettings, SettingsError

_BYTES_A_TOKEN = 4096  # a chunk of one token is some hundred bytes on the wire
_BUSY = {429, 503, 529}
_STATUS_REMEDIES = {
    402: "The account at the provider has no credit.",
    404: "Check SMX_MODEL__NAME, and SMX_MODEL__ADDRESS, which often ends in /v1: the server knows no such thing.",
    **dict.fromkeys(
        (400, 413, 422),
        "The server does not take the request; its log says why. Often the context of the model is too short.",
    ),
    **dict.fromkeys((301, 302, 303, 307, 308), "Give the address it leads to as SMX_MODEL__ADDRESS."),
}
# Not every server takes these; one that names what it does not take is asked without it from then on.
_WISHES = {
    "response_format": "as_json", "temperature": "temperature", "stream_options": "stream_usage",
    "max_tokens": "extra_body",
}  # fmt: skip
_AS_JSON = {"response_format": {"type": "json_object"}}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of an answer as it arrives."""

    text: str
    ending: str | None
    """Why the model stopped, in the provider's word, where this part says it."""
    prompt_tokens: int
    completion_tokens: int


class AnswerTooLong(Exception):
    """More bytes came than an answer can have."""


class Connection:
    """One chat model at its provider.

    Raises `SettingsError` when the settings name none that can be made. `chunks` runs on one event loop only.
    """

    def __init__(self, settings: ModelSettings) -> None:
        # Said of odd answers, with what the server wrote; such an answer fails further on.
        warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
        self._http: httpx2.AsyncClient | None = None
        self._wishes: dict[str, Any] = {}
        given: dict[str, Any] = {"max_tokens": settings.most_tokens, "temperature": 0}
        if settings.address:
            given["base_url"] = _address(settings.address)
        if key := _key(settings):
            given["api_key"] = key
        if settings.provider == "openai":
            if not settings.address:
                raise SettingsError("SMX_MODEL__ADDRESS is missing: it says where the model is served.")
            self._http = _http_client(settings)
            # By the older name, which every compatible server knows.
            self._wishes = {
                "temperature": 0, "stream_usage": True, "extra_body": {"max_tokens": settings.most_tokens},
                "as_json": True,
            }  # fmt: skip
            given = {
                "base_url": given["base_url"],
                "api_key": key or "none",  # else the library takes a key from the environment, meant for another server
                "openai_proxy": "",  # likewise; the proxies of the system are used
                "max_retries": 0,
                "timeout": self._http.timeout,
                "http_async_client": self._http,
                "stream_chunk_timeout": None,
                "use_responses_api": False,
            }
        self._model = _made(settings, given)

    async def chunks(self, asked: Asked) -> AsyncGenerator[Chunk, None]:
        """What the model answers, part by part. Raises `ModelFailure`."""
        messages = [(turn.role, turn.text) for turn in asked.turns]
        began = False
        failure: ModelFailure | None = None
        while failure is None:
            try:
                answer = cast("Any", self._model.astream(messages, **self._wishes_of(asked)))
                # Whatever the environment says, no question and no answer is told to a tracing service.
                with tracing_context(enabled=False):
                    async with aclosing(answer) as parts:
                        async for part in parts:
                            began = True
                            yield _chunk(part)
                return
            except Exception as error:  # a provider's package may raise anything
                if began or not self._gives_up_a_wish(error):
                    failure = failure_of(error, began)
        # Outside the handler, so that what the provider wrote does not hang on it.
        raise failure

    async def close(self) -> None:
        """Let go of open connections."""
        if self._http is not None:
            await self._http.aclose()

    def _wishes_of(self, asked: Asked) -> dict[str, Any]:
        """What is wished for with a request, as the provider's package takes it."""
        given = {wish: value for wish, value in self._wishes.items() if wish != "as_json"}
        if asked.as_json and "as_json" in self._wishes:
            # Beside the package's own field for it, which would have the answer parsed instead of streamed.
            given["extra_body"] = given.get("extra_body", {}) | _AS_JSON
        return given

    def _gives_up_a_wish(self, error: Exception) -> bool:
        named = [wish for name, wish in _WISHES.items() if wish in self._wishes and name in str(error)]
        if getattr(error, "status_code", None) not in {400, 422} or not named:
            return False
        self._wishes = {wish: value for wish, value in self._wishes.items() if wish not in named}
        return True


def failure_of(error: Exception, began: bool) -> ModelFailure:
    """Our word for what a provider's package raised, without anything the server wrote."""
    links = list(_links(error))
    status = getattr(error, "status_code", None) or _status_in_stream(error)
    kind, detail, passing = FailureKind.BROKEN, "it broke off", True
    if any(isinstance(link, AnswerTooLong) for link in links):
        kind, detail, passing = FailureKind.ENDLESS, "", False
    elif isinstance(status, int):
        return _status_failure(status, error)
    elif any(isinstance(link, TimeoutError) for link in links):
        kind, detail = FailureKind.TIMED_OUT, "no connection" if not began else ""
    elif any(isinstance(link, OSError) for link in links):
        kind, detail = (FailureKind.BROKEN, detail) if began else (FailureKind.REFUSED, "")
    elif type(error) is ValueError and not began:  # LangChain's word for an answer without parts
        kind, detail, passing = FailureKind.EMPTY, "", False
    elif isinstance(error, (ValueError, TypeError, LookupError, AttributeError)):
        kind, detail = FailureKind.MALFORMED, ""
    return ModelFailure(kind, detail, passing=passing)


def _status_failure(status: int, error: Exception) -> ModelFailure:
    kind = FailureKind.BROKEN
    if status in {401, 403}:
        kind = FailureKind.UNAUTHORISED
    elif status in _BUSY:
        kind = FailureKind.BUSY
    passing = kind is FailureKind.BUSY or status >= 500
    remedy = _STATUS_REMEDIES.get(status, "")
    waits = _seconds_to_wait(getattr(getattr(error, "response", None), "headers", {}).get("retry-after", ""))
    return ModelFailure(kind, f"HTTP {status}", remedy=remedy, passing=passing, retry_after_seconds=waits)


def _status_in_stream(error: Exception) -> object:
    body = getattr(error, "body", None)
    return body.get("code") if isinstance(body, dict) else None


def _seconds_to_wait(header: str) -> float | None:
    if re.fullmatch(r"\d+(\.\d+)?", header.strip()):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp())


def _links(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _chunk(part: AIMessageChunk) -> Chunk:
    told = part.response_metadata
    used = part.usage_metadata
    return Chunk(
        str(part.text),
        next((str(told[name]) for name in ("finish_reason", "stop_reason", "done_reason") if told.get(name)), None),
        used["input_tokens"] if used else 0,
        used["output_tokens"] if used else 0,
    )


def _address(address: str) -> str:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError("SMX_MODEL__ADDRESS: expected an address such as http://127.0.0.1:8000/v1.")
    if parts.username or parts.password:
        raise SettingsError("SMX_MODEL__ADDRESS holds a name or password; a key is given with SMX_MODEL__KEY.")
    return address


def _key(settings: ModelSettings) -> str:
    key = settings.key.get_secret_value().strip()
    if not re.fullmatch(r"[!-~]*", key):
        raise SettingsError("SMX_MODEL__KEY holds spaces or characters that no key has.")
    return key


def _made(settings: ModelSettings, given: dict[str, Any]) -> BaseChatModel:
    try:
        model: BaseChatModel = init_chat_model(settings.name, model_provider=settings.provider, **given)
    except ImportError as error:
        package = re.search(r"pip install ([a-z-]+)", str(error))
        raise SettingsError(
            f"SMX_MODEL__PROVIDER: the package for {settings.provider} is not installed"
            + (f"; install {package[1]}." if package else ".")
        ) from error
    except ValidationError:
        raise SettingsError(f"SMX_MODEL__PROVIDER: {settings.provider} does not take these settings.") from None
    except ValueError as error:
        raise SettingsError(f"SMX_MODEL__PROVIDER: LangChain knows no provider {settings.provider!r}.") from error
    return model


def _http_client(settings: ModelSettings) -> httpx2.AsyncClient:
    most = settings.most_tokens * _BYTES_A_TOKEN

    async def bound(response: httpx2.Response) -> None:
        response.stream = _Bounded(cast("httpx2.AsyncByteStream", response.stream), most)

    # A server that leads elsewhere is not followed: the question goes to the address that was given and to no other.
    return httpx2.AsyncClient(
        follow_redirects=False,
        timeout=httpx2.Timeout(None, connect=settings.connect_seconds),
        event_hooks={"response": [bound]},
    )


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        came = 0
        async for part in self._stream:
            came += len(part)
            if came > self._most:
                raise AnswerTooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
