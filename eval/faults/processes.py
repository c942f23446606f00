"""Commands of smx as processes with everything they start: timed, killed, and looked for afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.command_line import default_environment

PATIENCE_SECONDS = 300.0

_MARK = "FAULTS_OF"
_SHUT_OUT = (
    "import ctypes, os, sys; [ctypes.CDLL(None).prctl(24, n) for n in (1, 2)]; os.execv(sys.argv[1], sys.argv[1:])"
)
"""Drops what lets the superuser read and write where rights forbid it; others have no such thing to drop."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, nothing where it was killed for hanging, and what it printed."""

    code: int | None
    out: str
    err: str
    seconds: float

    @property
    def is_honest(self) -> bool:
        """Whether it ended well, or with a message and what to do instead of a traceback."""
        return self.code in (0, 1, 2) and "Traceback" not in self.err and (self.code == 0 or "smx: " in self.err)


class Process:
    """A command of smx in a group of its own, whose output is kept in files."""

    def __init__(self, command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> None:
        self._out, self._err = folder / "out.log", folder / "err.log"
        self._started = time.perf_counter()
        environment = default_environment() | {_MARK: str(folder)} | dict(settings)
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(  # noqa: S603
                command, cwd=folder, env=environment, stdout=out, stderr=err, start_new_session=True
            )

    def kill_after(self, seconds: float) -> bool:
        """Kill it with its whole group at a moment since its start; false where it had ended before."""
        try:
            self._process.wait(max(0.0, self._started + seconds - time.perf_counter()))
        except subprocess.TimeoutExpired:
            self._kill()
            return True
        return False

    def end(self, patience_seconds: float = PATIENCE_SECONDS) -> Ended:
        """Wait for its end; a command that takes longer hangs, and is killed."""
        try:
            code: int | None = self._process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            self._kill()
            code = None
        seconds = time.perf_counter() - self._started
        out, err = (file.read_text("utf-8", "replace") for file in (self._out, self._err))
        return Ended(code, out, err, seconds)

    def _kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Smx:
    """Runs `smx` in a folder in which no settings lie."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None, *, is_shut_out: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._settings = settings or {}
        self._before = shut_out() if is_shut_out else ()

    def start(self, *arguments: object) -> Process:
        """Begin a command."""
        return self.start_python("-m", "assistant.cli", *arguments)

    def start_python(self, *arguments: object) -> Process:
        """Begin this Python with arguments."""
        command = [*self._before, sys.executable, *map(str, arguments)]
        return Process(command, self._folder, self._settings)

    def run(self, *arguments: object) -> Ended:
        """Run a command to its end."""
        return self.start(*arguments).end()

    def left(self) -> list[str]:
        """The processes that commands run here have left, after a moment in which they may end."""
        for _ in range(50):
            if not (found := self._alive()):
                return []
            time.sleep(0.1)
        return found

    def _alive(self) -> list[str]:
        mark = f"{_MARK}={self._folder}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
            except OSError:
                continue  # it has ended, or is somebody else's
        return found


def shut_out() -> tuple[str, ...]:
    """What to put before a command so that rights hold for it even where the superuser runs it."""
    return (sys.executable, "-c", _SHUT_OUT)
