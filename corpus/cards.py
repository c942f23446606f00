"""Cards: what the rest of a library needs to know of a document without its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.documents import digest_of
from corpus.markdown import ReadDocument
from corpus.problems import Problem, shown
from corpus.schemas import Audience
from corpus.yaml_values import Path


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that another names: in which file, on which line of it and in which field."""

    file: str
    line: int
    field: str
    document_id: str


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document of a file: `file` as problems name it, `path` in its library, `digest` of all it says.

    `id` is the document's in the library, `own_id` the one it was read under; problems with it are in `id_file` on
    `id_line`.
    """

    id: str
    own_id: str
    is_named: bool
    file: str
    path: str
    audience: Audience
    digest: str
    id_file: str
    id_line: int
    references: tuple[Reference, ...]

    def id_problem(self, expected: str, found: str) -> Problem:
        """A problem with the document's id."""
        return Problem(self.id_file, self.id_line, "id", expected, found)


def card_of(read: ReadDocument) -> DocumentCard:
    """The card of a document that was read."""
    document = read.document
    named: list[tuple[Path, str | None]] = [
        (("translation_of",), document.translation_of),
        (("superseded_by",), document.superseded_by),
        *((("supersedes", position), id_) for position, id_ in enumerate(document.supersedes)),
    ]
    places = [(read.problem(path, "", ""), id_) for path, id_ in named if id_ is not None]
    id_place = read.problem(("id",), "", "")
    return DocumentCard(
        id=document.id,
        own_id=document.id,
        is_named=read.is_named,
        file=read.file,
        path=document.file,
        audience=document.audience,
        digest=digest_of(document),
        id_file=id_place.file,
        id_line=id_place.line,
        references=tuple(Reference(place.file, place.line, place.field, id_) for place, id_ in places),
    )


def reference_problems(cards: Iterable[DocumentCard], document_ids: frozenset[str]) -> Iterator[Problem]:
    """The documents that others name and the library does not have."""
    for card in cards:
        for reference in card.references:
            id_ = reference.document_id
            if id_ not in document_ids or id_ == card.id:
                expected = "the id of another document of the library"
                yield Problem(reference.file, reference.line, reference.field, expected, shown(id_))
