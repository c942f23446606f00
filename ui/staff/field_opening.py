"""A document whose fields are looked at: where it stands, what its files say of it now, and what is served of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Any

from fastapi import HTTPException

from corpus.amending import FieldState, states_of
from corpus.documents import Document
from corpus.files import YAML_SUFFIXES
from corpus.naming_documents import DocumentNames
from corpus.problems import Problem
from corpus.whereabouts import Current, Whereabouts, current_of, file_of, new_file_of
from ui.staff.space import StaffSpace


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
        return self.served is not None and PurePath(self.served.file).suffix.lower() in YAML_SUFFIXES

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


def opened_document(space: StaffSpace, document_id: str) -> OpenedDocument:
    """What there is of a document. Raises a 404 where no file and no index knows it."""
    names, libraries = document_names(space), space.rebuilding.libraries
    served = names.by_id.get(document_id)
    if served and PurePath(served.file).suffix.lower() in YAML_SUFFIXES:
        return OpenedDocument(document_id, names, served)
    place = file_of(served, libraries) if served else new_file_of(document_id, libraries) if document_id else None
    if place is None:
        if served is None:
            raise HTTPException(404)
        return OpenedDocument(document_id, names, served)
    found = current_of(place, document_id, served)
    if isinstance(found, tuple):
        problems = tuple(_inside(problem, place) for problem in found)
        return OpenedDocument(document_id, names, served, place, None, problems)
    return OpenedDocument(document_id, names, served, place, found)


def document_names(space: StaffSpace) -> DocumentNames:
    """The documents that are served, of both shelves."""
    return DocumentNames([view.document for view in space.library.documents()])


def _inside(problem: Problem, place: Whereabouts) -> Problem:
    """A problem without where on this machine its file is."""
    return replace(problem, file=problem.file.removeprefix(f"{place.library}/"))
