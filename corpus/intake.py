"""Intake: files put into a library and taken out of it, so that none is ever lost.

A file is looked at first (`corpus.candidates`) and put in place afterwards, if the library is still as it was then.
What other content takes the place of goes to `versions/`, what is taken out to `removed/`; neither is part of the
library.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from corpus.beside import fields_beside, file_beside, names_beside
from corpus.candidates import (
    Candidate,
    fields_digest,
    for_audience,
    look_at_candidate,
    twin_of,
)
from corpus.cards import DocumentCard
from corpus.documents import Document
from corpus.files import REMOVED, VERSIONS, library_files
from corpus.problems import Note, Problem
from corpus.readers.isolation import ReadingRoom
from corpus.schemas import Audience
from corpus.whole_files import digest_of_file, written_whole


@dataclass(frozen=True, slots=True)
class Put:
    """A file that a library has now: `earlier` is where the content went whose place it took.

    `is_new` is false when the library had this content under this name.
    """

    file: Path
    earlier: Path | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was put into a library, and what was found in it."""

    put: Put
    documents: tuple[Document, ...]
    is_table: bool
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not put into a library, which is as it was."""

    problems: tuple[Problem, ...]


def add_file(source: Path, library: Path, folder: PurePath, audience: Audience | None) -> Added | Refused:
    """Put a copy of a file into a folder of a library, if it can be read there. Raises `CorpusError` and `OSError`."""
    told_as = str(source)
    with TemporaryDirectory(prefix=".adding-", dir=library) as staging, closing(ReadingRoom()) as room:
        file = Path(staging, source.name)
        shutil.copyfile(source, file)
        if beside := file_beside(source):
            shutil.copyfile(beside, file.with_name(beside.name))
        looked = look_at_candidate(file, library, folder / source.name, told_as, room)
        candidate, look = looked.candidate, looked.look
        if candidate is None:
            return Refused(looked.refused)
        if audience:
            meant = for_audience(candidate, audience)
            if meant is None:
                said = candidate.says or "a file without documents"
                return Refused((Problem(told_as, 1, "audience", f"audience: {audience}, or none, in the file", said),))
            candidate = meant
        put = put_file(candidate, library, told_as)
        if isinstance(put, Refused):
            return put
        documents = tuple(replace(each, audience=audience or each.audience) for each in look.documents)
        return Added(put, documents, look.is_table, look.problems, look.notes)


def put_file(candidate: Candidate, library: Path, told_as: str) -> Put | Refused:
    """Put a candidate in its place, if the library and the file are as when it was looked at. Raises `OSError`."""
    path, file = candidate.path, candidate.file
    with changing(library), TemporaryDirectory(prefix=".adding-", dir=library) as staging:
        target, staged, earlier = library / path, Path(staging, path.name), None
        shutil.copyfile(file, staged)
        replaced = digest_of_file(target) if target.exists() else ""
        now = (digest_of_file(staged), replaced, fields_digest(library, path))
        if now != (candidate.digest, candidate.replaces, candidate.fields):
            expected = "what it was when the file was looked at; look at it again"
            return Refused((Problem(told_as, 1, "file", expected, "a library that has been changed since"),))
        if twin := twin_of(file, library, path):
            return Refused((Problem(told_as, 1, "file", "content of its own", f"that of {twin}"),))
        is_new = replaced != candidate.digest
        target.parent.mkdir(parents=True, exist_ok=True)
        if is_new and replaced:
            earlier = keep_version(target, library / VERSIONS / path)
        fields = fields_beside(file)
        if fields != fields_beside(target):
            with written_whole(file_beside(target) or target.with_name(f"{target.name}.yaml")) as beside:
                beside.write_bytes(fields)
        if is_new:
            staged.replace(target)
        return Put(target, earlier, is_new)


def remove_file(library: Path, path: PurePath) -> Path:
    """Move a file of a library and the fields beside it to where they are kept; where it is now. Raises `OSError`."""
    with changing(library):
        kept = _free(library / REMOVED / path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        (library / path).rename(kept)
        for beside in names_beside(library / path):
            if beside.exists():
                beside.rename(kept.with_name(kept.name + beside.suffix))
        return kept


def files_of(document_or_file: str, libraries: tuple[Path, ...], cards: tuple[DocumentCard, ...]) -> frozenset[Path]:
    """The files of libraries that a document's id, a path, or a path in a library names."""
    files = {folder / path for folder in libraries for path in library_files(folder)[0]}
    named = {Path(card.file) for card in cards if card.id == document_or_file}
    places = {place.resolve() for place in (Path(document_or_file), *(at / document_or_file for at in libraries))}
    return frozenset(named or {file for file in files if file.resolve() in places})


def keep_version(file: Path, kept: Path) -> Path:
    """Copy a file to where earlier versions are, complete before it has its name there."""
    kept = _stamped(kept)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(kept) as partial:
        shutil.copy2(file, partial)
    return kept


def _free(path: Path) -> Path:
    return _stamped(path) if path.exists() else path


def _stamped(path: Path) -> Path:
    return path.with_name(f"{path.stem}.{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}")


@contextmanager
def changing(library: Path) -> Iterator[None]:
    """Let one process at a time change a library."""
    with (library / ".changing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
