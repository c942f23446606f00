"""The index that answers are given from: the published generation, opened, watched and replaced by the next one."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from assistant.assembly import IndexLocation, OpenIndex
from index.errors import DamagedIndex
from index.generations import Generations

logger = logging.getLogger(__name__)

SWITCHING = "opening a generation"
"""The name of the thread that opens a newer generation."""

_PAUSE_SECONDS = 10.0  # before a generation that did not open is tried again
_HELD_SECONDS = 120.0  # longer than any answer takes, after which a generation that was left is closed


class CurrentIndex:
    """The published generation, opened once; another one is opened and tried aside before it takes its place."""

    def __init__(self, location: IndexLocation) -> None:
        self._location = location
        self._generations = Generations(location.data)
        self._pointer = location.data / "current"
        self._mark: tuple[int, int] | None = None  # of the pointer when it named the open generation
        self._opening = threading.Lock()
        self._try_again = 0.0  # not before this moment, when a generation did not open
        self._open: OpenIndex | None = None
        self._left: list[tuple[float, OpenIndex]] = []  # still being read by the questions that had begun with them

    def get(self) -> OpenIndex:
        """The open index. Raises `SearchIndexError` when there is none that can be served.

        It never waits for a newer generation: whoever notices one has it opened by a thread of its own.
        """
        opened = self._open or self._opened_first()
        mark, damaged = _mark(self._pointer), opened.written_to()
        if mark != self._mark or damaged:
            self._open_anew(mark)
        if damaged:
            raise DamagedIndex(f"The index was written to while it was served: {'; '.join(damaged)}")
        return opened

    def _opened_first(self) -> OpenIndex:
        with self._opening:
            if self._open is None:
                mark = _mark(self._pointer)  # looked at before what it names: what is published between is seen later
                self._open = OpenIndex(self._generations.current(), self._location)
                self._mark = mark
            return self._open

    def _open_anew(self, mark: tuple[int, int] | None) -> None:
        if time.monotonic() >= self._try_again and self._opening.acquire(blocking=False):
            threading.Thread(target=self._switch, args=(mark,), name=SWITCHING).start()

    def _switch(self, mark: tuple[int, int] | None) -> None:
        """Serve the generation that the pointer names now; the lock is held for this thread."""
        try:
            folder = self._generations.current()
            if self._open is None or folder.name != self._open.generation or self._open.written_to():
                self._replace(OpenIndex(folder, self._location))
            self._mark = mark
        except Exception:  # whatever is wrong with a new generation, the one before can be served
            logger.exception("the published generation does not open; the one before goes on serving")
            self._try_again = time.monotonic() + _PAUSE_SECONDS
        finally:
            self._opening.release()

    def _replace(self, opened: OpenIndex) -> None:
        try:
            opened.warm()
        except Exception:
            opened.close()
            raise
        now = time.monotonic()
        before, self._open = self._open, opened
        logger.info("generation %s is being served", opened.generation)
        for since, left in self._left:
            if now - since > _HELD_SECONDS:
                left.close()
        kept = [(since, left) for since, left in self._left if now - since <= _HELD_SECONDS]
        self._left = [*kept, (now, before)] if before else kept


def _mark(file: Path) -> tuple[int, int] | None:
    """What changes whenever a file is replaced, had without reading it; nothing when it is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
