"""A scripted chat model: a real HTTP server on this machine that speaks the OpenAI protocol as well as it is told."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from assistant.settings import ModelSettings

KEY = "sk-only-for-tests"


@dataclass(slots=True)
class Exchange:
    """One request and the way to answer it."""

    body: dict[str, Any]
    headers: dict[str, str]
    path: str
    handler: BaseHTTPRequestHandler
    left: threading.Event = field(default_factory=threading.Event)
    """Set when the client was found to have gone before the answer was over."""

    @property
    def said(self) -> list[str]:
        """The texts of the messages."""
        return [message["content"] for message in self.body["messages"]]

    def begin(self, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Send the status and the headers."""
        self.handler.send_response(status)
        for name, value in ({"Content-Type": "text/event-stream"} | (headers or {})).items():
            self.handler.send_header(name, value)
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def send(self, data: bytes) -> None:
        """Send some bytes at once."""
        self.handler.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def end(self) -> None:
        """Say that the answer is over."""
        self.handler.wfile.write(b"0\r\n\r\n")


Script = Callable[[Exchange], None]


def event(delta: object = None, *, finish: str | None = None, **more: Any) -> bytes:
    """One chunk of an answer, as a server-sent event with its text unescaped."""
    choices = [] if delta is None and finish is None else [{"index": 0, "delta": delta or {}, "finish_reason": finish}]
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": choices} | more
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"


def events(pieces: Iterable[str], finish: str | None = "stop") -> Iterator[bytes]:
    """A whole answer, with the tokens it used."""
    yield event({"role": "assistant", "content": ""})
    number = 0
    for piece in pieces:
        number += 1
        yield event({"content": piece})
    if finish:
        yield event(finish=finish)
    yield event(usage={"prompt_tokens": 7, "completion_tokens": number, "total_tokens": 7 + number})
    yield b"data: [DONE]\n\n"


def says(*pieces: str, finish: str | None = "stop", pause: float = 0, cut: int | None = None) -> Script:
    """Answers in these pieces, with pauses before each in seconds, or all in parts of `cut` bytes."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        parts: Iterable[bytes] = events(pieces, finish)
        if cut:
            whole = b"".join(parts)
            parts = [whole[start : start + cut] for start in range(0, len(whole), cut)]
        for part in parts:
            time.sleep(pause)
            exchange.send(part)
        exchange.end()

    return script


def replies(answer: Callable[[list[str]], str | Iterable[str]]) -> Script:
    """Answers with what a function makes of the texts of the messages, a piece for each string it gives."""

    def script(exchange: Exchange) -> None:
        made = answer(exchange.said)
        says(*([made] if isinstance(made, str) else made))(exchange)

    return script


def sources_in(said: Sequence[str]) -> list[str]:
    """The texts of the sources that a prompt to word an answer holds."""
    return [text.strip() for text in re.findall(r"<source [^>]*>\n(.*?)\n</source>", said[-1], re.DOTALL)]


def question_in(said: Sequence[str]) -> str:
    """The question that a prompt holds, as it was asked."""
    found = re.search(r"<question>\n(.*?)(?:\n|</question>)", said[-1])
    return found[1] if found else ""


def fails(status: int, error: object = None, **headers: str) -> Script:
    """Answers with an error; header names have underscores for hyphens."""

    def script(exchange: Exchange) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        exchange.begin(status, {"Content-Type": "application/json"} | named)
        exchange.send(json.dumps({"error": error or {"message": "scripted"}}).encode())
        exchange.end()

    return script


def sends(*parts: bytes, pause: float = 0, content_type: str = "text/event-stream", ends: bool = True) -> Script:
    """Sends these bytes, with pauses before each in seconds; without an end the connection is broken off."""

    def script(exchange: Exchange) -> None:
        exchange.begin(headers={"Content-Type": content_type})
        for part in parts:
            time.sleep(pause)
            exchange.send(part)
        if ends:
            exchange.end()
        else:
            exchange.handler.close_connection = True

    return script


def resets(before: bytes) -> Script:
    """Sends some bytes and then resets the connection."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        exchange.send(before)
        time.sleep(0.2)  # until they were read; a reset throws away what was not
        exchange.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        exchange.handler.connection.close()
        exchange.handler.close_connection = True

    return script


def never_ends(part: Callable[[], bytes], before: Sequence[bytes] = (), pause: float = 0) -> Script:
    """Sends some bytes and then others again and again until the client leaves, for at most a minute."""

    def script(exchange: Exchange) -> None:
        exchange.begin()
        for first in before:
            exchange.send(first)
        for _ in range(int(60 / pause) if pause else 10_000_000):
            time.sleep(pause)
            exchange.send(part())

    return script


def keeps_silent(before: Sequence[bytes] = ()) -> Script:
    """Sends some bytes and then nothing until the client leaves."""
    return lambda exchange: _wait_for_leaving(exchange, before)


def _wait_for_leaving(exchange: Exchange, before: Sequence[bytes]) -> None:
    if before:
        exchange.begin()
    for first in before:
        exchange.send(first)
    exchange.handler.connection.settimeout(60)
    if exchange.handler.connection.recv(1) == b"":
        raise ConnectionResetError


class ScriptedServer:
    """Answers each request by the next script; the last script answers all that follow. A context manager."""

    def __init__(self, *scripts: Script) -> None:
        self.exchanges: list[Exchange] = []
        self._scripts = list(scripts)
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                exchange = Exchange(body, dict(self.headers.items()), self.path, self)
                script = server._next(exchange)
                try:
                    script(exchange)
                except OSError:
                    self.close_connection = True
                    exchange.left.set()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def _next(self, exchange: Exchange) -> Script:
        with self._lock:
            self.exchanges.append(exchange)
            return self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]

    def then(self, *scripts: Script) -> None:
        """Answer from now on by these."""
        with self._lock:
            self._scripts = list(scripts)

    @property
    def address(self) -> str:
        """Where it is served, as a setting."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def settings(self, **changes: Any) -> ModelSettings:
        """Settings that name it."""
        return settings_at(self.address, **changes)

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def settings_at(address: str, **changes: Any) -> ModelSettings:
    """Settings of a model at an address."""
    return ModelSettings(**({"name": "scripted", "address": address, "key": SecretStr(KEY)} | changes))


def closed_address() -> str:
    """An address of this machine where nothing is served."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/v1"
