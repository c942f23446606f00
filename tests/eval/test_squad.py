from __future__ import annotations

import json
from pathlib import Path

from eval.squad import document_id, read_squad, write_library
from tests.eval.fakes import PARAGRAPHS, squad_file


def test_reads_each_paragraph_once_with_the_questions_about_it(tmp_path: Path):
    questions = read_squad(squad_file(tmp_path / "set.json"))
    assert questions.paragraphs == PARAGRAPHS
    assert [item.paragraph for item in questions.items] == [0, 1, 2, 3, 3]


def test_keeps_one_of_equal_gold_answers_and_none_for_the_unanswerable(tmp_path: Path):
    questions = read_squad(squad_file(tmp_path / "set.json"))
    assert [item.answers for item in questions.items] == [("1921",), ("Edna Morrow",), ("300",), ("Otto Reiss",), ()]


def test_reads_a_file_that_is_a_bare_list_of_articles(tmp_path: Path):
    values = json.loads(squad_file(tmp_path / "set.json").read_text("utf-8"))
    (tmp_path / "list.json").write_text(json.dumps(values["data"]), "utf-8")
    assert read_squad(tmp_path / "list.json") == read_squad(tmp_path / "set.json")


def test_writes_one_plain_file_a_paragraph_save_those_left_out(tmp_path: Path):
    write_library(tmp_path, {"set": PARAGRAPHS}, frozenset([document_id("set", 1)]))
    texts = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert texts == {f"set-0000{n}.md": PARAGRAPHS[n] for n in (0, 2, 3)}
