"""One question over HTTP, its answer read event by event as it comes."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 60.0


class NotAnswered(Exception):
    """No answer came; the message says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as its asker got it: who it says it is for, its words, and the milliseconds to its first and last."""

    id: str
    question: str
    text: str
    outcome: str
    generation: str
    first_ms: float
    whole_ms: float


@dataclass(frozen=True, slots=True)
class Door:
    """Where on this machine a service is asked, by the host name and with the TLS that it wants."""

    port: int
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None


async def ask(door: Door, question: str, id_: str, asker: int = 0) -> Told:
    """Ask a service, each asker from a network of this machine of its own. Raises `NotAnswered`."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await _asked(door, question, id_, f"127.0.{asker % 256}.1")
    except TimeoutError:
        raise NotAnswered("no answer in time") from None
    except (OSError, asyncio.IncompleteReadError) as error:
        raise NotAnswered(type(error).__name__) from error


async def _asked(door: Door, question: str, id_: str, address: str) -> Told:
    started, first_ms = time.perf_counter(), None
    reader, writer = await asyncio.open_connection(
        "127.0.0.1",
        door.port,
        ssl=door.tls,
        server_hostname=door.host if door.tls else None,
        local_addr=(address, 0),
    )
    try:
        body = json.dumps({"question": question, "id": id_}).encode()
        writer.write(
            b"POST /api/v1/ask HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nAccept: text/event-stream\r\n"
            b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (door.host.encode(), len(body)) + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if " 200 " not in head.partition("\r\n")[0]:
            raise NotAnswered(f"status {head.split()[1]}")
        async for name, data in _events(reader):
            if name == "problem":
                raise NotAnswered(f"problem {data['status']}")
            if first_ms is None and name in ("sentence", "answer"):
                first_ms = (time.perf_counter() - started) * 1000
            if name == "answer":
                said = {key: str(data[key]) for key in ("id", "question", "text", "outcome", "generation")}
                return Told(**said, first_ms=first_ms or 0.0, whole_ms=(time.perf_counter() - started) * 1000)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    raise NotAnswered("the answer broke off")


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """The named events of a chunked response."""
    held = b""
    while size := int((await reader.readuntil(b"\r\n")).strip() or b"0", 16):
        held += (await reader.readexactly(size + 2))[:-2]
        *whole, held = held.split(b"\n\n")
        for lines in whole:
            fields = dict(line.split(b": ", 1) for line in lines.split(b"\n") if not line.startswith(b":"))
            if b"event" in fields:
                yield fields[b"event"].decode(), json.loads(fields[b"data"])
