"""The catalogue of a shelf: its documents and passages, kept in one read-only SQLite file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from corpus.documents import Document, Passage, Section, Span
from corpus.schemas import Source
from index.errors import BuildFailed, DamagedIndex

_SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, related INTEGER NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX related_documents ON documents (position) WHERE related;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL REFERENCES documents (id),
    body TEXT NOT NULL
);
CREATE INDEX passages_of_document ON passages (document_id);
"""


class Catalogue:
    """Reads documents by id and passages by number or id; safe to use from several threads. Raises `DamagedIndex`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        self._rows("SELECT count(*) FROM documents")

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """The passages with these numbers, in the order asked for."""
        asked = json.dumps(list(numbers))
        statement = "SELECT number, body FROM passages WHERE number IN (SELECT value FROM json_each(?))"
        found = dict(self._rows(statement, (asked,)))
        return [_passage(found[number]) for number in numbers]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, or nothing."""
        found = self._rows("SELECT body FROM passages WHERE id = ?", (passage_id,))
        return _passage(found[0][0]) if found else None

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in the order of its text."""
        found = self._rows("SELECT body FROM passages WHERE document_id = ? ORDER BY number", (document_id,))
        return tuple(_passage(body) for (body,) in found)

    def numbers_of(self, document_ids: Iterable[str]) -> frozenset[int]:
        """The numbers of every passage of these documents."""
        statement = "SELECT number FROM passages WHERE document_id IN (SELECT value FROM json_each(?))"
        return frozenset(number for (number,) in self._rows(statement, (json.dumps(list(document_ids)),)))

    def document(self, document_id: str) -> Document | None:
        """The document with this id, or nothing."""
        found = self._rows("SELECT body FROM documents WHERE id = ?", (document_id,))
        return _document(found[0][0]) if found else None

    def documents(self) -> tuple[Document, ...]:
        """Every document, in the library's order."""
        return tuple(_document(body) for (body,) in self._rows("SELECT body FROM documents ORDER BY position"))

    def related_documents(self) -> tuple[Document, ...]:
        """The documents that have dates of validity, replace others, or are translations; the rest stand alone."""
        found = self._rows("SELECT body FROM documents WHERE related ORDER BY position")
        return tuple(_document(body) for (body,) in found)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> DamagedIndex:
        return DamagedIndex(f"The catalogue {self._file} cannot be read: {error}")


def write_catalogue(file: Path, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
    """Write documents, and passages numbered in the order given, to a new file. Raises `BuildFailed`."""
    try:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", _document_rows(documents))
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", _passage_rows(passages))
    except sqlite3.Error as error:
        raise BuildFailed(f"The catalogue {file} cannot be written: {error}") from error


def _document_rows(documents: Iterable[Document]) -> Iterator[tuple[str, int, bool, str]]:
    return ((document.id, place, _is_related(document), _dump(document)) for place, document in enumerate(documents))


def _passage_rows(passages: Iterable[Passage]) -> Iterator[tuple[int, str, str, str]]:
    return ((number, passage.id, passage.document_id, _dump(passage)) for number, passage in enumerate(passages))


def _is_related(document: Document) -> bool:
    return any(
        (document.translation_of, document.effective, document.expires, document.supersedes, document.superseded_by)
    )


def _dump(value: Document | Passage) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, default=lambda source: source.model_dump(mode="json"))


def _document(body: str) -> Document:
    values = json.loads(body)
    values["sections"] = tuple(
        Section(tuple(s["headings"]), Span(**s["span"]), s["as_of"], _source(s["source"])) for s in values["sections"]
    )
    values["supersedes"] = tuple(values["supersedes"])
    values["source"] = _source(values["source"])
    return Document(**{field.name: values[field.name] for field in fields(Document)})


def _passage(body: str) -> Passage:
    values = json.loads(body)
    values["headings"] = tuple(values["headings"])
    values["span"] = Span(**values["span"])
    values["sentences"] = tuple(Span(**span) for span in values["sentences"])
    values["source"] = _source(values["source"])
    return Passage(**values)


def _source(values: dict[str, Any] | None) -> Source | None:
    return Source.model_validate(values) if values else None
