"""The files of vector stores, looked at and copied without opening them: opening writes to them.

Chroma keeps vectors in files that stay as they were written, and everything else in an SQLite database.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.whole_files import share_file
from index.errors import BuildFailed

DATABASE = "chroma.sqlite3"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'acquire_write' ORDER BY name"
"""Every table but the one in which each opening leaves its mark."""
_SEGMENTS = "SELECT id FROM segments WHERE scope = 'VECTOR'"
_COUNT = """
SELECT count(*), count(DISTINCT collections.id) FROM embeddings JOIN segments ON segments.id = embeddings.segment_id
JOIN collections ON collections.id = segments.collection
"""


def store_name(language: str, number: int) -> str:
    """What the folder of a language's store is called."""
    return f"{language}-{number}"


def database_is_whole(store: Path, count: int) -> bool:
    """Whether the database of a store is undamaged and has so many vectors in one collection."""
    try:
        with closing(_opened(store)) as connection:
            whole = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            return whole and connection.execute(_COUNT).fetchone() == (count, 1)
    except sqlite3.Error:
        return False


def database_digest(store: Path) -> str:
    """The SHA-256 of what the database of a store says; nothing where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with closing(_opened(store)) as connection:
            for (table,) in connection.execute(_TABLES).fetchall():
                for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # a name of its own
                    for value in (table, *row):
                        digest.update(value if isinstance(value, bytes) else str(value).encode("utf-8", "replace"))
                        digest.update(b"\0")
    except sqlite3.Error:
        return ""
    return digest.hexdigest()


def vector_segments(store: Path) -> frozenset[str]:
    """The folders in which the database of a store says its vectors are; none where it cannot be read."""
    try:
        with closing(_opened(store)) as connection:
            return frozenset(str(id_) for (id_,) in connection.execute(_SEGMENTS))
    except sqlite3.Error:
        return frozenset()


def copy_store(source: Path, target: Path) -> None:
    """Copy a store to a new folder, also while others have it open. Raises `BuildFailed` and `OSError`.

    Files that no opening changes are one file under two names, where the file system knows such a thing.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"), copy_function=share_file)
    try:
        with closing(_opened(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(target / DATABASE),))
    except sqlite3.Error as error:
        raise BuildFailed(f"The vector store in {source} cannot be copied: {error}") from error


def _opened(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(store / DATABASE).absolute().as_uri()}?mode=ro", uri=True)
