from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.peers import vectors
from eval.peers.vectors import read_vectors, write_vectors


class Lengths:
    """Stands for the model: a text's vector is its length."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: list[str], **_: object) -> Lengths:
        self.texts += texts
        self._rows = np.array([[len(text)] for text in texts], np.float32)
        return self

    def float(self) -> Lengths:
        return self

    def numpy(self) -> np.ndarray:
        return self._rows


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Lengths:
    made = Lengths()
    monkeypatch.setattr(vectors, "_model", lambda: made)
    monkeypatch.setattr(vectors, "_ROWS", 2)
    return made


def passages(folder: Path, count: int) -> Path:
    file = folder / f"{count}.jsonl"
    file.write_text("".join(json.dumps({"text": "x" * number}) + "\n" for number in range(1, count + 1)), "utf-8")
    return file


def test_vectors_come_back_in_the_order_of_the_passages(tmp_path: Path, model: Lengths):
    write_vectors(tmp_path / "v", passages(tmp_path, 5))
    assert read_vectors(tmp_path / "v", 5).ravel().tolist() == [1, 2, 3, 4, 5]
    assert read_vectors(tmp_path / "v", 3).ravel().tolist() == [1, 2, 3]


def test_what_is_there_is_not_embedded_again(tmp_path: Path, model: Lengths):
    write_vectors(tmp_path / "v", passages(tmp_path, 4))
    model.texts.clear()
    write_vectors(tmp_path / "v", passages(tmp_path, 6))
    assert model.texts == ["x" * 5, "x" * 6]


def test_a_file_that_is_not_full_is_made_anew_when_there_are_more_passages(tmp_path: Path, model: Lengths):
    write_vectors(tmp_path / "v", passages(tmp_path, 3))
    write_vectors(tmp_path / "v", passages(tmp_path, 4))
    assert read_vectors(tmp_path / "v", 4).ravel().tolist() == [1, 2, 3, 4]
    model.texts.clear()
    write_vectors(tmp_path / "v", passages(tmp_path, 3))
    assert model.texts == []
