"""smx measured as one of the systems: real commands on a few passages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import assistant
from eval import smx_system
from eval.peer_systems import Inputs
from eval.smx_system import made_with, measure_smx
from tests.eval.comparing_fakes import question
from tests.eval.fakes import PARAGRAPHS, QUESTIONS


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    library, questions = tmp_path / "library", tmp_path / "questions.jsonl"
    library.mkdir()
    for number, text in enumerate(PARAGRAPHS):
        (library / f"p{number}.md").write_text(text, "utf-8")
    asked = tuple(question(gold=(f"p{number}",), text=text) for number, (text, _) in enumerate(QUESTIONS))
    lines = (json.dumps({"id": str(number), "question": one.text}) + "\n" for number, one in enumerate(asked))
    questions.write_text("".join(lines), "utf-8")
    return Inputs(tmp_path, tmp_path / "passages.jsonl", questions, asked, len(PARAGRAPHS))


def test_smx_is_measured_through_its_commands(inputs: Inputs, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(smx_system, "_ROUNDS", 1)
    monkeypatch.setattr(smx_system, "_COLD", 1)
    library = inputs.folder / "library"
    figures = measure_smx(inputs, library, first_build=False)
    assert figures.quality["XQuAD en"].recall_at_1 == 1
    assert figures.quality["XQuAD en"].questions == len(QUESTIONS)
    assert 0 < figures.p50_ms < 1_000 * figures.cold_seconds
    assert 0 < figures.bare_question_ms < 1_000 * figures.cold_seconds
    assert figures.bare_passages_per_second > figures.passages_per_second > 0
    assert min(figures.peak_bytes, figures.ask_peak_bytes) > 50 * 2**20
    assert figures.disk_bytes > 10_000
    assert figures.first_build_seconds is None
    assert {path.stem: path.read_text("utf-8") for path in library.iterdir()} == {
        f"p{number}": text for number, text in enumerate(PARAGRAPHS)
    }


def test_figures_are_of_the_code_they_were_made_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for package in ("corpus", "index", "assistant"):
        (tmp_path / package / "library").mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
    monkeypatch.setattr(assistant, "__file__", str(tmp_path / "assistant" / "__init__.py"))
    before = made_with()
    (tmp_path / "corpus" / "library" / "policy.yaml").write_text("kind: policy", "utf-8")
    assert made_with() == before
    (tmp_path / "index" / "ranking.json").write_text("{}", "utf-8")
    assert made_with() != before
