"""Short questions that go on from a query: narrowing it, or putting something else in its place."""

from __future__ import annotations

import pytest

from assistant.record_questions import Doubt, NeedsDetail, Understood
from tests.assistant.record_questions.tables import Asking

# What was asked before, what is asked now, and the same asked at once.
CASES = [
    ("2025年签约的项目有几个？", "其中储能电池的呢？", "2025年签约的储能电池项目有几个"),
    ("2025年签约的项目有几个？", "其中在建的有几个？", "2025年签约的、目前在建的项目有几个"),
    ("渑池有几个项目？", "那义马呢？", "义马有几个项目"),
    ("渑池在建项目有几个？", "那义马呢？", "义马在建项目有几个"),
    ("渑池在建项目有几个？", "投产的呢？", "渑池投产项目有几个"),
    ("渑池在建项目有几个？", "它们的总投资是多少？", "渑池在建项目总投资是多少"),
    ("渑池在建项目有几个？", "总投资多少？", "渑池在建项目总投资是多少"),
    ("哪些项目在渑池？", "其中外资的有几个？", "渑池外资项目有几个"),
    ("哪些项目在渑池？", "最大的是哪个？", "渑池最大的项目是哪个"),
    ("各县区的项目数量", "那总投资呢？", "各县区项目总投资"),
    ("渑池有几个项目？", "按阶段分呢？", "渑池按阶段统计项目数量"),
    ("渑池有几个项目？", "其中在建的占比是多少？", "渑池项目中在建的占比"),
    ("渑池有几个项目？", "义马有几个在建项目？", "义马有几个在建项目"),
    ("How many projects are in Mianchi?", "And in Yima?", "How many projects are in Yima?"),
    ("How many projects are in Mianchi?", "What about Lingbao?", "How many projects are in Lingbao?"),
    ("How many projects are in Yima?", "How many of them are under construction?",
     "How many projects in Yima are under construction?"),
    ("How many projects are in Yima?", "What is their total investment?",
     "What is the total investment of projects in Yima?"),
    ("How many projects in Yima are under construction?", "and suspended?", "How many projects in Yima are suspended?"),
    ("What share of projects in Yima are under construction?", "and in Lingbao?",
     "What share of projects in Lingbao are under construction?"),
    ("How many projects are under construction?", "Which of them is the largest?",
     "Which is the largest project under construction?"),
    ("How many projects were signed in 2025?", "What about 2026?", "How many projects were signed in 2026?"),
    ("Which are the three largest projects?", "and in Yima?", "Which are the three largest projects in Yima?"),
    ("What is the total investment in Yima?", "and the signed amount?", "What is the signed amount in Yima?"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "whole"), CASES)
def test_goes_on_from_the_query_before(demo: Asking, before: str, now: str, whole: str) -> None:
    expected = demo.result(whole)
    assert isinstance(expected, Understood)
    result = demo.result(now, demo.query(before))
    assert isinstance(result, Understood), result
    assert demo.answered(result.query) == demo.answered(expected.query)


@pytest.mark.parametrize(
    ("before", "now", "doubt"),
    [
        ("渑池在建项目有几个？", "义马总投资是多少？", Doubt.HOW_JOINED),
        ("渑池在建项目有几个？", "那火星产业链义马的呢？", Doubt.UNKNOWN_WORDS),
        ("总投资最大的3个项目是哪些？", "它们的总投资是多少？", Doubt.HOW_JOINED),
        ("How many projects in Yima are under construction?", "And how many projects are in Lushi?", Doubt.HOW_JOINED),
        ("How many projects are in Yima?", "and the big ones?", Doubt.UNKNOWN_WORDS),
    ],
)
def test_asks_rather_than_guesses_what_stays(demo: Asking, before: str, now: str, doubt: Doubt) -> None:
    result = demo.result(now, demo.query(before))
    assert result is None or (isinstance(result, NeedsDetail) and result.doubt is doubt)


@pytest.mark.parametrize(
    "question", ["其中在建的有几个？", "那义马呢？", "and in Yima?", "How many of them are in Yima?"]
)
def test_leans_on_nothing_when_nothing_was_asked(demo: Asking, question: str) -> None:
    assert demo.result(question) is None


def test_a_whole_question_starts_anew(demo: Asking) -> None:
    before = demo.query("渑池在建项目有几个？")
    assert demo.result("义马有多少个项目？", before) == demo.result("义马有多少个项目？")


def test_a_pair_is_asked_of_another_place_where_both_sides_share_it(demo: Asking) -> None:
    first = demo.result("义马签约金额比到位资金多多少")
    assert isinstance(first, Understood)
    again = demo.result("那灵宝呢", first.query)
    assert again == demo.result("灵宝签约金额比到位资金多多少")


def test_a_pair_of_two_places_is_not_guessed_at(demo: Asking) -> None:
    first = demo.result("灵宝和义马的总投资相差多少")
    assert isinstance(first, Understood)
    assert isinstance(demo.result("那卢氏呢", first.query), NeedsDetail)
