"""What can go wrong with an index, each with what to do about it.

SearchIndexError
├── NoIndex        nothing was built yet, or the folder is not an index
├── DamagedIndex   a published generation does not open or does not match its checksums
├── BuildFailed    a build stopped; what was published before goes on serving
│   └── DiskFull   there was no space left for it
├── NoVectorServer the Chroma server that keeps the vectors does not answer, or no address of it is set
└── ModelError     the embedding model cannot be loaded
"""

from __future__ import annotations


class SearchIndexError(Exception):
    """Something about the index is broken; `remedy` says what to do."""

    remedy = "Run `smx index build`."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        if remedy is not None:
            self.remedy = remedy


class NoIndex(SearchIndexError):
    """Nothing has been built in this folder."""


class DamagedIndex(SearchIndexError):
    """A published generation cannot be read as it was written."""

    remedy = "Run `smx index build` to build it anew, or `smx index rollback` to return to the one before."


class BuildFailed(SearchIndexError):
    """A build stopped before it was published; the index that was served before is untouched."""

    remedy = "Mend what the message names and run `smx index build` again."


class DiskFull(BuildFailed):
    """There is no space left where a build writes; the message names the place."""

    remedy = (
        "What is served goes on. Free space there, or name another folder with --data, and run `smx index build` again."
    )


class NoVectorServer(SearchIndexError):
    """The server that keeps the vectors of a shelf cannot be asked."""

    remedy = "Start the Chroma server, or correct SMX_VECTORS__PUBLIC_URL and SMX_VECTORS__STAFF_URL."


def no_address() -> NoVectorServer:
    """What is wrong where the vectors of an index are in a server that no setting names."""
    return NoVectorServer(
        "The vectors of this index are kept in a Chroma server, and no address of it is set.",
        "Set SMX_VECTORS__PUBLIC_URL, and for staff SMX_VECTORS__STAFF_URL.",
    )


class ModelError(SearchIndexError):
    """The embedding model cannot be loaded or compiled."""

    remedy = (
        "Check SMX_EMBEDDING__MODEL: a folder of a sentence-transformers model, its name, or nothing for the default."
    )
