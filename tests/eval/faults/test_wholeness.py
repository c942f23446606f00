"""What the trials hold an index against must be able to fail."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from eval.faults.wholeness import References, left_over
from index.generations import Generations

DATA_FOLDERS = {"before", "after"}


@pytest.fixture
def data(references: References, tmp_path: Path) -> Path:
    return Path(shutil.copytree(references.all["before"].folder.parents[1], tmp_path / "data"))


def agree_with_checksums(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what was altered look as if it had been built so."""
    monkeypatch.setattr("eval.faults.wholeness.damages", lambda _: [])


def test_an_index_built_from_nothing_is_whole(references: References, data: Path) -> None:
    assert references.faults(data, ("before", "after")) == []
    assert left_over(data) == []


def test_an_index_of_another_state_than_asked_for_is_told(references: References, data: Path) -> None:
    [told] = references.faults(data, ("after",))
    assert "made from something else" in told


def test_a_damaged_file_is_told(references: References, data: Path) -> None:
    (Generations(data).current() / "public/en/vectors.npy").unlink()
    assert references.faults(data, ("before",)) == ["public/en/vectors.npy: missing"]


def test_other_vectors_texts_records_and_words_than_from_nothing_are_told(
    references: References, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree_with_checksums(monkeypatch)
    folder = Generations(data).current()
    vectors = np.load(folder / "public/en/vectors.npy")
    np.save(folder / "public/en/vectors.npy", vectors[::-1])
    shutil.copytree(folder / "public/zh/own", folder / "public/en/own", dirs_exist_ok=True)
    for file, change in (
        ("public/catalogue.sqlite", "UPDATE passages SET text = replace(text, '27', '72')"),
        ("staff/records.sqlite", "DELETE FROM projects"),
    ):
        with sqlite3.connect(folder / file) as connection:
            connection.execute(change)
        connection.close()
    told = references.faults(data, ("before",))
    assert "public/en: vectors" in told or "public/catalogue.sqlite: passages" in told
    assert "staff/records.sqlite" in told


def test_what_a_build_leaves_is_told(data: Path) -> None:
    (data / "generations/.tmp-1").mkdir()
    (data / "current.17").touch()
    (data / "unfinished").mkdir()
    with FileLock(data / "build.lock"):
        assert set(left_over(data, ("unfinished",))) == {".tmp-1", "current.17", "build.lock, still held"}
    assert "unfinished" in left_over(data)


def test_an_answer_is_held_against_those_of_its_generation(references: References, data: Path) -> None:
    references.note(data)
    generation = Generations(data).current().name
    before, after = (references.all[state].answers for state in ("before", "after"))
    differing = [question for question in before if before[question] != after[question]]
    assert len(differing) >= 4
    for question in differing:
        assert references.is_right(generation, question, before[question])
        assert not references.is_right(generation, question, after[question])
    assert not references.is_right("20990101T000000000000Z", differing[0], before[differing[0]])
