"""Rebuilding: the index is built by a process of its own while the one that is served goes on answering."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.schemas import Audience
from index.generations import Generations, Manifest, read_manifest
from index.remains import generations_holding

_KEPT_LINES = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A build: by whom and when it was begun, what it has said so far, and how it ended, if it has."""

    by: str
    begun_at: datetime
    lines: tuple[str, ...]
    is_running: bool
    has_succeeded: bool


class Rebuilding:
    """Builds the index of library folders, one build at a time, and goes back to an earlier generation."""

    def __init__(self, data: Path, libraries: tuple[Path, ...]) -> None:
        self.libraries = libraries
        self._generations = Generations(data)
        folders = [part for folder in libraries for part in ("--library", str(folder))]
        self._command = [
            *(sys.executable, "-X", "utf8", "-m", "assistant.cli"),
            *("index", "build", "--data", str(data), *folders),
        ]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._by, self._begun_at = "", datetime.now(UTC)

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

    def earlier_with(self, document_id: str, audience: Audience) -> tuple[str, ...]:
        """The generations one can go back to that hold a document on a shelf. Raises `SearchIndexError`."""
        return tuple(generations_holding(self._generations, document_id, audience))

    @property
    def work(self) -> Work | None:
        """The build that this process began last, if it began any."""
        with self._lock:
            process = self._process
            if process is None:
                return None
            code = process.poll()
            return Work(self._by, self._begun_at, tuple(self._lines), code is None, code == 0)

    def begin(self, by: str) -> bool:
        """Begin a build; false where one is running."""
        with self._lock:
            if self._process and self._process.poll() is None:
                return False
            self._lines.clear()
            self._by, self._begun_at = by, datetime.now(UTC)
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
            )
            reading = threading.Thread(target=self._read, args=(self._process,), name="reading a build", daemon=True)
        reading.start()
        return True

    def roll_back(self) -> str:
        """Serve the generation before this one again; gives its id. Raises `SearchIndexError`."""
        return self._generations.roll_back().name

    def close(self) -> None:
        """End a build that is running; what is served stays as it is."""
        with self._lock:
            if self._process:
                self._process.terminate()
                self._process.wait()

    def _read(self, process: subprocess.Popen[str]) -> None:
        if process.stdout:
            with process.stdout as said:
                for line in said:
                    if text := line.rstrip():
                        self._lines.append(text)
        process.wait()
