"""Surveying: how the files of libraries stand to what is served, looked at again only when something has changed."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.files import FileState, library_files, state_of
from corpus.ledger import load_ledger, save_ledger
from corpus.likeness import Sketch
from corpus.problems import Problem
from index.building import LEDGER
from index.errors import NoIndex, SearchIndexError
from index.generations import FORMAT, Generations
from index.standing import Standing, standing_of, survey_for

logger = logging.getLogger(__name__)

_Seen = tuple[str, tuple[tuple[str, FileState | Problem], ...]]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """How the files stood when they were last looked at, if they were; whether they are still as they were then.

    `is_broken` says that the last look came to no end.
    """

    standing: Standing | None
    is_current: bool
    is_broken: bool


class Surveying:
    """Looks at libraries in a thread of its own, which the files that a build did not see yet may keep for long."""

    def __init__(self, data: Path, libraries: tuple[Path, ...]) -> None:
        self._data = data
        self._libraries = libraries
        self._generations = Generations(data)
        self._sketches: dict[str, Sketch] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._seen: _Seen | None = None
        self._standing: Standing | None = None
        self._is_broken = False

    def latest(self, patience_seconds: float) -> Surveyed:
        """How the files stand, waiting so long for a look at what has changed. Raises `CorpusError`."""
        now = self._states()
        with self._lock:
            if self._seen != now and self._thread is None:
                self._thread = threading.Thread(target=self._look, name="surveying the libraries", daemon=True)
                self._thread.start()
            thread = self._thread
        if thread:
            thread.join(patience_seconds)
        with self._lock:
            return Surveyed(self._standing, self._seen == now, self._is_broken)

    def _look(self) -> None:
        try:
            seen = self._states()
            survey = survey_for(self._libraries, self._data)
            try:
                standing = standing_of(survey, self._generations, self._sketches)
            finally:
                survey.room.close()
            if survey.records != load_ledger(self._data / LEDGER, str(FORMAT)):
                save_ledger(self._data / LEDGER, str(FORMAT), survey.records)
            kept = {card.digest for card in survey.cards}
            self._sketches = {digest: sketch for digest, sketch in self._sketches.items() if digest in kept}
            with self._lock:
                self._standing, self._seen, self._is_broken = standing, seen, False
        except (CorpusError, SearchIndexError, OSError) as error:
            logger.warning("the libraries could not be looked through: %s", error)
            self._is_broken = True
        finally:
            with self._lock:
                self._thread = None

    def _states(self) -> _Seen:
        """By what a change is known: the generation that is served, and the state of every file."""
        try:
            generation = self._generations.current().name
        except NoIndex:
            generation = ""
        files = (folder / path for folder in self._libraries for path in library_files(folder)[0])
        return generation, tuple((str(file), state_of(file)) for file in files)
