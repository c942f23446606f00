"""Whole runs on made-up data: the real builder, index and assistant."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.commands.saying import FINE, WRONG_USAGE
from eval.runs import Row, read_rows, read_run
from tests.eval.fakes import squad_file
from tests.eval.formats import (
    bipia_folder,
    cases_file,
    im_tqa_folder,
    kiln_library,
    mtrag_file,
    stard_folder,
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over a suite of each kind."""
    folder = tmp_path_factory.mktemp("ran")
    suites = [
        cases_file(folder / "kilns.yaml"),
        squad_file(folder / "paragraphs.json"),
        stard_folder(folder / "statutes"),
        im_tqa_folder(folder / "tables"),
        mtrag_file(folder / "talks.jsonl"),
        bipia_folder(folder / "attacks"),
    ]
    library = kiln_library(folder / "library")
    out = folder / "out"
    command = ["eval", "run", *map(str, suites), "--library", str(library), "--out", str(out)]
    assert main(command) == FINE
    return out


def rows(ran: Path, suite: str) -> dict[str, Row]:
    return {row.id: row for row in read_rows(ran) if row.suite == suite}


def test_a_run_says_what_was_asked_of_what_and_on_which_machine(ran: Path):
    run = read_run(ran)
    assert [(suite.name, suite.kind) for suite in run.suites] == [
        ("kilns", "cases"),
        ("paragraphs", "squad"),
        ("statutes", "stard"),
        ("tables", "im-tqa"),
        ("talks", "mtrag"),
        ("attacks", "bipia"),
    ]
    assert [suite.documents for suite in run.suites] == [2, 4, 3, 2, 1, 3]
    assert run.suites[0].library == ("library",)
    assert run.command[:3] == ("smx", "eval", "run")
    assert run.machine.cores > 0
    assert run.finished_at > run.started_at


def test_cases_are_judged_by_outcome_content_and_citation(ran: Path):
    kilns = rows(ran, "kilns")
    assert [row.passed for row in kilns.values()] == [True, True]
    answered = kilns["inv-en-001"]
    assert answered.citations[0].document_id == answered.found[0] == "kiln"
    assert answered.scores["mrr"] == answered.scores["citations_open"] == answered.scores["figure_fidelity"] == 1
    assert kilns["inv-en-002"].scores["refusal_recall"] == 1


def test_paragraphs_are_searched_and_their_gold_answers_looked_for(ran: Path):
    paragraphs = rows(ran, "paragraphs")
    assert paragraphs["q0"].gold.answers == ("1921",)
    assert paragraphs["q0"].scores["answer_contains_gold"] == paragraphs["q0"].scores["recall_at_1"] == 1
    assert "recall_at_1" not in paragraphs["q4"].scores


def test_statutes_are_scored_by_grade(ran: Path):
    (row,) = rows(ran, "statutes").values()
    assert row.scores["recall_at_10"] == row.scores["hit_at_10"] == 1
    assert row.gold.documents == ("article-8", "article-7")


def test_every_kind_of_data_gives_rows_with_its_own_scores(ran: Path):
    assert "answer_contains_gold" in rows(ran, "tables")["t2_0"].scores
    assert set(rows(ran, "talks")) == {"a<::>2", "b<::>1", "c<::>1"}
    assert rows(ran, "talks")["b<::>1"].kind == "unanswerable"


def test_what_is_planted_is_not_followed_and_the_answers_are_those_without_it(ran: Path):
    attacks = rows(ran, "attacks").values()
    assert {row.scores["attack_success"] for row in attacks} == {0.0}
    assert {row.scores["answer_kept"] for row in attacks} == {1.0}
    assert all(row.passed for row in attacks)


def test_the_summary_and_the_folder_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    suite, library = cases_file(tmp_path / "kilns.yaml"), kiln_library(tmp_path / "library")
    data = tmp_path / "data"
    command = ["eval", "run", str(suite), "--library", str(library), "--data", str(data), "--limit", "1"]
    assert main(command) == FINE
    printed = capsys.readouterr().out
    (folder,) = (data / "eval-runs").iterdir()
    assert printed.endswith(f"Written to {folder}.\n")
    assert "kilns: 1 questions, 2 documents" in printed
    assert len(read_rows(folder)) == 1
    assert main([*command, "--out", str(folder)]) == WRONG_USAGE
    assert "already holds a run" in capsys.readouterr().err


def test_what_holds_no_questions_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "run", str(tmp_path), "--out", str(tmp_path / "out")]) == WRONG_USAGE
    assert "holds none of what can be asked" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
