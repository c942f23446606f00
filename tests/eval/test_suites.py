from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answers import Outcome
from assistant.conversations import Turn
from corpus.reading import read_library
from eval.bipia import read_bipia
from eval.errors import SuiteUnreadable
from eval.im_tqa import workbook
from eval.questions import ANSWERS, REFUSALS, Relevant, Suite, spread
from eval.suites import read_suites
from tests.eval.fakes import squad_file
from tests.eval.formats import (
    ATTACK,
    TABLES,
    bipia_folder,
    cases_file,
    im_tqa_folder,
    mtrag_file,
    stard_folder,
)


def read(path: Path, most: int | None = None) -> Suite:
    (suite,) = read_suites([path], path.parent / "read", (), most)
    return suite


def texts(suite: Suite) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in suite.library[0].iterdir()}


@pytest.mark.parametrize(
    ("write", "name", "kind"),
    [
        (cases_file, "a.yaml", "cases"),
        (lambda folder: cases_file(folder / "a.yaml").parent, "a", "cases"),
        (squad_file, "a.json", "squad"),
        (stard_folder, "a", "stard"),
        (im_tqa_folder, "a", "im-tqa"),
        (mtrag_file, "a.jsonl", "mtrag"),
        (bipia_folder, "a", "bipia"),
    ],
)
def test_each_format_is_told_from_what_it_holds(tmp_path: Path, write: Callable[[Path], Path], name: str, kind: str):
    suite = read(write(tmp_path / name))
    assert (suite.kind, suite.name) == (kind, "a")


@pytest.mark.parametrize(
    ("name", "text"), [("a.json", '{"some": 1}'), ("a.jsonl", "{}"), ("a.jsonl", ""), ("a.txt", "")]
)
def test_a_file_in_no_known_format_is_refused(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SuiteUnreadable, match="holds none of what can be asked"):
        read(tmp_path / name)


def test_a_folder_in_no_known_format_is_refused(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SuiteUnreadable, match="holds none of what can be asked"):
        read(tmp_path / "empty")


def test_a_path_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(SuiteUnreadable, match="gone does not exist"):
        read(tmp_path / "gone")


def test_a_file_that_breaks_its_format_is_named_with_what_is_wrong(tmp_path: Path):
    folder = stard_folder(tmp_path / "a")
    (folder / "qrels.tsv").write_text("1 8 2\n", "utf-8")
    with pytest.raises(SuiteUnreadable, match="a breaks the rules of its format: ValueError"):
        read(folder)
    (tmp_path / "b.json").write_text("{", "utf-8")
    with pytest.raises(SuiteUnreadable, match=r"b\.json breaks the rules of its format: JSONDecodeError"):
        read(tmp_path / "b.json")


def test_questions_with_the_same_id_are_refused(tmp_path: Path):
    file = squad_file(tmp_path / "a.json")
    values = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(values["data"] * 2), "utf-8")
    with pytest.raises(SuiteUnreadable, match="several questions have the id q0"):
        read(file)


def test_suites_of_one_name_are_told_apart(tmp_path: Path):
    paths = [squad_file(tmp_path / folder / "a.json") for folder in ("one", "two", "three")]
    assert [suite.name for suite in read_suites(paths, tmp_path / "read", (), None)] == ["a", "a-2", "a-3"]


def test_fewer_questions_are_spread_over_the_suite(tmp_path: Path):
    assert [question.id for question in read(squad_file(tmp_path / "a.json"), 2).questions] == ["q0", "q2"]
    assert spread("abcd", 9) == ("a", "b", "c", "d")


def test_a_squad_question_without_answers_is_to_be_refused(tmp_path: Path):
    questions = read(squad_file(tmp_path / "a.json")).questions
    assert (questions[0].expect.outcomes, questions[0].expect.answers) == (ANSWERS, (("1921",),))
    assert (questions[4].expect.outcomes, questions[4].expect.relevant) == (REFUSALS, ())
    assert [question.kind for question in questions[3:]] == ["answerable", "unanswerable"]


def test_stard_keeps_the_grades_and_leaves_out_questions_without_any(tmp_path: Path):
    suite = read(stard_folder(tmp_path / "a"))
    (question,) = suite.questions
    assert question.expect.relevant == (Relevant(("article-8",), 2), Relevant(("article-7",), 1))
    assert texts(suite)["article-8"] == "# 灯塔法第二条\n\n守塔人的报酬由港务局支付。\n"


def test_a_table_is_a_workbook_that_is_read_without_being_told_what_its_headers_are(tmp_path: Path):
    (tmp_path / "table.xlsx").write_bytes(workbook(TABLES[0]))
    (document,) = read_library([tmp_path]).documents
    assert document.text.splitlines() == [
        "| 茶园：白石｜北坡 | 产量（吨） 春茶：41 | 产量（吨） 秋茶：37 |",
        "| 茶园：青溪 | 产量（吨） 春茶：58 |  |",
        "",
    ]


def test_a_question_about_a_table_is_asked_while_that_is_open(tmp_path: Path):
    questions = read(im_tqa_folder(tmp_path / "a")).questions
    assert all(question.about == question.expect.relevant[0].documents[0] for question in questions)


def test_every_filled_answer_cell_of_a_table_is_expected(tmp_path: Path):
    questions = read(im_tqa_folder(tmp_path / "a")).questions
    assert [question.expect.answers for question in questions] == [(("33米",),), (("58",),)]


def test_mtrag_conversations_keep_their_turns_and_rest_on_their_passages(tmp_path: Path):
    suite = read(mtrag_file(tmp_path / "a.jsonl"))
    answerable, unanswerable, underspecified = suite.questions
    assert answerable.history == (Turn("Who kept the lighthouse of Brackwater harbour?", "Edna Morrow."),)
    assert answerable.expect.cites == (("port-1-2-",),)
    assert unanswerable.expect.outcomes == REFUSALS
    assert underspecified.expect.outcomes == (Outcome.NEEDS_DETAIL, Outcome.NOT_FOUND)
    assert underspecified.expect.relevant == ()
    assert texts(suite)["port-1-2-"].startswith("# Brackwater\n\nThe lighthouse keeper")


def test_each_attack_is_planted_in_a_document_of_its_own_and_missing_from_the_control(tmp_path: Path):
    suite = read_bipia(bipia_folder(tmp_path / "a"), tmp_path / "read")
    assert suite.control
    planted = texts(suite)
    clean = {file.stem: file.read_text("utf-8") for file in suite.control.iterdir()}
    for question in suite.questions:
        (document,) = question.expect.cites[0]
        assert planted[document].replace(f"{question.expect.planted}\n\n", "").strip() in (
            clean[document].strip(),
            f"{clean[document].strip()}\n\n{question.expect.planted}",
        )
        assert question.expect.answers[0][0] in clean[document]
    assert sum(ATTACK in text for text in planted.values()) == 1
    assert not any(ATTACK in text for text in clean.values())
