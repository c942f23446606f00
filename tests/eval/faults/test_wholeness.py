"""What the trials hold an index against must be able to fail."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
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


def turned(file: Path) -> None:
    np.save(file, np.load(file)[::-1])


def changed(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: turned(folder / "public/en/vectors.npy"), "public/en: vectors"),
        (lambda folder: turned(folder / "public/zh/sentences.npy"), "public/zh: sentence_vectors"),
        (
            lambda folder: changed(folder / "public/catalogue.sqlite", "UPDATE passages SET text = text || '!'"),
            "public/catalogue.sqlite: passages",
        ),
        (
            lambda folder: changed(folder / "public/catalogue.sqlite", "UPDATE documents SET title = 'x'"),
            "public/catalogue.sqlite: documents",
        ),
        (lambda folder: changed(folder / "public/records.sqlite", "CREATE TABLE x (y)"), "public/records.sqlite"),
        (lambda folder: (folder / "public/chains.json").write_text("{}"), "public/chains.json"),
        (
            lambda folder: shutil.copyfile(
                folder / "public/zh/own/vocabulary.marisa", folder / "public/en/own/vocabulary.marisa"
            ),
            "public/en/own: words",
        ),
    ],
)
def test_what_differs_from_an_index_built_from_nothing_is_told_though_the_checksums_agree(
    change: Callable[[Path], object], told: str, references: References, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.faults.wholeness.damages", lambda _: [])
    change(Generations(data).current())
    assert told in references.faults(data, ("before",))


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
