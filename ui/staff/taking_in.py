"""Taking in: the files of a form that is sent, written down as they come, each within its limit."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from assistant.uploading import MOST_STAGED, Incoming, Reason, Upload, UploadRefused, Uploads
from corpus.readers.limits import MOST_BYTES
from ui.staff.multipart import PartBegins, PartEnds, Piece, pieces_of

logger = logging.getLogger(__name__)

SILENCE_SECONDS = 30.0
MOST_FORM_BYTES = MOST_STAGED * MOST_BYTES + 1_000_000

_LONGEST_FIELD_BYTES = 2_000
_NAME_SHOWN = 120
_FULL = (errno.ENOSPC, errno.EDQUOT)


class TooMuch(Exception):
    """More is sent than all files together may hold."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was not taken in, and why."""

    name: str
    reason: Reason | Literal["cut", "full", "broken"]


@dataclass(slots=True)
class TakenIn:
    """What came of the files of a form, in their order."""

    uploads: list[Upload] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)


async def taken_in(request: Request, uploads: Uploads, owner: str) -> TakenIn:
    """Take in every file of a form whose fields `library` and `folder` come before.

    Raises `BrokenForm`, `TooMuch`, `TimeoutError` and `ClientDisconnect`; what is whole by then stays.
    """
    taking = _Taking(uploads, owner)
    try:
        async for piece in pieces_of(_in_time(request.stream()), request.headers.get("content-type", "")):
            # Disks may be slow, and everybody else is served meanwhile.
            await run_in_threadpool(taking.take, piece)
    finally:
        await run_in_threadpool(taking.abandon)
    return taking.found


class _Taking:
    def __init__(self, uploads: Uploads, owner: str) -> None:
        self.found = TakenIn()
        self._uploads = uploads
        self._owner = owner
        self._fields: dict[str, bytes] = {}
        self._field: str | None = None
        self._name = ""
        self._incoming: Incoming | None = None

    def take(self, piece: Piece) -> None:
        try:
            match piece:
                case PartBegins(name, None):
                    self._field = name
                    self._fields[name] = b""
                case PartBegins(_, file_name):
                    self._begin(file_name or "")
                case PartEnds():
                    self._end()
                case _:
                    self._hold(piece)
        except UploadRefused as refused:
            self._refuse(NotTaken(self._name, refused.reason))
        except OSError as error:
            is_full = error.errno in _FULL
            logger.error("an upload could not be written: %s", error.strerror)
            self._refuse(NotTaken(self._name, "full" if is_full else "broken"))

    def abandon(self) -> None:
        if self._incoming:
            self._incoming.abandon()
            self._incoming = None

    def _begin(self, file_name: str) -> None:
        self._field, self._name = None, file_name[:_NAME_SHOWN]
        if not file_name:
            return  # no file was chosen
        library = self._fields.get("library", b"0").decode("ascii", "replace")
        folder = self._fields.get("folder", b"").decode("utf-8", "replace")
        number = int(library) if library.isdecimal() and len(library) < 4 else -1
        self._incoming = self._uploads.begin(self._owner, number, folder, file_name)

    def _hold(self, data: bytes) -> None:
        if self._incoming:
            self._incoming.write(data)
        elif self._field is not None and len(self._fields[self._field]) + len(data) <= _LONGEST_FIELD_BYTES:
            self._fields[self._field] += data

    def _end(self) -> None:
        self._field = None
        if self._incoming:
            self.found.uploads.append(self._incoming.finish())
            self._incoming = None

    def _refuse(self, refused: NotTaken) -> None:
        self.abandon()
        self.found.refused.append(refused)


async def _in_time(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    size = 0
    while True:
        async with asyncio.timeout(SILENCE_SECONDS):
            chunk = await anext(chunks, None)
        if chunk is None:
            return
        size += len(chunk)
        if size > MOST_FORM_BYTES:
            raise TooMuch
        yield chunk
