"""Storing: a large store written and tried in a process of its own, so that several are written at the same time.

Run as `python -m index.storing FOLDER VECTORS ROWS`, the last two being files of arrays.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from index.apart import end_with_the_build
from index.chroma import Store, write_store
from index.errors import SearchIndexError
from index.lexical import load_mapped
from index.trying import try_store


def main(folder: Path, vectors_file: Path, rows_file: Path) -> None:
    """Write a store of some rows, and exit with a message unless they find themselves in it."""
    rows = np.load(rows_file)
    vectors = load_mapped(vectors_file)
    try:
        write_store(folder, vectors[rows])
        try_store(Store(folder, len(rows)), vectors, rows)
    except SearchIndexError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    end_with_the_build()
    main(*map(Path, sys.argv[1:]))
