from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.chroma import Store, write_store
from index.errors import DamagedIndex
from index.trying import try_store


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    drawn = np.random.default_rng(7).normal(size=(200, 16)).astype(np.float32)
    unit: np.ndarray = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


@pytest.fixture(scope="module")
def store(vectors: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trying") / "store"
    write_store(folder, vectors)
    return folder


def test_a_store_that_holds_and_finds_its_vectors_is_whole(store: Path, vectors: np.ndarray) -> None:
    try_store(Store(store, len(vectors)), vectors, np.arange(len(vectors), dtype=np.int32))


def test_what_is_gone_from_a_store_is_not_looked_for(store: Path, vectors: np.ndarray) -> None:
    rows = np.arange(len(vectors), dtype=np.int32)
    rows[::3] = -1
    other = vectors.copy()
    other[::3] *= -1
    try_store(Store(store, len(vectors)), other, rows)


def test_a_store_with_one_other_vector_is_damaged(store: Path, vectors: np.ndarray) -> None:
    expected = vectors.copy()
    expected[0] *= -1
    with pytest.raises(DamagedIndex, match="of 20 passages 1 have another vector, as 0"):
        try_store(Store(store, len(vectors)), expected, np.arange(len(vectors), dtype=np.int32))


@pytest.mark.parametrize(("misses", "is_whole"), [(10, True), (11, False)])
def test_a_store_may_miss_some_of_its_vectors_but_not_most(
    store: Path, vectors: np.ndarray, misses: int, is_whole: bool
) -> None:
    class Missing(Store):
        def nearest(self, vector: np.ndarray, limit: int) -> list[int]:
            asked.append(vector)
            return super().nearest(-vector if len(asked) <= misses else vector, limit)

    asked: list[np.ndarray] = []
    rows = np.arange(len(vectors), dtype=np.int32)
    if is_whole:
        try_store(Missing(store, len(vectors)), vectors, rows)
    else:
        with pytest.raises(DamagedIndex, match="of 20 passages only 9 find themselves"):
            try_store(Missing(store, len(vectors)), vectors, rows)
