"""Drafts: what an unfinished build has read and cut, kept so that the next one need not, and memory need not hold it.

They stand in a catalogue of their own, from which the catalogues of the shelves are copied. Beside it are the records
of files, for the ledger, and of each passage what its row is made of.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.chunking import passages_of
from corpus.documents import Document
from corpus.ledger import FileRecord, record_from_text, record_text
from corpus.looks import Look
from corpus.schemas import Language
from index.catalogue_writing import SCHEMA, add_document
from index.errors import BuildFailed
from index.preparing import Readable, readable
from index.rows import KEY_BYTES

_TABLES = """
CREATE TABLE version (version TEXT NOT NULL);
CREATE TABLE files (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (document_id TEXT PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE headings (number INTEGER PRIMARY KEY, headings TEXT NOT NULL);
"""
_FIND = """
SELECT language, first, keys FROM documents JOIN keys ON document_id = id WHERE id = ? AND digest = ?
"""
_FORGET = (
    "DELETE FROM passages WHERE number >= :first AND number < :first + :count",
    "DELETE FROM headings WHERE number >= :first AND number < :first + :count",
    "DELETE FROM places WHERE document_id = :id",
    "DELETE FROM keys WHERE document_id = :id",
    "DELETE FROM documents WHERE id = :id",
)
_READABLES = """
SELECT number, language, headings.headings, start, text, sentences FROM passages JOIN headings USING (number)
WHERE number IN (SELECT value FROM json_each(?))
"""
_PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16384;"
_COMMIT_SECONDS = 1.0  # of work that is lost at most


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that was cut: its passages are numbered from `first` on, and `keys` has a row for each."""

    language: Language
    first: int
    keys: npt.NDArray[np.uint8]


class Drafts:
    """The drafts in a file, begun anew when it is of another version. Raises `BuildFailed`, `OSError`.

    That no page of it is damaged is not made sure of, which takes half a minute where there are a million passages.
    Not to be used by several threads at once.
    """

    def __init__(self, file: Path, version: str) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        if not _is_of(version, file):
            _remove(file)
        with self._translated():
            self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            # Neither a killed process nor a machine without power leaves anything half written.
            self._connection.executescript(_PRAGMAS)
            if not self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                self._connection.executescript(f"BEGIN; {SCHEMA} {_TABLES} COMMIT")
                self._connection.execute("INSERT INTO version VALUES (?)", (version,))
            self._connection.execute("BEGIN")
            (self._next,) = self._connection.execute("SELECT coalesce(max(first + count), 0) FROM documents").fetchone()
        self._committed = time.monotonic()

    def records(self) -> dict[str, FileRecord]:
        """What the files that were read were found to hold, by name."""
        with self._translated():
            rows = self._connection.execute("SELECT name, record FROM files").fetchall()
        return {name: record_from_text(record) for name, record in rows}

    def take_in(self, look: Look) -> None:
        """Keep what a look at a file gave."""
        if look.record:
            with self._translated():
                values = look.file, record_text(look.record)
                self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", values)
        for card, document in zip(look.cards, look.documents, strict=False):  # none of what is known by its digest
            self.add(document, card.digest)
        self._commit(_COMMIT_SECONDS)

    def find(self, document_id: str, digest: str) -> Draft | None:
        """The draft of a document, if it is there as the digest says."""
        with self._translated():
            found = self._connection.execute(_FIND, (document_id, digest)).fetchone()
        return Draft(found[0], found[1], _as_keys(found[2])) if found else None

    def add(self, document: Document, digest: str) -> Draft:
        """Cut a document and keep its draft, in place of another of its id."""
        passages = passages_of(document)
        read = [readable(document, passage) for passage in passages]
        keys = b"".join(passage.key for passage in read)
        first = self._next
        numbered = enumerate((json.dumps(passage.headings, ensure_ascii=False) for passage in read), start=first)
        with self._translated():
            old = self._connection.execute("SELECT first, count FROM documents WHERE id = ?", (document.id,)).fetchone()
            for statement in _FORGET if old else ():
                self._connection.execute(statement, {"id": document.id, "first": old[0], "count": old[1]})
            add_document(self._connection, document, passages, digest, first)
            self._connection.execute("INSERT INTO keys VALUES (?, ?)", (document.id, keys))
            self._connection.executemany("INSERT INTO headings VALUES (?, ?)", numbered)
        self._next += len(passages)
        return Draft(document.language, first, _as_keys(keys))

    def readables(self, numbers: Sequence[int]) -> list[Readable]:
        """What the rows of the passages with these numbers are made of, in the order asked for."""
        with self._translated():
            rows = self._connection.execute(_READABLES, (json.dumps(list(numbers)),)).fetchall()
        found = {row[0]: row[1:] for row in rows}
        return [_readable(*found[number]) for number in numbers]

    def commit(self) -> None:
        """Make sure that all that was taken in is in the file."""
        self._commit(0)

    def forget_if_damaged(self) -> None:
        """Remove the file where anything in it is damaged, so that the next build begins anew."""
        try:
            is_whole = self._connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        except sqlite3.Error:
            is_whole = False
        if not is_whole:
            _remove(self.file)

    def close(self) -> None:
        """Let go of the file."""
        try:
            if self._connection.in_transaction:  # there is none once the disk was full
                self._commit(0)
        finally:
            self._connection.close()

    def _commit(self, after_seconds: float) -> None:
        now = time.monotonic()
        if now - self._committed >= after_seconds:
            with self._translated():
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN")
            self._committed = now

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise BuildFailed(f"What was read cannot be kept in {self.file}: {error}") from error


def _remove(file: Path) -> None:
    """Remove a database and what stands beside it."""
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink(missing_ok=True)


def _is_of(version: str, file: Path) -> bool:
    """Whether a file is there and of this version."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("SELECT version FROM version").fetchall() == [(version,)]
    except sqlite3.Error:
        return False


def _readable(language: Language, headings: str, start: int, text: str, sentences: str) -> Readable:
    bounds = iter(bound - start for bound in json.loads(sentences))
    return Readable(
        language,
        tuple(json.loads(headings)),
        tuple(text[first:last] for first, last in zip(bounds, bounds, strict=True)),
    )


def _as_keys(content: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(content, np.uint8).reshape(-1, KEY_BYTES)
