"""Finding: which files of a library hold records, and of what entity."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity
from corpus.records.reading import read_records
from corpus.records.rows import Batch
from corpus.whole_files import digest_of_file

_NO_HEADERS = 1_000  # more than any table has columns


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records of one entity."""

    path: Path
    entity: Entity


def record_files(paths: Iterable[Path]) -> tuple[RecordFile, ...]:
    """Each of these files with what its rows are: of the entity that knows most of its headers, or else by its name."""
    return tuple(RecordFile(path, _entity_of(path)) for path in paths)


def batches_of(files: Iterable[RecordFile]) -> Iterator[Batch]:
    """The rows of all files, in batches."""
    for file in files:
        yield from read_records(file.entity, file.path)


def digest_of_files(files: Iterable[RecordFile]) -> str:
    """A digest of what the files hold, the same for equal files of the same names only. Raises `OSError`."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.entity.name} {file.path.name}\0".encode())
        digest.update(digest_of_file(file.path).encode())
    return digest.hexdigest()


def _named(stem: str) -> Entity | None:
    """The entity that a file is named for, in either language; the longest name counts: 目标企业 is not 企业."""
    written = stem.lower().replace("_", " ").replace("-", " ")
    found = [
        (len(name), entity)
        for entity in ENTITIES.values()
        for name in (entity.en, entity.en_plural, entity.zh, entity.name, f"{entity.name}s")
        if name in written
    ]
    return max(found, key=lambda item: item[0])[1] if found else None


def _entity_of(path: Path) -> Entity:
    named = _named(path.stem)
    return min(ENTITIES.values(), key=lambda entity: (_unknown_headers(entity, path), entity != named))


def _unknown_headers(entity: Entity, path: Path) -> int:
    """How much of the top of a file an entity has no field for."""
    first = next(read_records(entity, path), None)
    if first is None or any(problem.column == "headers" for problem in first.problems):
        return _NO_HEADERS
    return len(first.notes)
