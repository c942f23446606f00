"""Writing a catalogue: what is new from values, and what is unchanged copied from the catalogue before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from corpus.documents import Document, Passage
from corpus.schemas import Source
from index.errors import BuildFailed

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
    digest TEXT NOT NULL, related INTEGER NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    sections TEXT NOT NULL, other TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES documents (id),
    language TEXT NOT NULL, headings TEXT NOT NULL, locator TEXT NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL,
    sentences TEXT NOT NULL, as_of TEXT, source TEXT
);
CREATE TABLE places (
    document_id TEXT NOT NULL REFERENCES documents (id), start INTEGER NOT NULL, end INTEGER NOT NULL,
    kind TEXT NOT NULL, number INTEGER NOT NULL, sheet TEXT, box TEXT, confidence INTEGER,
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX related_documents ON documents (position) WHERE related;
CREATE UNIQUE INDEX passage_ids ON passages (id);
"""
_KEPT = "CREATE TEMPORARY TABLE kept (id TEXT PRIMARY KEY, position INTEGER, first INTEGER) WITHOUT ROWID"
_COPY_DOCUMENTS = """
INSERT INTO documents
SELECT id, kept.position, kept.first, count, digest, related, title, language, text, sections, other
FROM kept JOIN before.documents USING (id) ORDER BY id
"""
_COPY_PASSAGES = """
INSERT INTO passages
SELECT number - old.first + kept.first, passages.id, document_id, passages.language, headings, locator, start,
    passages.text, sentences, as_of, source
FROM kept JOIN before.documents AS old USING (id)
JOIN before.passages ON number >= old.first AND number < old.first + old.count ORDER BY kept.first
"""
_COPY_PLACES = """
INSERT INTO places
SELECT document_id, start, end, kind, number, sheet, box, confidence
FROM kept JOIN before.places ON document_id = kept.id ORDER BY document_id, start
"""
_COLUMNS = {"id", "title", "language", "text", "sections", "supersedes", "source", "places"}
_OTHER = tuple(field.name for field in fields(Document) if field.name not in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document for the catalogue: its passages are numbered from `first` on, `digest` tells what it says.

    `new` is the document with its passages, or nothing when both are as they were in the catalogue before.
    """

    id: str
    digest: str
    first: int
    new: tuple[Document, tuple[Passage, ...]] | None


def write_catalogue(file: Path, entries: Iterable[Entry], before: Path | None = None) -> None:
    """Write the entries, in the library's order, to a new file. Raises `BuildFailed`."""
    placed = list(enumerate(entries))
    kept = [(entry.id, position, entry.first) for position, entry in placed if entry.new is None]
    new = [(position, entry, *entry.new) for position, entry in placed if entry.new is not None]
    try:
        with closing(sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None)) as connection:
            connection.executescript(_SCHEMA)
            if before and kept:
                _copy(connection, kept, before)
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    _document_row(position, entry, document, len(passages))
                    for position, entry, document, passages in new
                ),
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (row for _, entry, _, passages in new for row in _passage_rows(entry.first, passages)),
            )
            connection.executemany(
                "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (row for _, _, document, _ in new for row in _place_rows(document)),
            )
            connection.execute("COMMIT")
            connection.executescript(_INDEXES)
    except sqlite3.Error as error:
        raise BuildFailed(f"The catalogue {file} cannot be written: {error}") from error


def _copy(connection: sqlite3.Connection, kept: list[tuple[str, int, int]], before: Path) -> None:
    connection.execute("ATTACH ? AS before", (f"{before.absolute().as_uri()}?mode=ro&immutable=1",))
    connection.execute("BEGIN")
    connection.execute(_KEPT)
    connection.executemany("INSERT INTO kept VALUES (?, ?, ?)", kept)
    connection.execute(_COPY_DOCUMENTS)
    connection.execute(_COPY_PASSAGES)
    connection.execute(_COPY_PLACES)
    connection.execute("COMMIT")


def _document_row(position: int, entry: Entry, document: Document, count: int) -> tuple[Any, ...]:
    sections = [
        (section.headings, section.span.start, section.span.end, section.as_of, _source_json(section.source))
        for section in document.sections
    ]
    other = {name: getattr(document, name) for name in _OTHER}
    other |= {"supersedes": document.supersedes, "source": _source_json(document.source)}
    return (
        document.id, position, entry.first, count, entry.digest, _is_related(document), document.title,
        document.language, document.text, _json(sections), _json(other),
    )  # fmt: skip


def _passage_rows(first: int, passages: Iterable[Passage]) -> Iterator[tuple[Any, ...]]:
    for number, passage in enumerate(passages, start=first):
        bounds = [bound for span in passage.sentences for bound in (span.start, span.end)]
        yield (
            number, passage.id, passage.document_id, passage.language, _json(passage.headings), passage.locator,
            passage.span.start, passage.text, _json(bounds), passage.as_of, _source_json(passage.source),
        )  # fmt: skip


def _place_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for place in document.places:
        box = place.box and _json([place.box.left, place.box.top, place.box.right, place.box.bottom])
        span = place.span
        yield document.id, span.start, span.end, place.kind, place.number, place.sheet, box, place.confidence


def _is_related(document: Document) -> bool:
    told = (document.translation_of, document.effective, document.expires, document.supersedes, document.superseded_by)
    return any(told) or bool(document.articles)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _source_json(source: Source | None) -> str | None:
    return source.model_dump_json() if source else None
