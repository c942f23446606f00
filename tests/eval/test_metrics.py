from __future__ import annotations

from pathlib import Path

import pytest

from eval.command_line import Found
from eval.metrics import answered_when, gold_in_text, mean, mean_reciprocal_rank, percentile, recall, share, verbatim
from tests.eval.fakes import answered, item

FOUND = [Found(("a", "b", "c")), Found(("c", "a", "b")), Found(())]
GOLD = [{"a"}, {"b"}, {"a"}]


@pytest.mark.parametrize(("depth", "expected"), [(1, 1 / 3), (2, 1 / 3), (3, 2 / 3)])
def test_recall_counts_questions_with_gold_within_the_depth(depth: int, expected: float):
    assert recall(FOUND, GOLD, depth) == pytest.approx(expected)


def test_recall_takes_any_gold_document():
    assert recall([Found(("b",))], [{"a", "b"}], 1) == 1


def test_reciprocal_rank_is_zero_where_gold_is_not_found():
    assert mean_reciprocal_rank(FOUND, GOLD) == pytest.approx((1 + 1 / 3 + 0) / 3)


def test_gold_must_stand_in_the_text_of_an_answer():
    answers = [answered("It was built in 1921."), answered("It was built."), answered("1921", outcome="not_found")]
    assert gold_in_text(answers, [item(), item(), item()]) == pytest.approx(1 / 3)


def test_any_of_several_gold_answers_counts():
    assert gold_in_text([answered("in the year 1921")], [item(answers=("the 1920s", "1921"))]) == 1


def test_a_partial_answer_counts_as_answered_and_a_refusal_does_not():
    outcomes = ["answered", "not_found", "partly_answered", "declined", "answered"]
    answers = [answered(outcome=outcome) for outcome in outcomes]
    assert answered_when(answers, [True, True, False, False, False]) == pytest.approx((0.5, 2 / 3))


def test_a_quote_must_stand_in_the_file_it_cites_unchanged(tmp_path: Path):
    (tmp_path / "a.md").write_bytes("第一行。\r\nTwo  spaces.".encode())
    (tmp_path / "b.md").write_bytes(b"Another.")
    quotes = (("a", "第一行。"), ("a", "Two  spaces."), ("a", "Two spaces."), ("b", "第一行。"))
    assert verbatim([answered(quotes=quotes[:2]), answered(quotes=quotes[2:])], tmp_path) == 0.5


def test_an_empty_quote_is_not_verbatim(tmp_path: Path):
    (tmp_path / "a.md").write_bytes(b"Text.")
    assert verbatim([answered(quotes=(("a", ""),))], tmp_path) == 0


@pytest.mark.parametrize(("part", "expected"), [(0.0, 1), (0.5, 5), (0.95, 10), (1.0, 10)])
def test_percentiles_are_measured_values(part: float, expected: float):
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], part) == expected


def test_nothing_measured_is_zero():
    assert (share([]), mean([])) == (0, 0)
