"""Candidates: files that are read as they would be in a library, while nothing of the library is changed.

A candidate lies in a folder of its own, with what is said of it beside it as it would be in the library.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.beside import Beside, fields_beside, file_beside, names_beside, said_beside
from corpus.errors import LibraryChanged
from corpus.files import (
    DOCUMENT_SUFFIXES,
    TABLE_SUFFIXES,
    YAML_SUFFIXES,
    content_of,
    is_read,
    library_files,
    state_of,
    text_of,
)
from corpus.looks import Look, look_at_document, look_at_yaml
from corpus.markdown import Front, front_matter_of
from corpus.problems import Note, Problem, shown
from corpus.readers.isolation import ReadingRoom
from corpus.references import ReadFacts
from corpus.schemas import Audience
from corpus.whole_files import digest_of_file

_DOCUMENT_START = re.compile(r"(?:---[ \t]*(?:\r\n?|\n))?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that can go into a library at `path`, known by the digest of its bytes.

    `says` is the audience that is written in it or beside it; without documents it needs none. `replaces` and `fields`
    are the digests of what the library had under this name and of what it said of it when the file was looked at.
    """

    file: Path
    path: PurePath
    digest: str
    has_documents: bool
    says: Audience | None
    replaces: str
    fields: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a candidate gave; where it may not go in, there is none, and `refused` says why."""

    look: Look
    candidate: Candidate | None = None
    refused: tuple[Problem, ...] = ()


def look_at_candidate(file: Path, library: Path, path: PurePath, told_as: str, room: ReadingRoom) -> Looked:
    """Read a file as it would be read at a path in a library; problems name it as it is told.

    What the library says of a file of this name takes the place of what lies beside the candidate. Raises `OSError`
    and `CorpusError`.
    """
    if not is_read(path) or not (library / path.parent).resolve().is_relative_to(library.resolve()):
        expected = "a name and a folder of which a library reads files"
        return Looked(Look(told_as), refused=(Problem(told_as, 1, "file", expected, shown(path)),))
    fields = fields_beside(library / path)
    if fields:
        for beside in names_beside(file):
            beside.unlink(missing_ok=True)
        _beside(file).write_bytes(fields)
    look = _told(_look(file, path, room), file, told_as)
    if not look.documents and not look.is_table and not look.other:
        nothing = Problem(told_as, 1, "file", "a file that can be read", "nothing to read")
        return Looked(look, refused=look.problems or (nothing,))
    twin = twin_of(file, library, path)
    if twin:
        return Looked(look, refused=(Problem(told_as, 1, "file", "content of its own", f"that of {twin}"),))
    target = library / path
    replaces = digest_of_file(target) if target.exists() else ""
    says = _said(file, path, look)
    return Looked(
        look, Candidate(file, path, digest_of_file(file), bool(look.documents), says, replaces, _digest(fields))
    )


def for_audience(candidate: Candidate, audience: Audience) -> Candidate | None:
    """The candidate with its audience written in it or beside it; nothing where it says that it is for others.

    Raises LibraryChanged where it can no longer be read.
    """
    if not candidate.has_documents or candidate.says not in (None, audience):
        return None
    if candidate.says == audience:
        return candidate
    written, file = f"audience: {audience}\n", candidate.file
    is_yaml = candidate.path.suffix.lower() in YAML_SUFFIXES
    content = content_of(file) if is_yaml else fields_beside(file)
    text = content if isinstance(content, Problem) else text_of(content, file.name) if content.strip() else ""
    if isinstance(text, Problem):
        raise LibraryChanged(f"The file {candidate.path} was changed after it was looked at.")
    place = file if is_yaml else file_beside(file) or _beside(file)
    place.write_text(_with_line(text, written), "utf-8", newline="")
    return replace(candidate, says=audience, digest=digest_of_file(file))


def twin_of(file: Path, library: Path, path: PurePath) -> str:
    """The path of a file of a library that has the same content under another name than this; nothing without one."""
    size, content = file.stat().st_size, None
    for other in library_files(library)[0]:
        if other != path and (library / other).is_file() and (library / other).stat().st_size == size:
            content = content or file.read_bytes()
            if (library / other).read_bytes() == content:
                return other.as_posix()
    return ""


def fields_digest(library: Path, path: PurePath) -> str:
    """The digest of what a library says beside a file of this path; nothing where it says nothing."""
    return _digest(fields_beside(library / path))


def _look(file: Path, path: PurePath, room: ReadingRoom) -> Look:
    suffix = path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        state = state_of(file)
        return Look(str(file), problems=(state,)) if isinstance(state, Problem) else Look(str(file), is_table=True)
    if suffix in YAML_SUFFIXES:
        return look_at_yaml(file, path)
    return look_at_document(file, path, {}, room)


def _said(file: Path, path: PurePath, look: Look) -> Audience | None:
    """The audience that is written in a file or beside it."""
    if not look.documents:
        return None
    if isinstance(look.other, ReadFacts):
        is_said = "audience" in look.other.fields.data
    else:
        said = said_beside(fields_beside(file), file.name)
        is_said = isinstance(said, Beside) and "audience" in said.matter.model_fields_set
    if not is_said and path.suffix.lower() in DOCUMENT_SUFFIXES:
        content = content_of(file)
        text = content if isinstance(content, Problem) else text_of(content, file.name)
        front = None if isinstance(text, Problem) else front_matter_of(text, file.name)
        is_said = isinstance(front, Front) and "audience" in front.matter.model_fields_set
    return look.documents[0].audience if is_said else None


def _with_line(text: str, line: str) -> str:
    """A text of fields, or one that begins with them, with another line first."""
    start = _DOCUMENT_START.match(text)
    end = start.end() if start else 0
    return f"{text[:end]}{line}{text[end:]}"


def _told(look: Look, file: Path, told_as: str) -> Look:
    def named(name: str) -> str:
        return told_as + name.removeprefix(str(file)) if name.startswith(str(file)) else name

    problems: tuple[Problem, ...] = tuple(replace(problem, file=named(problem.file)) for problem in look.problems)
    notes: tuple[Note, ...] = tuple(replace(note, file=named(note.file)) for note in look.notes)
    return replace(look, problems=problems, notes=notes)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.yaml")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""
