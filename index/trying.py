"""Trying a store that is open: whether it holds the vectors that it should, and finds them."""

from __future__ import annotations

import numpy as np

from index.chroma import Store
from index.chroma_server import ServerStore
from index.errors import DamagedIndex
from index.vectors import StoreRows, Vectors

_SAMPLED = 20  # vectors of a store that are looked at
_FOUND = 0.5  # of them at least; damaged stores find hardly any, sound ones of random vectors close together .85


def try_store(store: Store | ServerStore, vectors: Vectors, rows: StoreRows) -> None:
    """Raise `DamagedIndex` unless a store holds the vectors of its rows, and finds most of them; it is closed.

    Approximate search promises to find none surely. `vectors` are those of all rows.
    """
    places = np.flatnonzero(rows >= 0)
    sampled = places[np.linspace(0, len(places) - 1, min(len(places), _SAMPLED)).astype(int)].tolist()
    expected = {place: np.array(vectors[rows[place]]) for place in sampled}
    held = store.held(sampled)
    found = 0
    for vector in expected.values():
        near = store.nearest(vector, 1)
        # Passages with the same words have the same vector, so any of them may come first.
        found += any(_are_same(other, vector) for other in store.held(near).values())
    store.close()
    wrong = [place for place, vector in expected.items() if not _are_same(held.get(place), vector)]
    if wrong:
        raise DamagedIndex(f"of {len(sampled)} passages {len(wrong)} have another vector, as {rows[wrong[0]]}")
    if found < _FOUND * len(sampled):
        raise DamagedIndex(f"of {len(sampled)} passages only {found} find themselves")


def _are_same(one: Vectors | None, other: Vectors) -> bool:
    return one is not None and bool(np.allclose(one, other, atol=1e-3))
