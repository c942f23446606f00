"""What a Chroma server holds of a shelf beside the vectors that belong there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from corpus.schemas import Audience
from index.chroma_server import VectorServer
from index.collections import PREFIX, collections_in
from index.errors import DamagedIndex, no_address
from index.generations import Generations
from index.server_writing import collections_of
from index.shelves import ShelfFiles
from index.vector_urls import VectorUrls

_BEING_BUILT = ", unless the build that is running is writing it"


def remains_in_server(
    shelf: ShelfFiles, audience: Audience, generations: Generations, urls: VectorUrls
) -> Iterator[str]:
    """What is wrong with the collections of the current generation, and those that no generation has.

    Raises `NoVectorServer`.
    """
    named = [(collection, len(rows)) for _, collection, rows in collections_of(shelf)]
    database = urls.of(audience)
    if database is None:
        if named:
            raise no_address()
        return
    with closing(VectorServer(database)) as server:
        for collection, count in named:
            try:
                server.opened(collection, count).close()
            except DamagedIndex:
                yield f"{collection.name} has other vectors than those of its passages"
        names = [name for name in server.collections() if name.startswith(PREFIX)]
    is_building = generations.building_since() is not None
    # Looked up last: what was just being built has been published by now.
    known = frozenset().union(*(collections_in(folder / audience) for folder in generations.published()))
    for name in sorted(set(names) - known):
        yield f"{name} is of no generation{_BEING_BUILT if is_building else ''}"
