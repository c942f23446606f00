"""Judging: readers say whether answers helped, and what was acknowledged is looked for afterwards."""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from assistant.keeping.log_reading import LogReading
from assistant.keeping.stores import Store

_PAUSE_SECONDS = 0.02
_SETTLING_SECONDS = 3.0  # until what was asked is kept


class Judging:
    """Judges answers over HTTP in a thread of its own, each of the kept questions in turn, by turns helpful and not."""

    def __init__(self, port: int, database: str) -> None:
        self._port = port
        self._database = database
        self._questions: list[str] = []
        self._last: dict[str, bool] = {}  # the last word that was acknowledged
        self._unsure: set[str] = set()  # of whose later word nothing was heard
        self.acknowledged = 0
        self.refused = 0

    def find_questions(self) -> None:
        """Look up which questions are kept by now."""
        time.sleep(_SETTLING_SECONDS)
        with closing(Store(self._database, "public")) as store:
            self._questions = [entry.question.id for entry in LogReading(store).every()]

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Within it judgements are given."""
        over = threading.Event()
        thread = threading.Thread(target=self._judge, args=(over,))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def lost(self) -> int:
        """How many questions do not have the last word that was acknowledged."""
        with closing(Store(self._database, "public")) as store:
            kept = {entry.question.id: entry.feedback for entry in LogReading(store).every()}
        missing = [id_ for id_ in self._last if kept.get(id_) is None]
        other = [id_ for id_, word in self._last.items() if (found := kept.get(id_)) and found.helpful != word]
        return len(missing) + len(set(other) - self._unsure)

    def _judge(self, over: threading.Event) -> None:
        for number, id_ in enumerate(itertools.cycle(self._questions)):
            if over.wait(_PAUSE_SECONDS):
                return
            helpful = (number // len(self._questions)) % 2 == 0
            status = self._give(id_, helpful=helpful)
            if status == 204:
                self.acknowledged += 1
                self._last[id_] = helpful
                self._unsure.discard(id_)
            else:
                self.refused += 1
                self._unsure.add(id_)

    def _give(self, id_: str, *, helpful: bool) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            body = json.dumps({"question": id_, "helpful": helpful})
            connection.request("POST", "/feedback", body, {"Content-Type": "application/json"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
