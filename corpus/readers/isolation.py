"""Isolation: files are read in a process of their own, which is ended when it takes too long and begun anew."""

from __future__ import annotations

import os
import signal
import time
import weakref
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from corpus.readers.limits import SILENCE_SECONDS, WHOLE_SECONDS
from corpus.readers.readings import Advance, Reading, Unreadable, from_json
from corpus.readers.worker import ADVANCED, serve


class ReadingRoom:
    """Reads files one at a time; its process begins with the first file and ends with the room, or when it is idle.

    Nothing that a file does to its reader is raised: it becomes a fault of the reading. `advance` is told of each page.
    """

    def __init__(
        self,
        silence_seconds: float = SILENCE_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
        advance: Advance = lambda: None,
    ) -> None:
        self._silence_seconds = silence_seconds
        self._whole_seconds = whole_seconds
        self._advance = advance
        self._worker: Worker | None = None

    def read(self, path: Path) -> Reading:
        """The reading of a file whose suffix has a reader."""
        if self._worker is not None:
            answer = self._answer(self._worker, path)
            if answer is not None:
                return answer
        # Only a process that has read nothing before breaks down because of this file.
        self._worker = Worker(serve)
        answer = self._answer(self._worker, path)
        return answer or _failed("a file that is whole", "one that makes its reader break down")

    def close(self) -> None:
        """End the process."""
        if self._worker:
            self._worker.end()
            self._worker = None

    def _answer(self, worker: Worker, path: Path) -> Reading | None:
        """What a process makes of a file; nothing when it breaks down."""
        last = time.monotonic() + self._whole_seconds
        try:
            worker.connection.send_bytes(os.fsencode(path))
            while worker.connection.poll(max(0.0, min(self._silence_seconds, last - time.monotonic()))):
                answer = worker.connection.recv_bytes()
                if answer != ADVANCED:
                    return from_json(answer)
                self._advance()
        except (EOFError, OSError):
            self.close()
            return None
        self.close()
        allowed = f"at most {self._silence_seconds:g} seconds a page and {self._whole_seconds:g} in all"
        return _failed(allowed, "a file that takes longer")


class Worker:
    """A process and the way to it; it is ended with the last that holds it, if not before."""

    def __init__(self, work: Callable[[Connection], None]) -> None:
        context = get_context("spawn")
        self.connection, there = context.Pipe()
        process = context.Process(target=work, args=(there,), daemon=True)
        process.start()
        there.close()
        self.end = weakref.finalize(self, _end, process, self.connection)


def _end(process: SpawnProcess, connection: Connection) -> None:
    connection.close()
    if process.pid is not None and process.is_alive():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()  # it has not come to be the head of a group yet
    process.join()
    process.close()


def _failed(expected: str, found: str) -> Reading:
    error = Unreadable(expected, found)
    return Reading(faults=(error.fault,), is_lasting=False)
