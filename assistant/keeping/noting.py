"""Noting: questions are stored by a thread of their own, many at once, after their readers have their answers."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from assistant.keeping.errors import Unreachable
from assistant.keeping.questions import KeptQuestion
from assistant.keeping.visits import Visit

logger = logging.getLogger(__name__)

Note = Callable[[], KeptQuestion]
"""Makes what is to be kept of a question; called in the thread that stores it."""

_MOST_WAITING = 10_000
_MOST_AT_ONCE = 200
_PAUSE_SECONDS = 1.0
_LAST_TRY_SECONDS = 20.0
_REMEMBERED_SESSIONS = 1_000


class Noting:
    """Stores questions as they come in. One that cannot be stored yet waits until it can.

    What waits is lost if the process is killed, and the newest when ten thousand wait already; the log says so.
    """

    def __init__(self, store: Callable[[Sequence[KeptQuestion]], None]) -> None:
        self._store = store
        self._waiting: OrderedDict[str, tuple[str, Note]] = OrderedDict()
        self._forgotten: deque[str] = deque(maxlen=_REMEMBERED_SESSIONS)
        self._changed = threading.Condition()
        self._is_storing = False
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="noting", daemon=True)
        self._thread.start()

    def note(self, visit: Visit, note: Note) -> None:
        """Take a question; returns at once."""
        with self._changed:
            if visit.session in self._forgotten:
                return
            if len(self._waiting) >= _MOST_WAITING:
                logger.error("too many questions wait to be stored; one is not kept")
                return
            self._waiting[visit.asked] = (visit.session, note)
            self._changed.notify_all()

    def forget(self, session: str, seconds: float) -> bool:
        """Drop what waits of a conversation, and whatever of it is still to come.

        False where what is being stored just now may hold some of it, even after so many seconds.
        """
        with self._changed:
            self._forgotten.append(session)
            for id_ in [id_ for id_, (own, _) in self._waiting.items() if own == session]:
                del self._waiting[id_]
            return self._changed.wait_for(lambda: not self._is_storing, seconds)

    def settle(self, id_: str, seconds: float) -> None:
        """Wait until a question is stored, if it waits, but not for longer than so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: id_ not in self._waiting, seconds)

    def close(self) -> None:
        """Store what waits, unless that fails or takes too long."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._thread.join(_LAST_TRY_SECONDS)
        if self._waiting:
            logger.error("%d questions could not be stored before the end", len(self._waiting))

    def _run(self) -> None:
        while batch := self._next():
            is_stored = self._tried(batch)
            with self._changed:
                self._is_storing = False
                for id_ in batch if is_stored else ():
                    self._waiting.pop(id_, None)
                self._changed.notify_all()
            if not is_stored:
                if self._is_closing:
                    return
                time.sleep(_PAUSE_SECONDS)

    def _next(self) -> dict[str, Note]:
        """What is to be stored next, as soon as there is anything; nothing at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closing)
            self._is_storing = bool(self._waiting)
            return {id_: note for id_, (_, note) in islice(self._waiting.items(), _MOST_AT_ONCE)}

    def _tried(self, batch: Mapping[str, Note]) -> bool:
        """Whether this is over and done with; if not, it is to be tried again."""
        made = [one for id_, note in batch.items() if (one := _made(id_, note))]
        try:
            self._store_all(made)
        except Unreachable as error:
            logger.error("questions could not be stored yet: %s %s", error, error.remedy)
            return False
        return True

    def _store_all(self, made: Sequence[KeptQuestion]) -> None:
        try:
            self._store(made)
        except Unreachable:
            raise
        except Exception:  # one of them is at fault; it must not keep back the others
            for one in made:
                try:
                    self._store([one])
                except Unreachable:
                    raise
                except Exception:
                    logger.exception("a question could not be stored and is not kept")


def _made(id_: str, note: Note) -> KeptQuestion | None:
    try:
        return note()
    except Exception:
        logger.exception("what is to be kept of question %s could not be made", id_)
        return None
