"""What lists are asked about in passing: teams, events by their year, stretches up to today, and other currencies."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.record_answers import RecordAnswer, record_answer
from assistant.record_questions import NeedsDetail, Understood, Vocabulary, understand_records
from corpus.glossaries import Glossary
from corpus.languages import script_of
from index.records.databases import Place
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import batch

TODAY = date(2026, 11, 26)
COLUMNS = "id name_zh 产业链 县区 总投资 用地(亩) 阶段 签约日期 签约活动 工作专班 下次会议 是否发布".split()
ROWS = [
    ("P1", "甲项目", "电子铜箔", "义马市", "3亿元", "30", "签约", "2026-09-01", "2025东部推介会", "铜箔专班", "2026-12-03", "是"),
    ("P2", "乙项目", "电子铜箔", "灵宝市", "2亿元", "", "已备案", "2026-08-25", "2025东部推介会", "食品专班", "2026-11-30", "是"),
    ("P3", "丙项目", "绿色食品", "灵宝市", "9亿元", "50", "建设中", "2026-11-20", "2026湾区对接会", "铜箔专班", "", "否"),
    ("P4", "丁项目", "绿色食品", "湖滨区", "5000万美元", "80", "洽谈中", "", "", "", "", "是"),
    ("P5", "戊项目", "绿色食品", "湖滨区", "", "10", "已暂停", "2025-12-01", "", "", "", "否"),
]  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, RecordStore]]:
    folder = tmp_path_factory.mktemp("lists")
    staff, public = Place(folder / "staff.sqlite"), Place(folder / "public.sqlite")
    write_records([batch([dict(zip(COLUMNS, row, strict=True)) for row in ROWS])], staff, public)
    opened = {"staff": RecordStore(staff, "staff"), "public": RecordStore(public, "public")}
    yield opened
    for store in opened.values():
        store.close()


def asked(store: RecordStore, question: str) -> RecordAnswer | NeedsDetail | None:
    found = understand_records(question, Vocabulary.of(store, Glossary(())), TODAY)
    return record_answer(store, found, script_of(question)) if isinstance(found, Understood) else found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("近三个月签约的项目有几个？", 2),
        ("最近90天签约的项目有多少个？", 2),
        ("近一年签约的项目有多少个？", 4),
        ("How many projects were signed in the last three months?", 2),
        ("How many projects were signed in the past 7 days?", 1),
        ("下个月开会的项目有几个？", 1),
        ("铜箔专班负责的项目有几个？", 2),
        ("铜箔专班负责的在建项目有几个？", 1),
        ("2025年东部推介会签约的项目有几个？", 2),
        ("东部推介会签约的项目有几个？", 2),
        ("灵宝、义马两地的项目一共几个？", 3),
        ("已备案的项目有几个？", 2),
        ("正在洽谈的项目有几个？", 1),
        ("公开的项目有几个？", 3),
        ("绿色食品项目总投资规模多大？", 900_000_000),
        ("绿色食品项目占多大比重？", 0.6),
        ("未公开的项目有几个？", 2),
        ("项目名称里带“甲”的有几个项目？", 1),
    ],
)
def test_counts_what_such_words_say(stores: dict[str, RecordStore], question: str, expected: float) -> None:
    answer = asked(stores["staff"], question)
    assert isinstance(answer, RecordAnswer)
    assert answer.value == pytest.approx(expected)


def test_a_number_of_places_that_were_not_all_named_is_not_passed_over(stores: dict[str, RecordStore]) -> None:
    for question in ("灵宝、义马、湖滨两地的项目一共几个？", "两地的项目一共几个？"):
        assert not isinstance(asked(stores["staff"], question), RecordAnswer)


@pytest.mark.parametrize("question", ["Projects per county, please", "各县区项目"])
def test_records_for_each_of_something_are_counted(stores: dict[str, RecordStore], question: str) -> None:
    answer = asked(stores["staff"], question)
    assert isinstance(answer, RecordAnswer)
    assert sorted(row["value"] for row in answer.rows if row["value"]) == [1, 2, 2]


def test_a_share_of_what_is_published_is_taken_of_all_that_is_public(stores: dict[str, RecordStore]) -> None:
    answer = asked(stores["public"], "公开项目中绿色食品项目占比多少？")
    assert isinstance(answer, RecordAnswer)
    assert answer.value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "question", ["正在洽谈的项目有几个？", "铜箔专班负责的项目有几个？", "近三个月签约的项目有几个？"]
)
def test_what_staff_alone_may_know_is_not_counted_for_others(stores: dict[str, RecordStore], question: str) -> None:
    assert not isinstance(asked(stores["public"], question), RecordAnswer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "绿色食品项目总投资合计多少？",
            "其中1条没有填写总投资，未计入。|另有1条以美元计，合计5000万美元，未折算，未计入。",
        ),
        (
            "What is the total investment of all projects in Hubin?",
            "do not state the total investment: 1.|1 in US dollars: 50 million US dollars",
        ),
    ],
)
def test_a_sum_tells_what_is_in_another_currency_and_what_is_not_stated(
    stores: dict[str, RecordStore], question: str, words: str
) -> None:
    answer = asked(stores["staff"], question)
    assert isinstance(answer, RecordAnswer)
    for part in words.split("|"):
        assert part in "".join(answer.sentences)


def test_names_with_a_word_that_was_not_understood_are_proposed(stores: dict[str, RecordStore]) -> None:
    found = Vocabulary.of(stores["staff"], Glossary(()))
    assert isinstance(asked(stores["staff"], "灵宝的铜箔项目有几个？"), NeedsDetail)
    assert found.near("铜箔", most=3) == ("电子铜箔",)
    assert found.near("food", most=3) == ("green food",)
    assert found.near("foo", most=3) == ()


def test_two_figures_tell_apart_what_each_leaves_out(stores: dict[str, RecordStore]) -> None:
    answer = asked(stores["staff"], "绿色食品比电子铜箔总投资多多少？")
    assert isinstance(answer, RecordAnswer)
    assert "没有填写所需内容而未计入的记录：前一项1条，后一项0条。" in answer.sentences


def test_an_event_of_another_year_is_not_taken_for_the_one_on_record(stores: dict[str, RecordStore]) -> None:
    assert not isinstance(asked(stores["staff"], "2024年东部推介会签了几个项目？"), RecordAnswer)
    assert not isinstance(asked(stores["staff"], "2024年东部推介会签约项目的签约金额合计是多少？"), RecordAnswer)


def test_records_are_not_told_apart_by_a_currency_that_only_their_amounts_name(stores: dict[str, RecordStore]) -> None:
    for question in ("美元投资的项目有几个？", "以美元计价的项目有几个？"):
        assert not isinstance(asked(stores["staff"], question), RecordAnswer)
