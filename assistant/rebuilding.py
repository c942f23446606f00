"""Rebuilding: the index is built by a process of its own while the one that is served goes on answering.

data/
  build.log                   what the last build said that was begun here: who began it, its lines, how it ended

Every process that serves the data folder reads that file. The build writes it and holds its lock for as long as it
runs, whatever becomes of the process that began it.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from corpus.schemas import Audience
from index.generations import Generations, Manifest, read_manifest
from index.record_urls import FILES, RecordUrls
from index.remains import generations_holding
from index.returning import Returning, roll_back, what_returns

_LOG = "build.log"
_KEPT_LINES = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A build: by whom and when it was begun, what it has said so far, and whether it ended well, if that is known.

    Of a build that was begun on the command line only the beginning is known, and by nobody's name.
    """

    by: str
    begun_at: datetime
    lines: tuple[str, ...]
    is_running: bool
    has_succeeded: bool | None


class Rebuilding:
    """Builds the index of library folders, one build at a time, and goes back to an earlier generation."""

    def __init__(self, data: Path, libraries: tuple[Path, ...], urls: RecordUrls = FILES) -> None:
        self.libraries = libraries
        self._generations = Generations(data)
        self._urls = urls
        self._log = data / _LOG
        folders = [part for folder in libraries for part in ("--library", str(folder))]
        self._command = [
            *(sys.executable, "-X", "utf8", "-m", "assistant.cli"),
            *("index", "build", "--data", str(data), *folders),
        ]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: threading.Thread | None = None

    @property
    def served(self) -> Manifest:
        """What the published generation says of itself. Raises `SearchIndexError`."""
        return read_manifest(self._generations.current())

    @property
    def earlier(self) -> tuple[Manifest, ...]:
        """The generations one can go back to, newest first. Raises `SearchIndexError`."""
        served = self._generations.current().name
        before = [folder for folder in self._generations.published() if folder.name < served]
        return tuple(read_manifest(folder) for folder in reversed(before))

    def earlier_with(self, documents: Collection[str], audiences: Sequence[Audience]) -> tuple[str, ...]:
        """The generations one can go back to that hold any of these documents on a shelf. Raises `SearchIndexError`."""
        return tuple(generations_holding(self._generations, documents, audiences))

    @property
    def work(self) -> Work | None:
        """The build that is running, wherever it was begun; else the last that was begun by any serving process."""
        logged = self._logged()
        if logged and logged.is_running:
            return logged
        if since := self._generations.building_since():
            return Work("", since, (), is_running=True, has_succeeded=None)
        return logged

    def begin(self, by: str) -> bool:
        """Begin a build; false where one is running, wherever it was begun. Raises `OSError`."""
        with self._lock, ExitStack() as unless_begun:
            log = unless_begun.enter_context(self._log.open("ab"))
            if not _is_locked(log, fcntl.LOCK_EX) or self._generations.building_since():
                return False
            log.truncate(0)
            _say(log, {"by": by, "begun_at": datetime.now(UTC).isoformat()})
            # With the file the build is handed its lock.
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)  # noqa: S603  # our own command
            unless_begun.pop_all()
            waiting = (self._process, log)
            self._waiting = threading.Thread(target=_wait, args=waiting, name="waiting for a build", daemon=True)
            self._waiting.start()
        return True

    @property
    def returning(self) -> Returning:
        """What a rollback would bring back. Raises `SearchIndexError`, also where there is none to go back to."""
        return what_returns(self._generations, self._urls)

    def roll_back(self) -> str:
        """Serve the generation before this one again; gives its id. Raises `SearchIndexError`."""
        return roll_back(self._generations)

    def close(self) -> None:
        """End a build that was begun here and is running; what is served stays as it is."""
        with self._lock:
            if self._process and self._waiting:
                self._process.terminate()
                self._waiting.join()

    def _logged(self) -> Work | None:
        try:
            with self._log.open("rb") as log:
                first, *lines = log.read().decode("utf-8", "replace").splitlines() or [""]
                begun, ended = _said(first), _said(lines[-1] if lines else "")
                if "by" not in begun:
                    return None
                said = [line for line in (lines[:-1] if ended else lines) if line.strip()][-_KEPT_LINES:]
                is_running = not ended and not _is_locked(log, fcntl.LOCK_SH)
        except OSError:
            return None
        begun_at = datetime.fromisoformat(begun["begun_at"])
        return Work(begun["by"], begun_at, tuple(said), is_running, ended["ended_with"] == "0" if ended else None)


def _wait(process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    with log:
        _say(log, {"ended_with": str(process.wait())})


def _say(log: IO[bytes], values: dict[str, str]) -> None:
    log.write(json.dumps(values).encode() + b"\n")
    log.flush()


def _said(line: str) -> dict[str, str]:
    """The values of a line that is ours; none where a build says it."""
    try:
        values = json.loads(line)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _is_locked(log: IO[bytes], kind: int) -> bool:
    """Whether the lock could be taken, which is given back with the file."""
    try:
        fcntl.flock(log, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
