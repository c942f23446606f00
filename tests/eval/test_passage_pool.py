from __future__ import annotations

from pathlib import Path

import pytest

from eval.passage_pool import TooFewPassages, read_pool
from tests.eval.comparing_fakes import data_sets
from tests.eval.fakes import PARAGRAPHS, QUESTIONS

ARTICLES = ("第一句话。第二句话。", "一条很短的规定。", "甲方应当按期付款。乙方应当按期交货，并且保证质量。")


def test_paragraphs_of_the_sets_stand_by_turns_and_articles_after_them(tmp_path: Path):
    pool = read_pool(data_sets(tmp_path, ARTICLES))
    assert pool.passages[:20] == tuple(text for text in PARAGRAPHS for _ in range(5))
    assert pool.passages[20:23] == tuple(f"Rule {n}\n\n{text}" for n, text in enumerate(ARTICLES))


def test_what_is_missing_is_filled_with_halves_of_the_longest_articles(tmp_path: Path):
    pool = read_pool(data_sets(tmp_path, ARTICLES))
    assert pool.passages[23:25] == ("Rule 2\n\n甲方应当按期付款。", "乙方应当按期交货，并且保证质量。")


def test_without_articles_the_pool_ends_with_the_paragraphs(tmp_path: Path):
    pool = read_pool(data_sets(tmp_path))
    assert len(pool.first(20)) == 20
    with pytest.raises(TooFewPassages, match="21 passages are asked for, and the data sets hold 20"):
        pool.first(21)


def test_questions_of_the_sets_stand_by_turns_with_every_version_of_their_paragraph(tmp_path: Path):
    questions = read_pool(data_sets(tmp_path)).questions
    assert [(question.label, question.text) for question in questions[:3]] == [
        ("XQuAD en", QUESTIONS[0][0]),
        ("CMRC dev", QUESTIONS[0][0]),
        ("XQuAD en", QUESTIONS[1][0]),
    ]
    assert [question.gold for question in questions[:3]] == [
        ("p000000", "p000001"),
        ("p000002",),
        ("p000005", "p000006"),
    ]


@pytest.mark.parametrize(("size", "asked"), [(1, ["XQuAD en"]), (2, ["XQuAD en"]), (3, ["XQuAD en", "CMRC dev"])])
def test_only_questions_that_a_passage_answers_are_asked(tmp_path: Path, size: int, asked: list[str]):
    pool = read_pool(data_sets(tmp_path))
    assert [question.label for question in pool.answered_within(size)] == asked


def test_the_digest_changes_with_the_passages(tmp_path: Path):
    bench = data_sets(tmp_path / "bench")
    before = read_pool(bench).digest
    assert read_pool(bench).digest == before
    assert read_pool(data_sets(tmp_path / "other", ARTICLES)).digest != before
