"""Vectors: the nearest of a language, found in its stores and told apart by the exact vectors beside them.

A language has as many stores as it needs. A store may be that of an earlier generation: then some of what it holds is
gone, and some rows stand beside all stores.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.chroma import Store
from index.collections import Collection
from index.errors import no_address
from index.stores import store_name

if TYPE_CHECKING:
    from index.chroma_server import ServerStore, VectorServer

LARGE = 16_000
"""Rows up to which comparing with all of them takes no longer than a store, and misses none."""
_AT_ONCE = 4  # stores asked at the same time

Vectors = npt.NDArray[np.float32]
StoreRows = npt.NDArray[np.int32]
"""For each vector of a store, in the order in which they were written, the row it is now, or -1."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stored:
    """The vectors of a language, one a row, and the rows that each of its stores has."""

    vectors: Vectors
    stores: tuple[StoreRows, ...]
    collections: tuple[Collection, ...] = ()
    """What the stores are in a server; nothing where they are folders."""

    def beside(self) -> Numbers:
        """The rows that are in no store."""
        missing = np.ones(len(self.vectors), np.bool_)
        for rows in self.stores:
            missing[rows[rows >= 0]] = False
        return np.flatnonzero(missing)


class RowStore:
    """A store that is open, and the rows it has."""

    def __init__(self, store: Store | ServerStore, rows: StoreRows) -> None:
        self._rows = rows
        self._store = store

    def nearest(self, vector: Vectors, limit: int) -> list[int]:
        """The nearest rows that the store has; it is asked for more as long as what it gives is gone."""
        asked = limit
        while True:
            asked = min(asked, len(self._rows))
            places = self._store.nearest(vector, asked)
            present = [row for place in places if (row := int(self._rows[place])) >= 0]
            if len(present) >= limit or asked == len(self._rows):
                return present[:limit]
            asked *= 2

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()


class VectorStore:
    """Finds the nearest vectors of one language; the stores of a language are opened when they are first needed."""

    def __init__(self, folder: Path, stored: Mapping[str, Stored], server: VectorServer | None = None) -> None:
        self._folder = folder
        self._server = server
        self._stored = stored
        self._beside = {language: part.beside() for language, part in stored.items()}
        self._open: dict[str, tuple[RowStore, ...]] = {}
        self._opening = threading.Lock()
        self._threads = ThreadPoolExecutor(_AT_ONCE, "vectors")

    def open(self, language: str) -> tuple[RowStore, ...]:
        """The open stores of a language. Raises `DamagedIndex` and `NoVectorServer`."""
        with self._opening:
            if language not in self._open:
                opened: list[RowStore] = []
                try:
                    for number, rows in enumerate(self._stored[language].stores):
                        opened.append(RowStore(self._one(language, number, len(rows)), rows))
                except Exception:
                    _close(opened)
                    raise
                self._open[language] = tuple(opened)
            return self._open[language]

    def nearest(self, language: str, vector: Vectors, limit: int) -> list[int]:
        """The rows of the nearest vectors, nearest first. Raises `DamagedIndex` and `NoVectorServer`."""
        if language not in self._stored or limit < 1:
            return []
        stores = self.open(language)
        if len(stores) == 1:
            found = [stores[0].nearest(vector, limit)]
        else:
            found = list(self._threads.map(lambda store: store.nearest(vector, limit), stores))
        beside = self._beside[language]
        if len(found) == 1 and not len(beside):
            return found[0]
        rows = np.concatenate([*(np.array(near, np.int64) for near in found), beside])
        order = np.argsort(-(self._stored[language].vectors[rows] @ vector), kind="stable")
        return [int(row) for row in rows[order[:limit]]]

    def close(self) -> None:
        """Let go of the files."""
        self._threads.shutdown()
        with self._opening:
            for opened in self._open.values():
                _close(opened)
            self._open.clear()
        if self._server:
            self._server.close()

    def _one(self, language: str, number: int, count: int) -> Store | ServerStore:
        if not (collections := self._stored[language].collections):
            return Store(self._folder / store_name(language, number), count)
        if self._server is None:
            raise no_address()
        return self._server.opened(collections[number], count)


def _close(stores: tuple[RowStore, ...] | list[RowStore]) -> None:
    for store in stores:
        store.close()
