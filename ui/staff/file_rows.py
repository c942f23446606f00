"""File rows: the files of libraries as the staff are shown them, without the machine's own paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import get_args

from corpus.files import YAML_SUFFIXES
from corpus.problems import Problem
from corpus.schemas import Audience
from index.standing import Standing, State

STATES: tuple[str, ...] = (*get_args(State), "problems")
"""What one may filter by; files with problems can be in any state."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a file; the title is known once it is served. `alike` are others that say nearly the same."""

    id: str
    title: str
    audience: Audience
    alike: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file: `library` is the number of its library, `path` its path there; `same` are files of the same content."""

    library: int
    path: str
    state: State
    documents: tuple[DocumentRow, ...]
    problems: tuple[Problem, ...]
    same: tuple[str, ...]

    @property
    def has_fields(self) -> bool:
        """Whether what is said of its documents can be corrected beside it: a file of facts says it all itself."""
        return PurePath(self.path).suffix.lower() not in YAML_SUFFIXES


def names_of(libraries: Sequence[Path]) -> tuple[str, ...]:
    """What libraries are called: by their folders, with a number where two are called the same."""
    names = [folder.resolve().name or "library" for folder in libraries]
    return tuple(name if names.count(name) == 1 else f"{name} {number}" for number, name in enumerate(names, start=1))


def rows_of(standing: Standing, libraries: Sequence[Path], titles: Mapping[str, str]) -> tuple[FileRow, ...]:
    """A row for each file of the libraries."""
    return tuple(_rows(standing, libraries, titles))


def matching(rows: Sequence[FileRow], library: int | None, state: str, text: str) -> tuple[FileRow, ...]:
    """The rows of a library and a state that hold a text in a path, an id or a title; each may be left open."""
    wanted = text.casefold()
    return tuple(
        row
        for row in rows
        if library in (None, row.library)
        and (not state or state == row.state or (state == "problems" and row.problems))
        and (
            wanted in row.path.casefold()
            or any(wanted in f"{document.id}\n{document.title}".casefold() for document in row.documents)
        )
    )


def _rows(standing: Standing, libraries: Sequence[Path], titles: Mapping[str, str]) -> Iterator[FileRow]:
    alike: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for pair in standing.alike:
        alike[pair.first].append((pair.second, pair.share))
        alike[pair.second].append((pair.first, pair.share))
    same = {file: [other for other in files if other != file] for files in standing.same for file in files}
    for file in standing.files:
        place = _place(file.file, libraries)
        if place is None:
            continue
        documents = tuple(
            DocumentRow(card.id, titles.get(card.id, ""), card.audience, tuple(alike[card.id]))
            for card in file.documents
        )
        others = [found[1] for other in same.get(file.file, ()) if (found := _place(other, libraries))]
        yield FileRow(*place, file.state, documents, file.problems, tuple(others))


def _place(file: str, libraries: Sequence[Path]) -> tuple[int, str] | None:
    """The number of a file's library, and its path there; nothing for a library as a whole."""
    path = PurePath(file)
    for number, folder in enumerate(libraries):
        if path != folder and path.is_relative_to(folder):
            return number, path.relative_to(folder).as_posix()
    return None
