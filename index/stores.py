"""The files of vector stores, looked at and copied without opening them: opening writes to them.

Chroma keeps vectors in files that stay as they were written, and everything else in an SQLite database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from index.errors import BuildFailed

_DATABASE = "chroma.sqlite3"
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


def copy_store(source: Path, target: Path) -> None:
    """Copy a store to a new folder, also while others have it open. Raises `BuildFailed` and `OSError`.

    Files that no opening changes are one file under two names, where the file system knows such a thing.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"), copy_function=_share)
    try:
        with closing(_opened(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(target / _DATABASE),))
    except sqlite3.Error as error:
        raise BuildFailed(f"The vector store in {source} cannot be copied: {error}") from error


def _opened(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(store / _DATABASE).absolute().as_uri()}?mode=ro", uri=True)


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
