from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Outcome
from assistant.settings import SHIPPED_LIBRARY
from eval.case_files import is_cases, read_cases
from eval.errors import SuiteUnreadable
from eval.questions import Relevant
from tests.eval.formats import CASE, REFUSED, cases_file


def test_a_case_becomes_a_question_on_the_day_of_its_file(tmp_path: Path):
    suite = read_cases(cases_file(tmp_path / "kilns.yaml"), ())
    question = suite.questions[0]
    assert (suite.name, suite.library) == ("kilns", (SHIPPED_LIBRARY,))
    assert (question.asked_on, question.tags) == (date(2026, 11, 24), ("time",))
    assert question.expect.outcomes == (Outcome.ANSWERED,)
    assert question.expect.relevant == (Relevant(("kiln",)),)


def test_the_files_of_a_folder_are_one_suite(tmp_path: Path):
    cases_file(tmp_path / "kilns" / "b.yaml", REFUSED)
    cases_file(tmp_path / "kilns" / "a.yaml", CASE)
    (tmp_path / "kilns" / "notes.txt").write_text("Not a case.", "utf-8")
    suite = read_cases(tmp_path / "kilns", ())
    assert [question.id for question in suite.questions] == ["inv-en-001", "inv-en-002"]


def test_another_library_can_be_asked(tmp_path: Path):
    file = cases_file(tmp_path / "kilns.yaml", library="unheard-of")
    assert read_cases(file, (tmp_path,)).library == (tmp_path,)
    with pytest.raises(SuiteUnreadable, match="no library called 'unheard-of' is shipped"):
        read_cases(file, ())


def test_files_about_several_libraries_are_refused(tmp_path: Path):
    cases_file(tmp_path / "a.yaml", CASE)
    cases_file(tmp_path / "b.yaml", REFUSED, library="demo")
    with pytest.raises(SuiteUnreadable, match="several libraries \\(demo, sanmenxia\\)"):
        read_cases(tmp_path, ())


def test_an_id_used_in_two_files_is_named_with_both(tmp_path: Path):
    for name in ("a", "b"):
        cases_file(tmp_path / f"{name}.yaml", CASE)
    with pytest.raises(SuiteUnreadable, match=r"b\.yaml: the id inv-en-001 is also in .*a\.yaml"):
        read_cases(tmp_path, ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "first"}, r"cases\.0\.id"),
        ({"expect": {"outcomes": []}}, r"cases\.0\.expect\.outcomes"),
        ({"expect": {"outcomes": ["answered"], "figures": ["plenty"]}}, "no figure can be read in it"),
        ({"expct": {}}, r"cases\.0\.expct"),
    ],
)
def test_a_case_that_breaks_the_rules_is_reported_with_its_field(tmp_path: Path, change: dict[str, Any], message: str):
    with pytest.raises(SuiteUnreadable, match=message):
        read_cases(cases_file(tmp_path / "kilns.yaml", CASE | change), ())


def test_a_file_that_is_not_yaml_is_reported(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("kind: [", "utf-8")
    with pytest.raises(SuiteUnreadable, match=r"a\.yaml is not YAML"):
        is_cases(tmp_path / "a.yaml")
