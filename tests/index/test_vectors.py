from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.errors import BuildFailed, DamagedIndex
from index.vectors import Stored, VectorStore, write_vectors


def units(count: int) -> np.ndarray:
    rows = np.random.default_rng(7).normal(size=(count, 16)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def stored(vectors: np.ndarray, rows: np.ndarray | None = None) -> Stored:
    return Stored(vectors, np.arange(len(vectors), dtype=np.int32) if rows is None else rows.astype(np.int32))


def test_a_store_finds_its_vectors_by_language(tmp_path: Path) -> None:
    zh, en = units(50), -units(20)
    write_vectors(tmp_path / "store", {"zh": zh, "en": en})
    store = VectorStore(tmp_path / "store", {"zh": stored(zh), "en": stored(en)})
    for row in (0, 17, 49):
        assert store.nearest("zh", zh[row], 5) == np.argsort(-(zh @ zh[row]))[:5].tolist()
    assert store.nearest("en", zh[3], 1)[0] == int(np.argmax(en @ zh[3]))
    store.close()


def test_no_more_is_found_than_there_is(tmp_path: Path) -> None:
    write_vectors(tmp_path / "store", {"zh": units(2)})
    store = VectorStore(tmp_path / "store", {"zh": stored(units(2))})
    assert sorted(store.nearest("zh", units(1)[0], 30)) == [0, 1]
    assert store.nearest("zh", units(1)[0], 0) == []
    assert store.nearest("en", units(1)[0], 30) == []
    store.close()


def test_an_empty_store_can_be_opened(tmp_path: Path) -> None:
    write_vectors(tmp_path / "store", {})
    store = VectorStore(tmp_path / "store", {})
    assert store.nearest("zh", units(1)[0], 30) == []
    store.close()


def test_more_than_one_batch_keeps_its_numbers(tmp_path: Path) -> None:
    rows = units(2_003)
    write_vectors(tmp_path / "store", {"en": rows})
    store = VectorStore(tmp_path / "store", {"en": stored(rows)})
    assert store.nearest("en", rows[2_002], 1) == [2_002]
    store.close()


@pytest.mark.parametrize("count", [1, 2, 50])
def test_opening_a_store_writes_to_nothing_but_its_database(count: int, tmp_path: Path) -> None:
    def written() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")}

    write_vectors(tmp_path / "store", {"zh": units(count)})
    before = written()
    store = VectorStore(tmp_path / "store", {"zh": stored(units(count))})
    assert store.nearest("zh", units(count)[0], 1) == [0]
    store.close()
    assert written() == before != {}


def test_a_store_of_before_finds_what_is_there_now(tmp_path: Path) -> None:
    before = units(40)
    write_vectors(tmp_path / "store", {"zh": before})
    gone, new = [3, 4, 5, 20], units(43)[40:]
    kept = np.delete(np.arange(40), gone)
    now = np.vstack([new[:1], before[kept][::-1], new[1:]])
    rows = np.full(40, -1)
    rows[kept[::-1]] = np.arange(1, 37)
    store = VectorStore(tmp_path / "store", {"zh": stored(now, rows)})
    for vector in (*before, *new):
        for limit in (1, 5, 39, 50):
            assert store.nearest("zh", vector, limit) == np.argsort(-(now @ vector))[:limit].tolist()
    store.close()


@pytest.mark.parametrize("rows", [np.arange(2), np.arange(4), np.arange(0)])
def test_a_store_that_does_not_hold_what_it_should_is_damaged(rows: np.ndarray, tmp_path: Path) -> None:
    write_vectors(tmp_path / "store", {"zh": units(3)})
    with pytest.raises(DamagedIndex, match="3 of"):
        VectorStore(tmp_path / "store", {"zh": stored(units(4), rows)})


def test_a_damaged_store_cannot_be_opened(tmp_path: Path) -> None:
    write_vectors(tmp_path / "store", {"zh": units(3)})
    (tmp_path / "store/chroma.sqlite3").write_bytes(b"nonsense" * 1_000)
    with pytest.raises(DamagedIndex, match="vector store"):
        VectorStore(tmp_path / "store", {"zh": stored(units(3))})


def test_a_store_that_cannot_be_written_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BuildFailed, match="cannot be written"):
        write_vectors(tmp_path / "file", {"zh": units(3)})
