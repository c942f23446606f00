"""Drawing: pages are made pictures in a process of their own, as files are read, and begun anew when it breaks down."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from corpus.readers.isolation import Worker
from corpus.readers.worker import draw

_SECONDS = 15.0
"""That one page may take."""


class DrawingRoom:
    """Draws one page at a time, for any thread; its process begins with the first page and ends when it is idle."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def picture(self, path: Path, number: int) -> bytes | None:
        """A page of a PDF file as PNG; nothing when it cannot be drawn in time, or others are being drawn as long."""
        if not self._lock.acquire(timeout=self._seconds):
            return None
        try:
            request = json.dumps([os.fspath(path), number]).encode()
            is_used = self._worker is not None
            answer = self._answer(request)
            # A process that has drawn before may have ended meanwhile; only a new one breaks down because of this file.
            if answer is None and is_used:
                answer = self._answer(request)
            return answer or None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process."""
        if self._worker:
            self._worker.end()
            self._worker = None

    def _answer(self, request: bytes) -> bytes | None:
        """What a process sends: a picture, or no bytes where there is none to be had; nothing when it breaks down."""
        try:
            self._worker = self._worker or Worker(draw)
            self._worker.connection.send_bytes(request)
            if self._worker.connection.poll(self._seconds):
                return self._worker.connection.recv_bytes()
        except (EOFError, OSError):
            self.close()
            return None
        self.close()
        return b""
