from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from index.chroma import write_store
from index.errors import BuildFailed, DamagedIndex
from index.vectors import Stored, VectorStore


def units(count: int, seed: int = 7) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def rows_of(numbers: Iterable[int]) -> np.ndarray:
    return np.array([*numbers], np.int32)


def stored(vectors: np.ndarray, *stores: np.ndarray) -> Stored:
    return Stored(vectors, stores or (rows_of(range(len(vectors))),))


def write(folder: Path, vectors: np.ndarray, language: str = "zh", number: int = 0) -> None:
    write_store(folder / f"{language}-{number}", vectors)


def test_a_store_finds_its_vectors_by_language(tmp_path: Path) -> None:
    zh, en = units(50), -units(20)
    write(tmp_path, zh)
    write(tmp_path, en, "en")
    store = VectorStore(tmp_path, {"zh": stored(zh), "en": stored(en)})
    for row in (0, 17, 49):
        assert store.nearest("zh", zh[row], 5) == np.argsort(-(zh @ zh[row]))[:5].tolist()
    assert store.nearest("en", zh[3], 1)[0] == int(np.argmax(en @ zh[3]))
    store.close()


def test_no_more_is_found_than_there_is(tmp_path: Path) -> None:
    write(tmp_path, units(2))
    store = VectorStore(tmp_path, {"zh": stored(units(2))})
    assert sorted(store.nearest("zh", units(1)[0], 30)) == [0, 1]
    assert store.nearest("zh", units(1)[0], 0) == []
    assert store.nearest("en", units(1)[0], 30) == []
    store.close()


def test_more_than_one_batch_keeps_its_numbers(tmp_path: Path) -> None:
    rows = units(2_003)
    write(tmp_path, rows, "en")
    store = VectorStore(tmp_path, {"en": stored(rows)})
    assert store.nearest("en", rows[2_002], 1) == [2_002]
    store.close()


@pytest.mark.parametrize("count", [1, 2, 50])
def test_opening_a_store_writes_to_nothing_but_its_database(count: int, tmp_path: Path) -> None:
    def written() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")}

    write(tmp_path, units(count))
    before = written()
    store = VectorStore(tmp_path, {"zh": stored(units(count))})
    assert store.nearest("zh", units(count)[0], 1) == [0]
    store.close()
    assert written() == before != {}


@pytest.mark.parametrize("seed", range(4))
def test_several_stores_find_what_one_would(seed: int, tmp_path: Path) -> None:
    vectors = units(120, seed)
    chance = np.random.default_rng(seed)
    order, cuts = chance.permutation(120), np.sort(chance.choice(np.arange(1, 119), 3, replace=False))
    # The last of the four parts is in no store.
    stores = [part.astype(np.int32) for part in np.split(order, cuts)][:3]
    for number, rows in enumerate(stores):
        write(tmp_path, vectors[rows], number=number)
    store = VectorStore(tmp_path, {"zh": stored(vectors, *stores)})
    for vector in units(10, seed + 100):
        for limit in (1, 7, 30, 150):
            assert store.nearest("zh", vector, limit) == np.argsort(-(vectors @ vector))[:limit].tolist()
    store.close()


def test_stores_of_before_find_what_is_there_now(tmp_path: Path) -> None:
    before = units(40)
    write(tmp_path, before[:25])
    write(tmp_path, before[25:], number=1)
    gone, new = [3, 4, 5, 20, 30], units(43)[40:]
    kept = np.delete(np.arange(40), gone)
    now = np.vstack([new[:1], before[kept][::-1], new[1:]])
    rows = np.full(40, -1, np.int32)
    rows[kept[::-1]] = np.arange(1, 36)
    store = VectorStore(tmp_path, {"zh": stored(now, rows[:25], rows[25:])})
    for vector in (*before, *new):
        for limit in (1, 5, 37, 50):
            assert store.nearest("zh", vector, limit) == np.argsort(-(now @ vector))[:limit].tolist()
    store.close()


@pytest.mark.parametrize("count", [2, 4, 0])
def test_a_store_that_does_not_hold_what_it_should_is_damaged(count: int, tmp_path: Path) -> None:
    write(tmp_path, units(3))
    store = VectorStore(tmp_path, {"zh": stored(units(4), rows_of(range(count)))})
    with pytest.raises(DamagedIndex, match="3 of"):
        store.open("zh")


def test_a_damaged_store_cannot_be_opened(tmp_path: Path) -> None:
    write(tmp_path, units(3))
    write(tmp_path, units(3), number=1)
    (tmp_path / "zh-1/chroma.sqlite3").write_bytes(b"nonsense" * 1_000)
    store = VectorStore(tmp_path, {"zh": stored(units(6), rows_of(range(3)), rows_of(range(3, 6)))})
    for _ in range(2):
        with pytest.raises(DamagedIndex, match="vector store"):
            store.nearest("zh", units(1)[0], 1)
    store.close()


def test_a_store_that_cannot_be_written_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BuildFailed, match="cannot be written"):
        write_store(tmp_path / "file", units(3))
