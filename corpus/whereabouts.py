"""Whereabouts: in which file of the libraries a document stands, and what that file says of it now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.beside import Beside, fields_beside, file_beside, names_beside, said_beside
from corpus.documents import Document
from corpus.files import DOCUMENT_SUFFIXES, FOREIGN_SUFFIXES, content_of, library_files, text_of
from corpus.foreign import default_matter, read_foreign
from corpus.ledger import content_digest
from corpus.markdown import document_of, read_document
from corpus.problems import Problem
from corpus.readers.isolation import ReadingRoom

_HEAD = 4_000  # characters of a file of text in which its id may stand
_WEB = frozenset((".html", ".htm"))


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The library of a document and the path of its file there."""

    library: Path
    path: PurePath

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.library / self.path

    @property
    def beside(self) -> Path:
        """The file of fields beside it, also where there is none yet."""
        return file_beside(self.file) or names_beside(self.file)[0]


@dataclass(frozen=True, slots=True)
class Current:
    """A document as its file and what stands beside that say it now.

    `content` are the bytes of the file of fields, `front` the fields that stand in the document's own file; `published`
    is the day on which a web page says it was published.
    """

    document: Document
    beside: Beside
    content: bytes
    front: frozenset[str] = frozenset()
    published: str | None = None


def file_of(document: Document, libraries: Sequence[Path]) -> Whereabouts | None:
    """Where the file of a document that was read before stands; nothing where it is gone or holds no fields.

    Of two libraries that have a file of that path it is the one that has the document.
    """
    path = PurePath(document.file)
    if not _may_hold(path):
        return None
    places = [Whereabouts(library, path) for library in libraries if (library / path).is_file()]
    named = (place for place in places if len(places) > 1 and own_id(place) == document.id)
    return next(named, places[0] if places else None)


def new_file_of(document_id: str, libraries: Sequence[Path]) -> Whereabouts | None:
    """Where a document stands that no index knows yet. Raises `LibraryUnreadable`."""
    places = [Whereabouts(library, path) for library in libraries for path in library_files(library)[0]]
    return next((place for place in _likely(places, document_id) if own_id(place) == document_id), None)


def current_of(place: Whereabouts, id_: str, known: Document | None) -> Current | tuple[Problem, ...]:
    """What a file says now under an id, or what is wrong with it.

    The text is taken from the document as it is known where the file still has the bytes that it was read from.
    """
    content, beside = content_of(place.file), fields_beside(place.file)
    if isinstance(content, Problem):
        return (content,)
    said = said_beside(beside, str(place.beside))
    if isinstance(said, tuple):
        return said
    suffix = place.path.suffix.lower()
    if suffix in DOCUMENT_SUFFIXES:
        text = text_of(content, str(place.file))
        read = (text,) if isinstance(text, Problem) else read_document(text, place.path, str(place.file), said)
        if isinstance(read, tuple):
            return read
        front = frozenset(read.fields.data if read.fields else ())
        return Current(replace(read.document, id=id_), said, beside, front)
    if known and known.original == content_digest(content) and suffix not in _WEB:
        rejected = said.matter.rejected
        again = document_of(known.text, said.over(default_matter(place.path)), place.path, known.title, rejected)
        return Current(replace(again, id=id_), said, beside)
    with closing(ReadingRoom()) as room:
        found = read_foreign(room, place.file, place.path, content, beside)
    if found.document is None:
        return found.problems or (Problem(str(place.file), 1, "file", "a document", "a table of records"),)
    return Current(replace(found.document.document, id=id_), said, beside, published=found.published)


def _may_hold(path: PurePath) -> bool:
    return path.suffix.lower() in DOCUMENT_SUFFIXES | FOREIGN_SUFFIXES


def _likely(places: Sequence[Whereabouts], document_id: str) -> Iterator[Whereabouts]:
    """The files that may have an id: first those of this name, then those in whose head or fields it stands."""
    holding = [place for place in places if _may_hold(place.path)]
    yield from (place for place in holding if place.path.stem == document_id)
    for place in holding:
        is_text = place.path.suffix.lower() in DOCUMENT_SUFFIXES
        head = content_of(place.file) if is_text else b""
        said = fields_beside(place.file) + (head[: _HEAD * 4] if isinstance(head, bytes) else b"")
        if document_id.encode() in said:
            yield place


def own_id(place: Whereabouts) -> str | None:
    """The id that a file gives its document, which is its name where it says none."""
    said = said_beside(fields_beside(place.file), place.path.name)
    if isinstance(said, Beside) and said.matter.id:
        return said.matter.id
    if place.path.suffix.lower() in DOCUMENT_SUFFIXES:
        content = content_of(place.file)
        text = text_of(content, place.path.name) if isinstance(content, bytes) else content
        read = (text,) if isinstance(text, Problem) else read_document(text, place.path, place.path.name)
        return None if isinstance(read, tuple) else read.document.id
    return place.path.stem
