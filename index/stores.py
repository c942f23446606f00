"""The files of a vector store, looked at and copied without opening it: opening writes to them.

Chroma keeps vectors in files that stay as they were written, and everything else in an SQLite database.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from index.errors import BuildFailed

_DATABASE = "chroma.sqlite3"
_COUNTS = """
SELECT collections.name, count(*) FROM embeddings JOIN segments ON segments.id = embeddings.segment_id
JOIN collections ON collections.id = segments.collection GROUP BY collections.name
"""


def collection_name(language: str) -> str:
    """What the collection of a language is called."""
    return f"passages-{language}"


def database_is_whole(store: Path, counts: Mapping[str, int]) -> bool:
    """Whether the database of a store is undamaged and has these many vectors in its collections."""
    try:
        with closing(_opened(store)) as connection:
            whole = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            return whole and dict(connection.execute(_COUNTS).fetchall()) == counts
    except sqlite3.Error:
        return False


def copy_store(source: Path, target: Path) -> None:
    """Copy a store to a new folder, also while others have it open. Raises `BuildFailed` and `OSError`."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    try:
        with closing(_opened(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(target / _DATABASE),))
    except sqlite3.Error as error:
        raise BuildFailed(f"The vector store in {source} cannot be copied: {error}") from error


def _opened(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(store / _DATABASE).absolute().as_uri()}?mode=ro", uri=True)
