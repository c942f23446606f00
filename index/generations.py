"""Generations: complete built indexes, immutable and checksummed, published by one atomic switch.

data/
  current                     the id of the published generation, replaced atomically
  generations/<id>/
    manifest.json             counts, model, checksums of every file that opening does not change
    glossary.marisa           the glossary, compiled
    library.json              glossary, profile and conditions
    public/ staff/            the shelves
  generations/.tmp-…          a build that has not been published
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.errors import BuildFailed, DamagedIndex, NoIndex

FORMAT = 8
_KEPT = 3  # the published generation and two to roll back to


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


class Generations:
    """The generations in a data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "generations"

    def current(self) -> Path:
        """The folder of the published generation. Raises `NoIndex` when there is none."""
        name = self._current_name()
        folder = self.folder / name
        if not name or not (folder / "manifest.json").is_file():
            raise DamagedIndex(f"{self.data / 'current'} names the generation {name!r}, which is not there.")
        return folder

    def published(self) -> list[Path]:
        """Every complete generation, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path.parent for path in self.folder.glob("*/manifest.json") if path.parent.name[0] != ".")

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the build lock and give a new temporary folder; what stands in it is lost unless it is published."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.data / "build.lock", timeout=0):
                for abandoned in self.folder.glob(".tmp-*"):
                    shutil.rmtree(abandoned, ignore_errors=True)
                temporary = self.folder / f".tmp-{os.getpid()}"
                temporary.mkdir()
                try:
                    yield temporary
                finally:
                    shutil.rmtree(temporary, ignore_errors=True)
        except Timeout:
            raise BuildFailed(
                f"Another build is running in {self.data}.", "Wait for it to end, then run `smx index build` again."
            ) from None

    def publish(self, temporary: Path, manifest: Manifest) -> Path:
        """Make a finished folder the published generation; from here on it is what readers open."""
        (temporary / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False), "utf-8")
        for path in temporary.rglob("*"):
            _fsync(path)
        _fsync(temporary)
        target = self.folder / manifest.id
        temporary.rename(target)
        _fsync(self.folder)
        self._point_to(manifest.id)
        self._prune()
        return target

    def roll_back(self) -> Path:
        """Publish the generation before the current one. Raises `NoIndex` when there is none before it."""
        current = self._current_name()
        earlier = [path for path in self.published() if path.name < current]
        if not earlier:
            raise NoIndex("There is no earlier generation to return to.")
        self._point_to(earlier[-1].name)
        return earlier[-1]

    def _current_name(self) -> str:
        try:
            return (self.data / "current").read_text("utf-8", "replace").strip()
        except OSError:
            raise NoIndex(f"There is no index in {self.data}.") from None

    def _point_to(self, name: str) -> None:
        temporary = self.data / f"current.{os.getpid()}"
        temporary.write_text(name + "\n", "utf-8")
        _fsync(temporary)
        temporary.replace(self.data / "current")
        _fsync(self.data)

    def _prune(self) -> None:
        current = self.current().name
        older = [path for path in self.published() if path.name < current]
        newer = [path for path in self.published() if path.name > current]  # left by a rollback
        for path in [*older[: -(_KEPT - 1)], *newer]:
            # Out of sight first: a removal that is cut short must not leave half a generation to roll back to.
            removed = path.rename(self.folder / f".tmp-{path.name}")
            shutil.rmtree(removed, ignore_errors=True)


def new_id() -> str:
    """An id that sorts by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation. Raises `DamagedIndex`."""
    try:
        values: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
        values["libraries"] = tuple(values["libraries"])
        return Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndex(f"{folder / 'manifest.json'} cannot be read: {error}") from error


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a generation, save Chroma's own SQLite files, which change when they are opened."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != "manifest.json" and not path.name.startswith("chroma.sqlite3"):
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def damages(folder: Path) -> list[str]:
    """What is wrong with the files of a generation, a line each; nothing when they are as they were written."""
    expected = read_manifest(folder).checksums
    found = checksums(folder)
    return [
        *(f"{name}: missing" for name in expected if name not in found),
        *(
            f"{name}: changed since it was built"
            for name in expected
            if name in found and found[name] != expected[name]
        ),
    ]


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
