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


def tried(store: Path, vectors: np.ndarray, wrong: int) -> None:
    """Try a store that has other vectors than it should for so many of the twenty that are looked for."""
    expected = vectors.copy()
    looked_for = np.linspace(0, len(vectors) - 1, 20).astype(int)[:wrong]
    expected[looked_for] *= -1
    try_store(Store(store, len(vectors)), expected, np.arange(len(vectors), dtype=np.int32))


def test_a_store_may_miss_a_few_of_its_vectors(store: Path, vectors: np.ndarray) -> None:
    tried(store, vectors, 0)
    tried(store, vectors, 2)


def test_a_store_that_misses_many_is_damaged(store: Path, vectors: np.ndarray) -> None:
    with pytest.raises(DamagedIndex, match="of 20 passages 3 do not find themselves"):
        tried(store, vectors, 3)
