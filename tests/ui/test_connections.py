from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn

from tests.ui.conftest import made_app
from tests.ui.fakes import FakeAssistant
from ui import connections, security
from ui.connections import HEAD_LIMIT_BYTES, Connection

START = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
Connecting = Callable[[], socket.socket]


@pytest.fixture(scope="module")
def connecting() -> Iterator[Connecting]:
    """Opens connections to a server that is patient for half a second."""
    with pytest.MonkeyPatch.context() as patch, socket.socket() as listener:
        patch.setattr(connections, "HEAD_SECONDS", 0.5)
        patch.setattr(security, "BODY_SECONDS", 0.5)
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            made_app(FakeAssistant()), http=Connection, log_level="error", ws="none", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        port = listener.getsockname()[1]
        opened: list[socket.socket] = []

        def connect() -> socket.socket:
            opened.append(socket.create_connection(("127.0.0.1", port), timeout=5))
            return opened[-1]

        yield connect
        for connection in opened:
            connection.close()
        server.should_exit = True
        thread.join(20)


def answer(connection: socket.socket) -> bytes:
    """All that is answered until the server closes the connection."""
    said = b""
    while part := connection.recv(65_536):
        said += part
    return said


@pytest.mark.parametrize("sent", [b"", START, START + b"X-Slow: "])
def test_a_connection_that_never_ends_its_headers_is_closed(connecting: Connecting, sent: bytes):
    connection = connecting()
    connection.sendall(sent)
    assert answer(connection) == b""


def test_headers_that_do_not_end_are_refused(connecting: Connecting):
    connection = connecting()
    connection.sendall(START + b"X-Long: " + b"a" * (HEAD_LIMIT_BYTES + 1))
    assert answer(connection).startswith(b"HTTP/1.1 400")


def test_a_request_after_a_pause_on_the_same_connection_is_answered(connecting: Connecting):
    connection = connecting()
    for _ in range(2):
        connection.sendall(START + b"\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        time.sleep(0.7)


def test_a_body_that_does_not_come_is_not_waited_for(connecting: Connecting):
    connection = connecting()
    connection.sendall(b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\n{")
    assert connection.recv(65_536).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b"[" * 200_000 + b"]" * 200_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000]
)
def test_json_that_is_nested_without_end_is_refused_and_breaks_nothing(connecting: Connecting, body: bytes):
    connection = connecting()
    connection.sendall(
        b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body) + body
    )
    assert connection.recv(65_536).split()[1] in (b"400", b"404", b"422")
