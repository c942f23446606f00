"""A served smx: a process of its own, started, asked whether it is ready, stopped or killed."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from eval.command_line import CommandFailed, default_environment
from eval.loading.asking import Door

_START_SECONDS = 120.0
_STOP_SECONDS = 60.0
UNLIMITED = {"SMX_LIMITS__QUESTIONS": "0", "SMX_LIMITS__REQUESTS": "0", "SMX_LIMITS__ANSWERS_AT_ONCE": "0"}
"""Settings under which one machine may ask for many."""


class Serving:
    """`smx serve` on a port of this machine, in a folder in which no settings lie; its log is kept beside."""

    def __init__(self, folder: Path, settings: Mapping[str, str], port: int = 0, before: Sequence[str] = ()) -> None:
        self.port = port or free_port()
        self.log = folder / f"serve-{self.port}.log"
        self._folder = folder
        self._before = before  # a command that runs this one
        self._environment = default_environment() | {"SMX_LOGS__LEVEL": "warning"} | dict(settings)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        self.wait_until_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def door(self) -> Door:
        """Where it is asked."""
        return Door(self.port)

    @property
    def pid(self) -> int:
        """The process. There is none before it was started."""
        if self._process is None:
            raise CommandFailed("smx serve was not started.")
        return self._process.pid

    def start(self) -> None:
        """Begin to serve."""
        command = [*self._before, str(Path(sys.executable).with_name("smx")), "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                command, cwd=self._folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait_until_ready(self) -> float:
        """The seconds until questions may be sent. Raises `CommandFailed`."""
        started = time.perf_counter()
        while self.state() != "ready":
            has_ended = self._process is None or self._process.poll() is not None
            if has_ended or time.perf_counter() - started > _START_SECONDS:
                raise CommandFailed(f"smx serve did not become ready:\n{self.log.read_text('utf-8')[-2000:]}")
            time.sleep(0.05)
        return time.perf_counter() - started

    def state(self) -> str:
        """What the process says of its readiness; nothing where it does not answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return str(json.loads(connection.getresponse().read())["status"])
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int | None:
        """End the process by a signal; what it ended with."""
        if self._process is None:
            return None
        if self._process.poll() is not None:
            return self._process.returncode
        self._process.send_signal(number)
        try:
            return self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait(_STOP_SECONDS)


def free_port() -> int:
    """A port of this machine that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
