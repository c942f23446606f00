"""A document whose fields are looked at: where it stands, what its files say of it now, and what is served of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from corpus.amending import FieldState, states_of
from corpus.documents import Document
from corpus.files import YAML_SUFFIXES
from corpus.naming_documents import DocumentNames
from corpus.problems import Problem
from corpus.whereabouts import Current, Whereabouts, current_of, file_of, new_file_of, own_id


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """What there is of a document; `place` is missing where its file has no such fields or is gone.

    `current` is missing too where the file or what stands beside it cannot be read, of which `problems` tell.
    """

    id: str
    names: DocumentNames
    served: Document | None
    place: Whereabouts | None = None
    current: Current | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def states(self) -> tuple[FieldState, ...]:
        """The fields of the document."""
        if self.current is None:
            return ()
        return tuple(states_of(self.current, partial(self.names.named, of=self.current.document)))

    @property
    def is_of_facts(self) -> bool:
        """Whether the document was made of a file of facts, which says everything itself."""
        return self.served is not None and _is_yaml(self.served)

    @property
    def is_waiting(self) -> bool:
        """Whether what is said of the document is not yet what is served of it."""
        return self.current is not None and any(
            state.values != self._served_values(state.name) for state in self.states
        )

    def _served_values(self, field: str) -> tuple[str, ...] | None:
        if self.served is None:
            return None
        value: Any = getattr(self.served, field)
        return value if isinstance(value, tuple) else (value,) if value else ()


def opened_document(document_id: str, names: DocumentNames, libraries: Sequence[Path]) -> OpenedDocument | None:
    """What there is of a document; `names` are those that are served. Nothing where no file and no index knows it.

    Raises `LibraryUnreadable`.
    """
    served = names.by_id.get(document_id)
    if served and _is_yaml(served):
        return OpenedDocument(document_id, names, served)
    place = file_of(served, libraries) if served else new_file_of(document_id, libraries) if document_id else None
    if place is None:
        return OpenedDocument(document_id, names, served) if served else None
    return _opened(document_id, names, served, place)


def opened_file(place: Whereabouts, names: DocumentNames, libraries: Sequence[Path]) -> OpenedDocument:
    """What there is of the document of a file that is no YAML; `names` are those that are served."""
    path = place.path.as_posix()
    of_path = (document for document in names.by_id.values() if document.file == path)
    served = next((document for document in of_path if file_of(document, libraries) == place), None)
    id_ = served.id if served else own_id(place) or place.path.stem
    return _opened(id_, names, served, place)


def _opened(id_: str, names: DocumentNames, served: Document | None, place: Whereabouts) -> OpenedDocument:
    found = current_of(place, id_, served)
    if isinstance(found, tuple):
        problems = tuple(_inside(problem, place) for problem in found)
        return OpenedDocument(id_, names, served, place, None, problems)
    return OpenedDocument(id_, names, served, place, found)


def _is_yaml(document: Document) -> bool:
    return PurePath(document.file).suffix.lower() in YAML_SUFFIXES


def _inside(problem: Problem, place: Whereabouts) -> Problem:
    """A problem without where on this machine its file is."""
    return replace(problem, file=problem.file.removeprefix(f"{place.library}/"))
