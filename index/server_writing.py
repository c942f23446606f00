"""Writing the stores of a shelf to a Chroma server, and knowing whether those of a generation are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from corpus.schemas import Audience
from index.chroma_server import WRITING_SECONDS, VectorServer
from index.collections import Collection, collection_of, collections_in, write_collections
from index.errors import DamagedIndex, NoVectorServer, no_address
from index.lexical import load_mapped
from index.previous import Previous
from index.shelves import AUDIENCES, LanguagePart, ShelfFiles, audience_of
from index.store_planning import StorePlan
from index.store_writing import Plans, write_store_rows
from index.trying import try_store
from index.vector_urls import VectorUrls
from index.vectors import StoreRows


def servers_of(urls: VectorUrls) -> dict[Audience, VectorServer]:
    """The server of each shelf, its database made; none where they are kept in files. Raises `NoVectorServer`."""
    if not urls.are_given:
        return {}
    servers = {audience: VectorServer(url, WRITING_SECONDS) for audience in AUDIENCES if (url := urls.of(audience))}
    if len(servers) < len(AUDIENCES):
        raise NoVectorServer("Only one shelf has an address of a Chroma server, and a build writes both.")
    for server in servers.values():
        server.make_database()
    return servers


def are_held(previous: Previous, servers: dict[Audience, VectorServer]) -> bool:
    """Whether the stores of a generation are where they are wanted, in files or whole in the servers."""
    for audience, shelf in previous.shelves.items():
        if any(bool(part.stored.collections) != bool(servers) for part in shelf.parts):
            return False
        try:
            for _, collection, rows in collections_of(shelf):
                servers[audience].opened(collection, len(rows))
        except DamagedIndex:
            return False
    return True


def write_to_server(
    shelf: Path, plans: Plans, previous: Previous | None, server: VectorServer, advance: Callable[[int], None]
) -> frozenset[str]:
    """Write the new stores of a shelf to its server, and keep what all are called; the names of the new ones.

    What an ended build has written is there already.

    Raises `NoVectorServer` and `OSError`.
    """
    audience = audience_of(shelf)
    new: set[str] = set()
    for language, stores in plans.items():
        write_store_rows(shelf / language, stores)
        vectors = load_mapped(shelf / language / "vectors.npy")
        before = previous.parts(audience)[language].stored.collections if previous and _any_kept(stores) else ()
        collections: list[Collection] = []
        for plan in stores:
            if plan.source is None:
                rows = vectors[plan.rows]
                collections.append(collection_of(audience, language, rows.tobytes()))
                server.write(collections[-1], rows)
                new.add(collections[-1].name)
            else:
                collections.append(before[plan.source])
            advance(1)
        write_collections(shelf / language, collections)
    return frozenset(new)


def try_written(folder: Path, server: VectorServer, written: frozenset[str]) -> None:
    """Open all collections of a shelf, and try those that were written; what is damaged of these is removed.

    Raises `DamagedIndex` and `NoVectorServer`.
    """
    damages = []
    with closing(ShelfFiles(folder)) as shelf:
        for part, collection, rows in collections_of(shelf):
            store = server.opened(collection, len(rows))
            if collection.name in written:
                try:
                    try_store(store, part.vectors, rows)
                except DamagedIndex as damage:
                    server.forget(collection.name)  # or the next build would take it for finished
                    damages.append(damage)
    if damages:
        raise damages[0]


def try_in_server(folder: Path, urls: VectorUrls) -> None:
    """Open and try all collections of a shelf, if it has any. Raises `DamagedIndex` and `NoVectorServer`."""
    database = urls.of(audience_of(folder))
    with closing(ShelfFiles(folder)) as shelf, ExitStack() as stack:
        server = stack.enter_context(closing(VectorServer(database))) if database else None
        for part, collection, rows in collections_of(shelf):
            if server is None:
                raise no_address()
            try_store(server.opened(collection, len(rows)), part.vectors, rows)


def forget_old_collections(servers: dict[Audience, VectorServer], generations: Sequence[Path]) -> None:
    """Remove what no generation has; what cannot be removed now is left to the next build."""
    for audience, server in servers.items():
        server.forget_all_but(frozenset().union(*(collections_in(folder / audience) for folder in generations)))


def collections_of(shelf: ShelfFiles) -> Iterator[tuple[LanguagePart, Collection, StoreRows]]:
    """The collections of a shelf, each with its language and rows."""
    for part in shelf.parts:
        for collection, rows in zip(part.stored.collections, part.stored.stores, strict=False):
            yield part, collection, rows


def _any_kept(stores: Sequence[StorePlan]) -> bool:
    return any(plan.source is not None for plan in stores)
