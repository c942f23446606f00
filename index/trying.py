"""Trying a store that is open: whether it finds the vectors that it should have."""

from __future__ import annotations

import numpy as np

from index.chroma import Store
from index.chroma_server import ServerStore
from index.errors import DamagedIndex
from index.vectors import RowStore, StoreRows, Vectors

_SAMPLED = 20  # vectors of a store that must find themselves


def try_store(store: Store | ServerStore, vectors: Vectors, rows: StoreRows) -> None:
    """Raise `DamagedIndex` unless vectors of a store find themselves; `vectors` are those of all rows."""
    opened = RowStore(store, rows)
    present = rows[rows >= 0]
    for place in np.linspace(0, len(present) - 1, min(len(present), _SAMPLED)).astype(int):
        row = present[place]
        near = opened.nearest(np.array(vectors[row]), 5)
        # Passages with the same words have the same vector, so any of them may come first.
        if not near or not np.allclose(vectors[near[0]], vectors[row], atol=1e-3):
            opened.close()
            raise DamagedIndex(f"the passage {row} does not find itself")
    opened.close()
