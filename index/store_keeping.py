"""Where a build keeps vector stores: in folders of the shelves, or in Chroma servers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from corpus.schemas import Audience
from index.checking import check_copied, check_shelves
from index.chroma_server import VectorServer
from index.errors import BuildFailed, DamagedIndex
from index.previous import Previous
from index.server_writing import are_held, forget_old_collections, servers_of, try_written, write_to_server
from index.shelves import STORES, audience_of
from index.store_writing import Plans, WrittenStores, write_stores
from index.stores import copy_store
from index.unfinished import UnfinishedParts
from index.vector_urls import VectorUrls


class StoreKeeping:
    """Writes and checks the stores of one generation."""

    def __init__(self, urls: VectorUrls, unfinished: Path) -> None:
        self._urls = urls
        self._unfinished = UnfinishedParts(unfinished, copy_store)
        self._folders: dict[Path, WrittenStores] = {}
        self._collections: dict[Path, frozenset[str]] = {}
        self._servers: dict[Audience, VectorServer] = {}

    def connect(self) -> None:
        """Make sure of the servers that are named. Raises `NoVectorServer`."""
        self._servers = servers_of(self._urls)

    def has(self, previous: Previous) -> bool:
        """Whether the stores of a generation are kept here, whole as far as that can be told without copying them.

        Raises `NoVectorServer`.
        """
        return are_held(previous, self._servers)

    def write(self, shelf: Path, plans: Plans, previous: Previous | None, advance: Callable[[int], None]) -> None:
        """Write the stores of a shelf as they were planned. Raises `BuildFailed`, `NoVectorServer` and `OSError`."""
        if server := self._servers.get(audience_of(shelf)):
            self._collections[shelf] = write_to_server(shelf, plans, previous, server, advance)
        else:
            self._folders[shelf] = write_stores(shelf, plans, previous, self._unfinished, advance)

    def check(self, sums: Mapping[str, str], expected: Mapping[str, str]) -> None:
        """Try the shelves with their new stores, and compare the copied ones; `expected` are sums of those before.

        Raises `BuildFailed` and `NoVectorServer`.
        """
        copied = [shelf / STORES / name for shelf, written in self._folders.items() for name in written.copied]
        new = [shelf for shelf, written in self._folders.items() if written.new]
        check_shelves([*new, *self._collections], copied)
        for shelf, written in self._folders.items():
            check_copied(shelf, written.copied, sums, expected)
        for shelf, tried in self._collections.items():
            try:
                try_written(shelf, self._servers[audience_of(shelf)], tried)
            except DamagedIndex as error:
                raise BuildFailed(f"The new index is not whole in its Chroma server: {error}") from error

    def forget_old(self, generations: Sequence[Path]) -> None:
        """Remove the collections that none of the published generations has."""
        forget_old_collections(self._servers, generations)

    def close(self) -> None:
        """Let go of the connections."""
        with ExitStack() as stack:
            for server in self._servers.values():
                stack.callback(server.close)
