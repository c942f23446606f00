"""Vectors in Chroma: one store a shelf and generation, written once and never appended to.

The collections of a store are the two languages, so that passages of one never crowd out those of the other.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import DamagedIndex

_BATCH = 2_000
_opening = threading.Lock()  # first opens of a store race with one another


class VectorStore:
    """Finds the nearest vectors of one language."""

    def __init__(self, folder: Path) -> None:
        try:
            with _opening:
                self._client = _client(folder)
                self._collections: dict[str, Collection] = {
                    collection.name: collection for collection in self._client.list_collections()
                }
            self._counts = {name: collection.count() for name, collection in self._collections.items()}
        except (ChromaError, ValueError, OSError) as error:
            raise DamagedIndex(f"The vector store in {folder} cannot be opened: {error}") from error

    def count(self, language: str) -> int:
        """How many vectors there are in a language."""
        return self._counts.get(_name(language), 0)

    def nearest(self, language: str, vector: npt.NDArray[np.float32], limit: int) -> list[int]:
        """The places of the nearest vectors in the matrix that was written, nearest first."""
        collection = self._collections.get(_name(language))
        if collection is None or limit < 1:
            return []
        found = collection.query(
            query_embeddings=[vector], n_results=min(limit, self._counts[collection.name]), include=[]
        )
        return [int(number) for number in found["ids"][0]]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def write_vectors(folder: Path, matrices: Mapping[str, npt.NDArray[np.float32]]) -> None:
    """Write one collection a language, with the row numbers of its matrix as ids, to a new folder."""
    client = _client(folder)
    try:
        for language, matrix in matrices.items():
            if not len(matrix):
                continue
            hnsw = {"space": "cosine", "ef_search": 200, "sync_threshold": max(2, len(matrix))}
            collection = client.create_collection(
                _name(language), embedding_function=None, configuration={"hnsw": hnsw}
            )
            for start in range(0, len(matrix), _BATCH):
                rows = matrix[start : start + _BATCH]
                collection.add(ids=[str(n) for n in range(start, start + len(rows))], embeddings=rows)
    finally:
        client.close()


def _client(folder: Path) -> ClientAPI:
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _name(language: str) -> str:
    return f"passages-{language}"
