"""Vectors in Chroma: one store a shelf and generation, written once and never appended to.

The collections of a store are the two languages, so that passages of one never crowd out those of the other.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import BuildFailed, DamagedIndex

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
        except (ChromaError, ValueError, OSError, AttributeError) as error:
            # Chroma lets go of a store it could not open, and then fails on what it never had.
            reason = error.__context__ or error
            raise DamagedIndex(f"The vector store in {folder} cannot be opened: {reason}") from error

    def count(self, language: str) -> int:
        """How many vectors there are in a language."""
        return self._counts.get(_name(language), 0)

    def nearest(self, language: str, vector: npt.NDArray[np.float32], limit: int) -> list[int]:
        """The places of the nearest vectors in the matrix that was written, nearest first."""
        collection = self._collections.get(_name(language))
        if collection is None or limit < 1:
            return []
        found = collection.query(
            query_embeddings=vector[None], n_results=min(limit, self._counts[collection.name]), include=[]
        )
        return [int(number) for number in found["ids"][0]]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def write_vectors(folder: Path, matrices: Mapping[str, npt.NDArray[np.float32]]) -> None:
    """Write one collection a language, its matrix's row numbers as ids, to a new folder. Raises `BuildFailed`."""
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
    hnsw = CreateHNSWConfiguration(space="cosine", ef_search=200, sync_threshold=max(2, len(matrix)))
    collection = client.create_collection(_name(language), embedding_function=None, configuration={"hnsw": hnsw})
    for start in range(0, len(matrix), _BATCH):
        rows = matrix[start : start + _BATCH]
        collection.add(ids=[str(number) for number in range(start, start + len(rows))], embeddings=rows)
    if len(matrix) == 1:
        # Chroma moves no fewer than two records out of its log; with one left there, each opening would write to files.
        collection.update(ids=["0"], embeddings=matrix)


def _client(folder: Path) -> Client:
    # Declared as an interface that cannot be closed, but made as what can.
    return cast(Client, chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))


def _name(language: str) -> str:
    return f"passages-{language}"
