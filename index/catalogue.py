"""The catalogue of a shelf: its documents and passages, kept in one read-only SQLite file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.documents import Document, Passage, Section, Span
from corpus.places import Box, Place
from corpus.schemas import Language, Source
from index.errors import DamagedIndex

_RELATED = "SELECT id, title, language, '', '[]', other FROM documents WHERE related ORDER BY position"
_DOCUMENT = "SELECT id, title, language, text, sections, other FROM documents"
_PASSAGE = (
    "SELECT number, id, document_id, language, headings, locator, start, text, sentences, as_of, source FROM passages"
)
_NUMBERED = " WHERE number IN (SELECT value FROM json_each(?))"
_OF_DOCUMENT = """
 WHERE number >= (SELECT first FROM documents WHERE id = ?1)
 AND number < (SELECT first + count FROM documents WHERE id = ?1) ORDER BY number
"""
_PLACES = """
SELECT start, end, kind, number, sheet, box, confidence FROM places
WHERE document_id = ? AND start < ? AND end > ? ORDER BY start
"""
_ORIGINALS = """
SELECT id, json_extract(other, '$.original') AS original, json_extract(other, '$.file') FROM documents
WHERE original IS NOT NULL
"""
_PAGE = "SELECT min(start), max(end) FROM places WHERE document_id = ? AND kind = 'page' AND number = ?"
_NAMED = "SELECT id FROM documents UNION SELECT document_id FROM passages UNION SELECT document_id FROM places"
_SOURCES_KEPT = 1_024
_decode = json.JSONDecoder().raw_decode  # what is read was written here, so loads() would only check it again


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where a document's passages stand: `count` numbers from `first` on; `digest` tells what it said."""

    id: str
    digest: str
    language: Language
    first: int
    count: int


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
        rows = self._rows(_PASSAGE + _NUMBERED, (asked,))
        found = {row[0]: row for row in rows}
        return [_passage(found[number]) for number in numbers]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, or nothing."""
        found = self._rows(_PASSAGE + " WHERE id = ?", (passage_id,))
        return _passage(found[0]) if found else None

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in the order of its text."""
        return tuple(map(_passage, self._rows(_PASSAGE + _OF_DOCUMENT, (document_id,))))

    def numbers_of(self, document_ids: Iterable[str]) -> frozenset[int]:
        """The numbers of every passage of these documents."""
        statement = "SELECT first, count FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        ranges = self._rows(statement, (json.dumps(list(document_ids)),))
        return frozenset(number for first, count in ranges for number in range(first, first + count))

    def shelved(self) -> list[Shelved]:
        """Where every document's passages stand, in the library's order."""
        rows = self._rows("SELECT id, digest, language, first, count FROM documents ORDER BY position")
        return [Shelved(*row) for row in rows]

    def named(self) -> frozenset[str]:
        """The id of every document of which anything is here: itself, a passage or a place."""
        return frozenset(id_ for (id_,) in self._rows(_NAMED))

    def titles(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The titles of those of these documents that are here, by id, read without their texts."""
        statement = "SELECT id, title FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(statement, (json.dumps(list(document_ids)),)))

    def originals(self) -> dict[str, tuple[str, str]]:
        """Of each document that came from a file that is no plain text: the digest of its bytes, and the file."""
        return {id_: (digest, file) for id_, digest, file in self._rows(_ORIGINALS)}

    def places(self, document_id: str, span: Span) -> tuple[Place, ...]:
        """Where characters of a document stand in its original: pages with boxes, rows of sheets, slides.

        Of documents that were written as plain text there are none.
        """
        rows = self._rows(_PLACES, (document_id, span.end, span.start))
        return tuple(
            Place(Span(start, end), kind, number, sheet, Box(*_decode(box)[0]) if box else None, confidence)
            for start, end, kind, number, sheet, box, confidence in rows
        )

    def page_span(self, document_id: str, number: int) -> Span | None:
        """From where to where a document's text stands on a page of its original, or nothing."""
        ((start, end),) = self._rows(_PAGE, (document_id, number))
        return None if start is None else Span(start, end)

    def document(self, document_id: str) -> Document | None:
        """The document with this id, without its places, or nothing."""
        found = self._rows(_DOCUMENT + " WHERE id = ?", (document_id,))
        return _document(found[0]) if found else None

    def documents(self) -> tuple[Document, ...]:
        """Every document, in the library's order, without their places."""
        return tuple(map(_document, self._rows(_DOCUMENT + " ORDER BY position")))

    def related_documents(self) -> tuple[Document, ...]:
        """The documents that have dates of validity, replace others, are translations or statutes; without their texts.

        The rest stand alone.
        """
        return tuple(map(_document, self._rows(_RELATED)))

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


def _document(row: tuple[Any, ...]) -> Document:
    id_, title, language, text, sections, other = row
    values = json.loads(other)
    values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    values["source"] = _source(values["source"])
    return Document(
        id=id_,
        title=title,
        language=language,
        text=text,
        sections=tuple(
            Section(tuple(headings), Span(start, end), as_of, _source(source))
            for headings, start, end, as_of, source in json.loads(sections)
        ),
        **values,
    )


def _passage(row: tuple[Any, ...]) -> Passage:
    _, id_, document_id, language, headings, locator, start, text, sentences, as_of, source = row
    bounds = iter(_decode(sentences)[0])
    return Passage(
        id_,
        document_id,
        language,
        tuple(_decode(headings)[0]),
        locator,
        Span(start, start + len(text)),
        text,
        tuple(map(Span, bounds, bounds)),
        as_of,
        _source(source),
    )


@lru_cache(maxsize=_SOURCES_KEPT)
def _source(text: str | None) -> Source | None:
    return Source.model_validate_json(text) if text else None
