"""What has been asked of a chat model since the process began."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.modelling.failures import FailureKind


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """Requests, their failures by kind, and tokens as far as the server told them."""

    requests: int
    failures: Mapping[FailureKind, int]
    prompt_tokens: int
    completion_tokens: int


class Tally:
    """Keeps the counts; threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = self._prompt_tokens = self._completion_tokens = 0
        self._failures: Counter[FailureKind] = Counter()

    def asked(self) -> None:
        """One more request."""
        with self._lock:
            self._requests += 1

    def failed(self, kind: FailureKind) -> None:
        """One more failure."""
        with self._lock:
            self._failures[kind] += 1

    def used(self, prompt_tokens: int, completion_tokens: int) -> None:
        """The tokens of one request."""
        with self._lock:
            self._prompt_tokens += prompt_tokens
            self._completion_tokens += completion_tokens

    def counts(self) -> TokenCounts:
        """The counts so far."""
        with self._lock:
            return TokenCounts(self._requests, dict(self._failures), self._prompt_tokens, self._completion_tokens)
