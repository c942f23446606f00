"""Vectors in Chroma: one store a shelf, written once and never appended to.

The collections of a store are the two languages, so that passages of one never crowd out those of the other. A store
may be that of an earlier generation: then some of what it holds is gone, and some rows stand beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from index.errors import BuildFailed, DamagedIndex
from index.stores import collection_name

if TYPE_CHECKING:
    # Imported where it is used: a build that changes little writes no store, and the import takes most of a second.
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_BATCH = 2_000
_opening = threading.Lock()  # first opens of a store race with one another

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stored:
    """The vectors of a language and where in the store they are: `rows[n]` is the row of the store's n-th, or -1."""

    vectors: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int32]

    def beside(self) -> Numbers:
        """The rows that are not in the store."""
        missing = np.ones(len(self.vectors), np.bool_)
        missing[self.rows[self.rows >= 0]] = False
        return np.flatnonzero(missing)


class VectorStore:
    """Finds the nearest vectors of one language."""

    def __init__(self, folder: Path, stored: Mapping[str, Stored]) -> None:
        from chromadb.errors import ChromaError

        self._stored = stored
        self._beside = {language: part.beside() for language, part in stored.items()}
        try:
            with _opening:
                self._client = _client(folder)
                self._collections: dict[str, Collection] = {
                    collection.name: collection for collection in self._client.list_collections()
                }
            counts = {name: collection.count() for name, collection in self._collections.items()}
        except (ChromaError, ValueError, OSError, AttributeError) as error:
            # Chroma lets go of a store it could not open, and then fails on what it never had.
            reason = error.__context__ or error
            raise DamagedIndex(f"The vector store in {folder} cannot be opened: {reason}") from error
        for language, part in stored.items():
            if (count := counts.get(collection_name(language), 0)) != len(part.rows):
                self.close()
                raise DamagedIndex(f"The vector store in {folder} has {count} of {len(part.rows)} {language} vectors.")

    def nearest(self, language: str, vector: npt.NDArray[np.float32], limit: int) -> list[int]:
        """The rows of the nearest vectors, nearest first."""
        if language not in self._stored or limit < 1:
            return []
        stored, beside = self._stored[language], self._beside[language]
        found = self._in_store(language, vector, limit)
        if not len(beside):
            return found
        rows = np.concatenate([np.array(found, np.int64), beside])
        order = np.argsort(-(stored.vectors[rows] @ vector), kind="stable")
        return [int(row) for row in rows[order[:limit]]]

    def _in_store(self, language: str, vector: npt.NDArray[np.float32], limit: int) -> list[int]:
        """The nearest rows that the store has; it is asked for more as long as what it gives is gone."""
        collection, rows = self._collections[collection_name(language)], self._stored[language].rows
        asked = limit
        while True:
            asked = min(asked, len(rows))
            found = collection.query(query_embeddings=vector[None], n_results=asked, include=[])
            present = [row for place in found["ids"][0] if (row := int(rows[int(place)])) >= 0]
            if len(present) >= limit or asked == len(rows):
                return present[:limit]
            asked *= 2

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def write_vectors(folder: Path, matrices: Mapping[str, npt.NDArray[np.float32]]) -> None:
    """Write one collection a language, its matrix's row numbers as ids, to a new folder. Raises `BuildFailed`."""
    from chromadb.errors import ChromaError

    try:
        client = _client(folder)
        try:
            for language, matrix in matrices.items():
                _write_collection(client, language, matrix)
        finally:
            client.close()
    except (ChromaError, ValueError) as error:
        raise BuildFailed(f"The vectors cannot be written to {folder}: {error}") from error


def _write_collection(client: Client, language: str, matrix: npt.NDArray[np.float32]) -> None:
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    hnsw = CreateHNSWConfiguration(space="cosine", ef_search=200, sync_threshold=max(2, len(matrix)))
    collection = client.create_collection(
        collection_name(language), embedding_function=None, configuration={"hnsw": hnsw}
    )
    for start in range(0, len(matrix), _BATCH):
        rows = matrix[start : start + _BATCH]
        collection.add(ids=[str(number) for number in range(start, start + len(rows))], embeddings=rows)
    if len(matrix) == 1:
        # Chroma moves no fewer than two records out of its log; with one left there, each opening would write to files.
        collection.update(ids=["0"], embeddings=matrix)


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    # Declared as an interface that cannot be closed, but made as what can.
    return cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))
