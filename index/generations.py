"""Generations: complete built indexes, immutable and checksummed, published by one atomic switch.

data/
  current                     the id of the published generation, replaced atomically
  build.lock                  held while a build is running, as old as its beginning
  generations/<id>/
    manifest.json             counts, model, checksums of every file that opening does not change
    glossary.marisa           the glossary, compiled
    library.json              glossary, profile and conditions
    public/ staff/            the shelves
  generations/.tmp-…          a build that has not been published
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.disks import told_when_full
from index.errors import BuildFailed, DamagedIndex, NoIndex

FORMAT = 9
MANIFEST = "manifest.json"
_KEPT = 3  # the published generation and two to roll back to
_PATIENCE_SECONDS = 1.0  # with those who only look whether a build is running


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    id: str
    format: int
    built_at: str
    library: str
    """Digest of everything the generation was made from: files, settings and the code's own format."""
    libraries: tuple[str, ...]
    model: str
    """Name of the compiled model's folder in the cache."""
    lexicon: str
    documents: dict[str, int]
    passages: dict[str, int]
    checksums: dict[str, str]
    records: str = ""
    """Digest of the files of records; nothing where the library has none."""
    record_counts: dict[str, dict[str, int]] = field(default_factory=dict)
    """How many records of each entity stand on each shelf."""
    stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The size of each file with a checksum, and the nanosecond it was written at."""


class Generations:
    """The generations in a data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "generations"
        self._lock = data / "build.lock"

    def current(self) -> Path:
        """The folder of the published generation. Raises `NoIndex` when there is none."""
        name = self._current_name()
        folder = self.folder / name
        if not name or not (folder / MANIFEST).is_file():
            missing = f"which is not there: {folder / MANIFEST} is missing"
            raise DamagedIndex(f"{self.data / 'current'} names the generation {name!r}, {missing}.")
        return folder

    def published(self) -> list[Path]:
        """Every complete generation, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path.parent for path in self.folder.glob(f"*/{MANIFEST}") if path.parent.name[0] != ".")

    def building_since(self) -> datetime | None:
        """When the build began that is running, in whatever process; nothing where none is running."""
        with suppress(OSError), self._lock.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return datetime.fromtimestamp(os.fstat(lock.fileno()).st_mtime, UTC)
        return None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the build lock and give a new temporary folder; what stands in it is lost unless it is published."""
        try:
            with told_when_full(self.data):
                self.folder.mkdir(parents=True, exist_ok=True)
                with FileLock(self._lock, timeout=_PATIENCE_SECONDS), self._temporary() as temporary:
                    yield temporary
        except Timeout:
            raise BuildFailed(
                f"Another build is running in {self.data}.", "Wait for it to end, then run `smx index build` again."
            ) from None

    @contextmanager
    def _temporary(self) -> Iterator[Path]:
        os.utime(self._lock)
        for abandoned in self.folder.glob(".tmp-*"):
            _remove(abandoned)
        temporary = self.folder / f".tmp-{os.getpid()}"
        temporary.mkdir()
        try:
            with told_when_full(temporary):  # looked at before it is removed, which makes space
                yield temporary
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def publish(self, temporary: Path, manifest: Manifest) -> Path:
        """Make a finished folder the published generation; from here on it is what readers open."""
        (temporary / MANIFEST).write_text(_sealed(asdict(manifest)), "utf-8")
        for path in temporary.rglob("*"):
            _fsync(path)
        _fsync(temporary)
        left = self._never_to_return_to()
        target = self.folder / manifest.id
        temporary.rename(target)
        _fsync(self.folder)
        self._point_to(manifest.id)
        self._prune(left)
        return target

    def earlier(self) -> list[Path]:
        """The generations before the current one, oldest first. Raises `NoIndex` when there is none."""
        current = self._current_name()
        found = [path for path in self.published() if path.name < current]
        if not found:
            raise NoIndex("There is no earlier generation to return to.")
        return found

    def return_to(self, folder: Path) -> None:
        """Publish a generation that was published before."""
        self._point_to(folder.name)

    def _current_name(self) -> str:
        try:
            return (self.data / "current").read_text("utf-8", "replace").strip()
        except OSError:
            raise NoIndex(f"There is no index in {self.data}.") from None

    def _point_to(self, name: str) -> None:
        temporary = self.folder / f".tmp-current-{os.getpid()}"  # there, the next build clears it away
        try:
            temporary.write_text(name + "\n", "utf-8")
            _fsync(temporary)
            temporary.replace(self.data / "current")
        finally:
            temporary.unlink(missing_ok=True)
        _fsync(self.data)

    def _never_to_return_to(self) -> list[Path]:
        """What is newer than the published generation: left by a rollback, or by a build stopped before its switch."""
        try:
            current = self._current_name()
        except NoIndex:
            return self.published()
        return [path for path in self.published() if path.name > current]

    def _prune(self, left: Collection[Path]) -> None:
        current = self.current().name
        others = [path for path in self.published() if path.name != current]
        earlier = [path for path in others if path.name < current and path not in left]
        for path in others:
            if path not in earlier[-(_KEPT - 1) :]:
                # Out of sight first: a removal that is cut short must not leave half a generation to roll back to.
                _remove(path.rename(self.folder / f".tmp-{path.name}"))


def new_id() -> str:
    """An id that sorts by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation. Raises `DamagedIndex`."""
    file = folder / MANIFEST
    try:
        values: dict[str, Any] = json.loads(file.read_text("utf-8"))
        seal = values.pop("seal", "")
        if values["format"] == FORMAT and seal != _seal(values):
            raise DamagedIndex(f"{file} was changed since it was built.")
        values["libraries"] = tuple(values["libraries"])
        values["stamps"] = {name: tuple(stamp) for name, stamp in values.get("stamps", {}).items()}
        return Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedIndex(f"{file} cannot be read: {error}") from error


def _sealed(values: dict[str, Any]) -> str:
    return json.dumps({**values, "seal": _seal(values)}, indent=1, ensure_ascii=False)


def _seal(values: dict[str, Any]) -> str:
    """A digest by which a manifest that was altered is told."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
