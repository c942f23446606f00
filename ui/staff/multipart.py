"""Multipart: the parts of a form with files, as they come in, none of them held in memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Message, Receive

_LOOKED_AT_BYTES = 4_096
_FIRST_SECONDS = 20.0
_MOST_HEADERS = 8
_LONGEST_HEADER_BYTES = 4_096


class BrokenForm(Exception):
    """What was sent is no form with files."""


@dataclass(frozen=True, slots=True)
class PartBegins:
    """A field of the form; `file_name` is what a file is called where it comes from."""

    name: str
    file_name: str | None


@dataclass(frozen=True, slots=True)
class PartEnds:
    """Nothing more comes of the field that began last."""


Piece = PartBegins | PartEnds | bytes


async def pieces_of(chunks: AsyncIterator[bytes], content_type: str) -> AsyncIterator[Piece]:
    """The beginnings, contents and ends of a form's fields, in their order. Raises `BrokenForm`."""
    form = _Form(content_type)
    try:
        async for chunk in chunks:
            form.parser.write(chunk)
            for piece in form.take():
                yield piece
        form.parser.finalize()
    except FormParserError as error:
        raise BrokenForm(str(error)) from error
    if not form.has_ended:
        raise BrokenForm("The form ends in the middle.")


async def first_field(receive: Receive, name: str) -> tuple[str, Receive]:
    """The value of a form's first field, if that is its name and it is short; and what receives all from the start.

    No more is taken in than it takes to know it.
    """
    pattern = re.compile(
        rb'--[^\r\n]{1,200}\r\nContent-Disposition: form-data; name="%b"\r\n\r\n([^\r\n]{0,200})\r\n--' % name.encode(),
        re.IGNORECASE,
    )
    body, messages, more = b"", [], True
    with suppress(TimeoutError):
        async with asyncio.timeout(_FIRST_SECONDS):
            while more and len(body) < _LOOKED_AT_BYTES and not pattern.match(body):
                message = await receive()
                messages.append(message)
                body += message.get("body", b"")
                more = message.get("more_body", False)
    waiting = iter(messages)

    async def receive_from_the_start() -> Message:
        return next(waiting, None) or await receive()

    found = pattern.match(body)
    return found[1].decode("latin-1") if found else "", receive_from_the_start


class _Form:
    """What a parser has found since it was last asked."""

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise BrokenForm("The request is no form with files.")
        self.has_ended = False
        self._pieces: list[Piece] = []
        self._header, self._value, self._disposition = b"", b"", b""
        self.parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_part_data": lambda data, start, end: self._pieces.append(bytes(data[start:end])),
                "on_part_end": lambda: self._pieces.append(PartEnds()),
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_end": self._on_end,
            },
            max_header_count=_MOST_HEADERS,
            max_header_size=_LONGEST_HEADER_BYTES,
        )

    def take(self) -> list[Piece]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _on_part_begin(self) -> None:
        self._header = self._value = self._disposition = b""

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        file_name = options.get(b"filename")
        name = None if file_name is None else file_name.decode("utf-8", "replace")
        self._pieces.append(PartBegins(options.get(b"name", b"").decode("utf-8", "replace"), name))

    def _on_end(self) -> None:
        self.has_ended = True
