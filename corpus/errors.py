"""What can break while a library is read.

A bad file is no error but a `Problem`, and the good files beside it are read.

    CorpusError
    ├── LibraryUnreadable    the folder is missing, is no folder, or may not be listed
    └── LibraryChanged       a file was changed while the library was being read
"""

from __future__ import annotations


class CorpusError(Exception):
    """The library cannot be used; `remedy` says what the user can do about it."""

    remedy = "Run smx library check on the folder."


class LibraryUnreadable(CorpusError):
    """The folder of a library cannot be read at all."""

    remedy = "Check the path given with --library, and that you may read the folder."


class LibraryChanged(CorpusError):
    """A file was changed between two looks at it."""

    remedy = "Wait until the files of the library are in place, then run the command again."
