"""Reading ahead: sources are read while the model still writes its first sentence, so that checking it waits less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from assistant.supporting import Source, SupportTools


class ReadingAhead:
    """Reads sources in their order, in a thread of its own, within the context."""

    def __init__(self, sources: Mapping[str, Source], tools: SupportTools) -> None:
        self._sources = sources
        self._tools = tools
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reading ahead")
        self._read: dict[str, Future[object]] = {}

    def __enter__(self) -> Self:
        self._read = {token: self._thread.submit(self._tools.source, one) for token, one in self._sources.items()}
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def wait_for(self, tokens: Iterable[str]) -> None:
        """Until these have been read. Raises what reading them raises."""
        for token in tokens:
            if token in self._read:
                self._read[token].result()
