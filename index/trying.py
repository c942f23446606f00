"""Trying a store that is open: whether it finds the vectors that it should have."""

from __future__ import annotations

import numpy as np

from index.chroma import Store
from index.chroma_server import ServerStore
from index.errors import DamagedIndex
from index.vectors import RowStore, StoreRows, Vectors

_SAMPLED = 20  # vectors of a store that are looked for
_MISSED = 0.1  # of them may not be found: a store finds nearly all that is nearest, never surely all


def try_store(store: Store | ServerStore, vectors: Vectors, rows: StoreRows) -> None:
    """Raise `DamagedIndex` unless nearly all vectors of a store find themselves; `vectors` are those of all rows."""
    opened = RowStore(store, rows)
    present = rows[rows >= 0]
    sampled = present[np.linspace(0, len(present) - 1, min(len(present), _SAMPLED)).astype(int)]
    missed = []
    for row in sampled:
        near = opened.nearest(np.array(vectors[row]), 5)
        # Passages with the same words have the same vector, so any of them may come first.
        if not near or not np.allclose(vectors[near[0]], vectors[row], atol=1e-3):
            missed.append(int(row))
    opened.close()
    if len(missed) > _MISSED * len(sampled):
        raise DamagedIndex(f"of {len(sampled)} passages {len(missed)} do not find themselves, as {missed[0]}")
