"""Reviewing: uploads are read aside, one or two at a time, and put into their library when somebody has decided."""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pydantic import TypeAdapter

from assistant.previewing import Preview, documents_at, preview_of
from assistant.surveying import Surveying
from assistant.uploading import Upload, Uploads, read_json
from corpus.candidates import Candidate, for_audience, look_at_candidate
from corpus.intake import Put, Refused, put_file
from corpus.problems import Problem
from corpus.readers.isolation import ReadingRoom
from corpus.schemas import Audience

logger = logging.getLogger(__name__)

_AT_ONCE = 2  # a file may take its reader 2 GB
_SURVEY_SECONDS = 60.0
_PAGES_TOLD_SECONDS = 0.5

State = Literal["waiting", "reading", "read", "failed"]


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in an upload, and what can be put into a library, if anything can."""

    preview: Preview
    candidate: Candidate | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of an upload is."""

    state: State
    pages: int


_as_review = TypeAdapter(Review)


class Reviewing:
    """Reads what is uploaded; whichever process sees an upload that nobody reads begins to read it."""

    def __init__(self, uploads: Uploads, surveying: Surveying) -> None:
        self.uploads = uploads
        self.surveying = surveying
        self._slots = threading.Semaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._begun: set[str] = set()

    def progress(self, upload: Upload) -> Progress:
        """How far it is; reading begins with the first that asks."""
        place = self.uploads.place_of(upload)
        if (place / "looked.json").exists():
            return Progress("read", 0)
        if (place / "failed").exists():
            return Progress("failed", 0)
        with self._lock:
            is_new = upload.id not in self._begun
            self._begun.add(upload.id)
        if is_new:
            threading.Thread(target=self._read, args=(upload,), name="reading an upload", daemon=True).start()
        pages = read_json(place / "pages")
        return Progress("waiting" if pages is None else "reading", pages if isinstance(pages, int) else 0)

    def review(self, upload: Upload) -> Review | None:
        """What was found in an upload; nothing while it is not read."""
        try:
            return _as_review.validate_json((self.uploads.place_of(upload) / "looked.json").read_bytes())
        except (OSError, ValueError):
            return None

    def look_again(self, upload: Upload) -> None:
        """Forget what was found, for the library has changed since, or reading came to no end."""
        for name in ("looked.json", "failed"):
            (self.uploads.place_of(upload) / name).unlink(missing_ok=True)

    def put(self, upload: Upload, audience: Audience | None) -> Put | Refused:
        """Put an upload into its library for an audience, or as it says itself. Raises `CorpusError` and `OSError`."""
        told_as, review = upload.path.name, self.review(upload)
        candidate = review.candidate if review else None
        with TemporaryDirectory(prefix="putting-", dir=self.uploads.place_of(upload)) as folder:
            # The upload itself stays as it was sent, for it may be put in for others when this comes to nothing.
            if candidate:
                shutil.copytree(candidate.file.parent, folder, dirs_exist_ok=True)
                candidate = replace(candidate, file=Path(folder, candidate.file.name))
            if candidate and audience:
                candidate = for_audience(candidate, audience)
            if candidate is None or (candidate.has_documents and not candidate.says):
                expected = "an audience that agrees with what the file says"
                return Refused((Problem(told_as, 1, "audience", expected, audience or "none"),))
            put = put_file(candidate, upload.library, told_as)
        if isinstance(put, Put):
            self.uploads.discard(upload)
        return put

    def _read(self, upload: Upload) -> None:
        place = self.uploads.place_of(upload)
        try:
            with self._slots, (place / "reading.lock").open("w") as lock:
                # Another process that is at it is waited for: when it has ended well, nothing is left to do.
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not (place / "looked.json").exists():
                    self._look(upload, place)
        except Exception:
            # Whatever it is, whoever waits for the upload is told, and can discard it.
            logger.warning("an upload could not be looked at", exc_info=True)
            if place.is_dir():
                (place / "failed").touch()
        finally:
            with self._lock:
                self._begun.discard(upload.id)

    def _look(self, upload: Upload, place: Path) -> None:
        told = _Told(place / "pages")
        room = ReadingRoom(advance=told.advance)
        try:
            file = self.uploads.content_of(upload)
            looked = look_at_candidate(file, upload.library, upload.path, upload.path.name, room)
            earlier = documents_at(upload.library, upload.path, room)
        finally:
            room.close()
        standing = self.surveying.latest(_SURVEY_SECONDS).standing
        preview = preview_of(looked, file, earlier, standing.sketches if standing else {})
        written = place / "looked.part"
        written.write_bytes(_as_review.dump_json(Review(preview, looked.candidate)))
        written.rename(place / "looked.json")


class _Told:
    """How many pages have been read, written down now and then for whoever asks."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pages, self._told_at = 0, time.monotonic()
        file.write_text("0", "ascii")

    def advance(self) -> None:
        self._pages += 1
        if time.monotonic() - self._told_at >= _PAGES_TOLD_SECONDS:
            self._told_at = time.monotonic()
            self._file.write_text(str(self._pages), "ascii")
