"""Originals: the files that are no plain text, kept with the shelf of the documents that were read from them.

They are named by what they hold, so that a generation shares those that have not changed with the one before it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from corpus.errors import LibraryChanged
from corpus.whole_files import digest_of_file, share_file

FOLDER = "originals"


def original_name(digest: str, file: str) -> str:
    """What an original is called: the digest of its bytes, and the ending of the file it was."""
    return digest + PurePosixPath(file).suffix.lower()


def keep_originals(shelf: Path, originals: Mapping[str, Path], before: Path | None) -> None:
    """Keep the originals of a shelf, by name, from its previous folder where they are there, else from their files.

    Raises `LibraryChanged` and `OSError`.
    """
    if not originals:
        return
    folder = shelf / FOLDER
    folder.mkdir()
    for name, file in originals.items():
        kept = before / FOLDER / name if before else None
        if kept and kept.is_file():
            share_file(kept, folder / name)
        else:
            _copy(file, folder / name)


def _copy(source: Path, target: Path) -> None:
    """A copy, never another name: the library's file may be written to later."""
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError as error:
        raise LibraryChanged(f"The file {source} was removed while the library was being read.") from error
    if digest_of_file(target) != PurePosixPath(target.name).stem:
        raise LibraryChanged(f"The file {source} was changed while the library was being read.")
