from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problems import Problem
from corpus.yaml_fields import Fields, read_fields


def test_values_stay_as_they_were_written() -> None:
    fields = read_fields('date: 2024-06-02\nyear: 2024\nno: no\nvalue: 16.90\nempty:\nquoted: "null"\n', "a.yaml")
    assert isinstance(fields, Fields)
    assert fields.data == {
        "date": "2024-06-02",
        "year": "2024",
        "no": "no",
        "value": "16.90",
        "empty": None,
        "quoted": "null",
    }


def test_every_field_and_list_position_knows_its_line() -> None:
    fields = read_fields("a: 1\nb:\n  - c: 2\n    d:\n      - x\n  - {e: 3}\n", "a.yaml", first_line=2)
    assert isinstance(fields, Fields)
    assert fields.lines[("a",)] == 2
    assert fields.lines[("b", 0, "d")] == 5
    assert fields.lines[("b", 0, "d", 0)] == 6
    assert fields.lines[("b", 1, "e")] == 7
    assert fields.line(("b", 0, "d", 4, "missing")) == 5


def test_a_value_can_be_repeated_by_name() -> None:
    fields = read_fields("a: &x {title: t}\nb:\n  - source: *x\n  - source: *x\n", "a.yaml")
    assert isinstance(fields, Fields)
    assert fields.data["b"] == [{"source": {"title": "t"}}] * 2
    assert fields.line(("b", 1, "source", "title")) == 4


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("just text", 1),
        ("- a\n- b", 1),
        ("", 1),
        ("a: 1\nb: {x: 1, x: 2}", 2),
        ("a: 1\nb: *x", 2),
        ("a: &x [1]\nb: &y [*x]", 2),
        ("a: &x [*x]", 1),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  <<: *x", 4),
        ("a: !!python/object:os.system x", 1),
        ("a: 1\n---\nb: 1", 3),
        ("a: 1\nb\nc: 2", 3),
        ("a: 1\n\tb: 2", 2),
        ("a: \x00", 1),
        ("? [a]\n: 1", 1),
        ("[" * 100_000, 1),
        ("- " * 100_000, 1),
    ],
)
def test_what_is_not_plain_fields_is_a_problem_at_its_line(text: str, line: int) -> None:
    problem = read_fields(text, "a.yaml")
    assert isinstance(problem, Problem)
    assert (problem.file, problem.line) == ("a.yaml", line)


@given(st.text("abc:- \n{}[],&*!|>'\"#\t甲?%", max_size=60))
def test_any_text_is_fields_or_a_problem(text: str) -> None:
    assert isinstance(read_fields(text, "a.yaml"), Fields | Problem)
