"""Leaving a failing model alone for a while, so that readers do not wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Opens after failures in a row; after a pause lets one request try, and closes when that succeeds.

    Threads share it. Whoever was let in by `enter` reports exactly one of `succeeded`, `failed` and `left`.
    """

    def __init__(
        self, failures: int = 5, pause_seconds: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._pause = pause_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._open_until: float | None = None
        self._trying = False

    def enter(self) -> bool:
        """Whether a request may be sent now."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._trying or self._clock() < self._open_until:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """The model answered."""
        with self._lock:
            self._in_a_row, self._open_until, self._trying = 0, None, False

    def failed(self) -> None:
        """The model did not answer."""
        with self._lock:
            self._in_a_row += 1
            self._trying = False
            if self._in_a_row >= self._most:
                self._open_until = self._clock() + self._pause

    def left(self) -> None:
        """The request ended without saying anything about the model."""
        with self._lock:
            self._trying = False
