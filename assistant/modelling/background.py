"""An event loop on a thread of its own, where requests can be ended from outside at any moment."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class BackgroundLoop:
    """Runs coroutines for other threads; its thread starts with the first one and ends with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: tuple[asyncio.AbstractEventLoop, threading.Thread] | None = None

    def start(self, coroutine: Coroutine[Any, Any, _Result]) -> Future[_Result]:
        """Begin a coroutine; cancelling its future ends it where it waits."""
        with self._lock:
            if self._running is None:
                loop = asyncio.new_event_loop()
                thread = threading.Thread(target=loop.run_forever, name="chat model", daemon=True)
                thread.start()
                self._running = loop, thread
            return asyncio.run_coroutine_threadsafe(coroutine, self._running[0])

    def close(self) -> None:
        """End what runs, and the thread."""
        with self._lock:
            running, self._running = self._running, None
        if running is None:
            return
        loop, thread = running
        asyncio.run_coroutine_threadsafe(_end_others(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
