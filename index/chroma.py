"""Chroma: a store is a folder with one collection of vectors, written once and never appended to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from index.errors import BuildFailed, DamagedIndex

if TYPE_CHECKING:
    # Imported where it is used: most processes open and write no store, and the import takes most of a second.
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
"""What the collection of a store is called."""
SETTINGS = {"space": "cosine", "ef_search": 200}
"""How a store is searched; it is kept with the store."""

_BATCH = 2_000
_opening = threading.Lock()  # first opens of a store race with one another

Vectors = npt.NDArray[np.float32]


class Store:
    """An open store. Raises `DamagedIndex` when it does not open, or does not hold as many vectors as it should."""

    def __init__(self, folder: Path, count: int) -> None:
        from chromadb.errors import ChromaError

        try:
            with _opening:
                self._client = _client(folder)
                found = {collection.name: collection for collection in self._client.list_collections()}
            held = found[COLLECTION].count() if COLLECTION in found else 0
        except (ChromaError, ValueError, OSError, AttributeError) as error:
            # Chroma lets go of a store it could not open, and then fails on what it never had.
            reason = error.__context__ or error
            raise DamagedIndex(f"The vector store in {folder} cannot be opened: {reason}") from error
        if held != count:
            self.close()
            raise DamagedIndex(f"The vector store in {folder} has {held} of {count} vectors.")
        self._collection = found[COLLECTION]

    def nearest(self, vector: Vectors, limit: int) -> list[int]:
        """The places of the nearest vectors, in the order in which they were written, nearest first."""
        found = self._collection.query(query_embeddings=vector[None], n_results=limit, include=[])
        return [int(place) for place in found["ids"][0]]

    def held(self, places: Sequence[int]) -> dict[int, Vectors]:
        """The vectors at these places, as far as there are any."""
        return held_in(self._collection, places)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def write_store(folder: Path, vectors: Vectors) -> None:
    """Write a store of at least one vector to a new folder. Raises `BuildFailed`."""
    from chromadb.errors import ChromaError

    try:
        client = _client(folder)
        try:
            configuration = configuration_of(len(vectors))
            fill(client.create_collection(COLLECTION, configuration=configuration, embedding_function=None), vectors)
        finally:
            client.close()
    except (ChromaError, ValueError) as error:
        raise BuildFailed(f"The vectors cannot be written to {folder}: {error}") from error


def configuration_of(count: int) -> CreateCollectionConfiguration:
    """How a collection of so many vectors is kept and searched."""
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    hnsw = CreateHNSWConfiguration(**SETTINGS, sync_threshold=max(2, count))  # type: ignore[typeddict-item]
    return {"hnsw": hnsw}


def fill(collection: Collection, vectors: Vectors) -> None:
    """Write at least one vector to a new collection, their places as ids. Raises Chroma's errors."""
    for start in range(0, len(vectors), _BATCH):
        batch = vectors[start : start + _BATCH]
        collection.add(ids=[str(place) for place in range(start, start + len(batch))], embeddings=batch)
    if len(vectors) == 1:
        # Chroma moves no fewer than two records out of its log; with one left there, each opening would write to files.
        collection.update(ids=["0"], embeddings=vectors)


def held_in(collection: Collection, places: Sequence[int]) -> dict[int, Vectors]:
    """The vectors that a collection holds at these places. Raises Chroma's errors."""
    found = collection.get(ids=[str(place) for place in places], include=["embeddings"])
    vectors = found["embeddings"] if found["embeddings"] is not None else ()
    return {int(place): np.array(vector, np.float32) for place, vector in zip(found["ids"], vectors, strict=True)}


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    # Declared as an interface that cannot be closed, but made as what can.
    return cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))
