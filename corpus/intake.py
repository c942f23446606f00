"""Intake: files put into a library and taken out of it, so that none is ever lost.

What other content takes the place of goes to `versions/`, what is taken out to `removed/`; neither is part of the
library.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from corpus.beside import file_beside, names_beside
from corpus.cards import DocumentCard
from corpus.documents import Document
from corpus.files import REMOVED, TABLE_SUFFIXES, VERSIONS, YAML_SUFFIXES, is_read, library_files
from corpus.looks import Look, is_foreign, look_at_document, look_at_yaml
from corpus.problems import Note, Problem, shown
from corpus.readers.isolation import ReadingRoom
from corpus.schemas import Audience


@dataclass(frozen=True, slots=True)
class Added:
    """A file that a library has now: `earlier` is where the content went whose place it took.

    `is_new` is false when the library had this content under this name.
    """

    file: Path
    documents: tuple[Document, ...]
    is_table: bool
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    earlier: Path | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not put into a library, which is as it was."""

    problems: tuple[Problem, ...]


def add_file(source: Path, library: Path, folder: PurePath, audience: Audience | None) -> Added | Refused:
    """Put a copy of a file into a folder of a library, if it can be read there. Raises `CorpusError` and `OSError`."""
    path = folder / source.name
    if not is_read(path) or not (library / folder).resolve().is_relative_to(library.resolve()):
        expected = "a name and a folder of which a library reads files"
        return Refused((Problem(str(source), 1, "file", expected, shown(path)),))
    with changing(library), TemporaryDirectory(prefix=".adding-", dir=library) as staging:
        staged = Path(staging, source.name)
        shutil.copyfile(source, staged)
        beside = _stage_fields(source, library / path, staged, audience)
        look = _look(staged, path)
        problems = tuple(replace(problem, file=_told(problem.file, staged, source)) for problem in look.problems)
        notes = tuple(replace(note, file=_told(note.file, staged, source)) for note in look.notes)
        if refused := _refusal(source, look, problems, audience) or _twin(source, library, path):
            return Refused(refused)
        target, earlier = library / path, None
        is_new = not target.exists() or target.read_bytes() != staged.read_bytes()
        target.parent.mkdir(parents=True, exist_ok=True)
        if beside:
            beside.replace(target.with_name(beside.name))
        if is_new:
            earlier = keep_version(target, library / VERSIONS / path) if target.exists() else None
            staged.replace(target)
        return Added(target, look.documents, look.is_table, problems, notes, earlier, is_new)


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


def _look(staged: Path, path: PurePath) -> Look:
    suffix = path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        return Look(str(staged), is_table=True)
    if suffix in YAML_SUFFIXES:
        return look_at_yaml(staged, path)
    room = ReadingRoom()
    try:
        return look_at_document(staged, path, {}, room)
    finally:
        room.close()


def _stage_fields(source: Path, target: Path, staged: Path, audience: Audience | None) -> Path | None:
    """Put beside a staged file what is said of it; what is to be written, where the library says nothing of it yet."""
    for file, is_there in ((target, True), (source, False)):
        if beside := file_beside(file):
            copied = staged.with_name(beside.name)
            shutil.copyfile(beside, copied)
            return None if is_there else copied
    if audience is None or not is_foreign(source):
        return None
    written = staged.with_name(f"{staged.name}.yaml")
    written.write_text(f"audience: {audience}\n", "utf-8")
    return written


def _refusal(
    source: Path, look: Look, problems: tuple[Problem, ...], audience: Audience | None
) -> tuple[Problem, ...] | None:
    """Why a file may not go in: nothing can be read of it, or it says that it is for others than was asked."""
    if not look.documents and not look.is_table and not look.other:
        return problems or (Problem(str(source), 1, "file", "a file that can be read", "nothing to read"),)
    if audience is None:
        return None
    found = {document.audience for document in look.documents}
    if found != {audience}:
        said = ", ".join(sorted(found)) or "a file without documents"
        return (Problem(str(source), 1, "audience", f"audience: {audience} written in it or beside it", said),)
    return None


def _twin(source: Path, library: Path, path: PurePath) -> tuple[Problem, ...] | None:
    """That the library has the same content under another name."""
    size, content = source.stat().st_size, None
    for other in library_files(library)[0]:
        if other != path and (library / other).is_file() and (library / other).stat().st_size == size:
            content = content or source.read_bytes()
            if (library / other).read_bytes() == content:
                return (Problem(str(source), 1, "file", "content of its own", f"that of {other}"),)
    return None


def keep_version(file: Path, kept: Path) -> Path:
    """Copy a file to where earlier versions are, complete before it has its name there."""
    kept = _stamped(kept)
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_name(f".{kept.name}")
    shutil.copy2(file, partial)
    partial.replace(kept)
    return kept


def _free(path: Path) -> Path:
    return _stamped(path) if path.exists() else path


def _stamped(path: Path) -> Path:
    return path.with_name(f"{path.stem}.{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}")


def _told(file: str, staged: Path, source: Path) -> str:
    return str(source) + file.removeprefix(str(staged)) if file.startswith(str(staged)) else file


@contextmanager
def changing(library: Path) -> Iterator[None]:
    """Let one process at a time change a library."""
    with (library / ".changing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
