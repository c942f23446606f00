"""Writing a catalogue: documents are added to that of the drafts, and copied from it and from the catalogue before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from corpus.documents import Document, Passage
from corpus.schemas import Source
from index.errors import BuildFailed

_PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
SCHEMA = """
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
_WANTED = "CREATE TEMPORARY TABLE wanted (id TEXT PRIMARY KEY, position INTEGER, first INTEGER) WITHOUT ROWID"
_COPY_DOCUMENTS = """
INSERT INTO documents
SELECT id, wanted.position, wanted.first, count, digest, related, title, language, text, sections, other
FROM wanted JOIN source.documents USING (id) ORDER BY id
"""
_COPY_PASSAGES = """
INSERT INTO passages
SELECT number - old.first + wanted.first, passages.id, document_id, passages.language, headings, locator, start,
    passages.text, sentences, as_of, source
FROM wanted JOIN source.documents AS old USING (id)
JOIN source.passages ON number >= old.first AND number < old.first + old.count ORDER BY wanted.first
"""
_COPY_PLACES = """
INSERT INTO places
SELECT document_id, start, end, kind, number, sheet, box, confidence
FROM wanted JOIN source.places ON document_id = wanted.id ORDER BY document_id, start
"""
_COLUMNS = {"id", "title", "language", "text", "sections", "supersedes", "source", "places"}
_OTHER = tuple(field.name for field in fields(Document) if field.name not in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document for the catalogue: its passages are numbered from `first` on, `digest` tells what it says.

    It is copied from the drafts when it is new, and else from the catalogue before.
    """

    id: str
    digest: str
    first: int
    is_new: bool


def write_catalogue(file: Path, entries: Iterable[Entry], drafts: Path, before: Path | None) -> None:
    """Write the entries, in the library's order, to a new file. Raises `BuildFailed`."""
    placed = list(enumerate(entries))
    kept = [(entry.id, position, entry.first) for position, entry in placed if not entry.is_new]
    new = [(entry.id, position, entry.first) for position, entry in placed if entry.is_new]
    try:
        with closing(sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None)) as connection:
            connection.executescript(_PRAGMAS + SCHEMA)
            if before and kept:
                _copy(connection, kept, f"{before.absolute().as_uri()}?mode=ro&immutable=1")
            if new:
                _copy(connection, new, f"{drafts.absolute().as_uri()}?mode=ro")
            connection.executescript(_INDEXES)
    except sqlite3.Error as error:
        raise BuildFailed(f"The catalogue {file} cannot be written: {error}") from error


def add_document(
    connection: sqlite3.Connection, document: Document, passages: Sequence[Passage], digest: str, first: int
) -> None:
    """Add a document whose passages are numbered from `first` on; it has no position yet."""
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _document_row(document, len(passages), digest, first),
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _passage_rows(first, passages)
    )
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _place_rows(document))


def _copy(connection: sqlite3.Connection, wanted: list[tuple[str, int, int]], source: str) -> None:
    connection.execute("ATTACH ? AS source", (source,))
    connection.execute("BEGIN")
    connection.execute(_WANTED)
    connection.executemany("INSERT INTO wanted VALUES (?, ?, ?)", wanted)
    connection.execute(_COPY_DOCUMENTS)
    connection.execute(_COPY_PASSAGES)
    connection.execute(_COPY_PLACES)
    connection.execute("DROP TABLE wanted")
    connection.execute("COMMIT")
    connection.execute("DETACH source")


def _document_row(document: Document, count: int, digest: str, first: int) -> tuple[Any, ...]:
    sections = [
        (section.headings, section.span.start, section.span.end, section.as_of, _source_json(section.source))
        for section in document.sections
    ]
    other = {name: getattr(document, name) for name in _OTHER}
    other |= {"supersedes": document.supersedes, "source": _source_json(document.source)}
    return (
        document.id, 0, first, count, digest, _is_related(document), document.title,
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
