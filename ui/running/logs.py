"""Logs: a line an event, for people or for programs, without secrets and without a word of what was asked."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from traceback import TracebackException
from typing import Any, TextIO

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor

from assistant.settings import LogSettings

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered, which every line about it carries."""

_OURS = ("assistant", "corpus", "index", "ui", "eval")
_HIDDEN = "***"


def configure_logs(settings: LogSettings, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """From now on everything is logged in this form; of libraries only warnings, whatever the level.

    What they say below that may hold requests to the chat model, and with them what was asked.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Discreet(settings.format, secrets, colours=handler.stream.isatty()))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.level.upper())


class _Discreet(ProcessorFormatter):
    """Writes lines with every secret hidden, wherever in them it stands."""

    def __init__(self, form: str, secrets: Iterable[str], *, colours: bool) -> None:
        renderer: Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if form == "json"
            else structlog.dev.ConsoleRenderer(colors=colours)
        )
        stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
        super().__init__(
            foreign_pre_chain=[add_log_level, add_logger_name, ExtraAdder(), stamp, _with_request, _without_words],
            processors=[ProcessorFormatter.remove_processors_meta, renderer],
        )
        forms = {form for secret in secrets for form in (secret, json.dumps(secret, ensure_ascii=False)[1:-1])}
        self._secrets = sorted(forms, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


def _with_request(_: Any, __: str, event: EventDict) -> EventDict:
    if request_id := REQUEST_ID.get():
        event["request_id"] = request_id
    return event


def _without_words(_: Any, __: str, event: EventDict) -> EventDict:
    """An exception as where it happened; the event loop's reports without the values they show."""
    if event.get("logger") == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given else None
    if error is not None:
        event["exception"] = "\n".join(_told(TracebackException.from_exception(error), error))
    return event


def _told(traced: TracebackException, error: BaseException) -> Iterator[str]:
    """An exception and what led to it: what ours say, of others only their kind, since they quote their input."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(TracebackException.from_exception(before), before)
        yield ""
    yield "".join(traced.stack.format()).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    yield f"{kind}: {error}" if kind.startswith(_OURS) else kind
