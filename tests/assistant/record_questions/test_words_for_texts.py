"""What texts contain, chains of one character, what is asked of each of several, and meetings."""

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
COLUMNS = (
    "id name_zh name_en 产业链 县区 总投资 币种 阶段 建设内容 下次会议 存在问题 签约日期 合作方式 工作专班".split()
)
ROWS = [
    (
        "P1",
        "光伏玻璃项目",
        "Solar Glass",
        "新材料",
        "义马市",
        "3亿元",
        "CNY",
        "开工建设",
        "",
        "2026-11-29",
        "用地未定",
        "2024-05-01",
        "joint venture",
        "新材料专班",
    ),
    (
        "P2",
        "铝箔项目",
        "Aluminium Foil",
        "铝",
        "灵宝市",
        "12亿元",
        "CNY",
        "投产",
        "屋顶光伏配套",
        "2026-12-03",
        "",
        "2025-05-01",
        "joint venture",
        "",
    ),
    (
        "P3",
        "铝轮毂项目",
        "Wheels",
        "铝",
        "义马市",
        "2亿元",
        "CNY",
        "洽谈",
        "",
        "",
        "用地指标不足；资金紧张",
        "",
        "",
        "",
    ),
    (
        "P4",
        "外资项目",
        "Apples",
        "食品",
        "三门峡经济开发区",
        "5000万美元",
        "USD",
        "签约",
        "solar roof",
        "",
        "资金紧张",
        "2025-12-31",
        "",
        "",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    folder = tmp_path_factory.mktemp("texts")
    staff, public = Place(folder / "staff.sqlite"), Place(folder / "public.sqlite")
    write_records([batch([dict(zip(COLUMNS, row, strict=True)) for row in ROWS])], staff, public)
    opened = RecordStore(staff, "staff")
    yield opened
    opened.close()


def asked(store: RecordStore, question: str) -> RecordAnswer | NeedsDetail | None:
    found = understand_records(question, Vocabulary.of(store, Glossary(())), TODAY)
    return record_answer(store, found, script_of(question)) if isinstance(found, Understood) else found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("含“光伏”的项目有哪些？", {"P1", "P2"}),
        ("包含光伏的项目有哪些？", {"P1", "P2"}),
        ("名称含“光伏”的项目有哪些？", {"P1"}),
        ("名称中含光伏的项目有哪些？", {"P1"}),
        ("建设内容中提到“光伏”的项目有哪些？", {"P2"}),
        ("存在问题包含“用地”的项目有哪些？", {"P1", "P3"}),
        ("Which projects mention solar?", {"P1", "P4"}),
        ('Which projects have "Solar" in the name?', {"P1"}),
        ("本月有会议的项目有哪些？", {"P1"}),
        ("Which projects have a meeting next month?", {"P2"}),
        ("List the names of the projects in Yima", {"P1", "P3"}),
        ("不在灵宝的铝项目有哪些？", {"P3"}),
        ("开工建设的项目有哪些？", {"P1"}),
        ("已开工建设的项目有哪些？", {"P1", "P2"}),
        ("Which projects are not yet under construction?", {"P3", "P4"}),
        ("美元投资的项目有哪些？", {"P4"}),
        ("Which projects are joint ventures?", {"P1", "P2"}),
        ("资金紧张的项目有哪些？", {"P3", "P4"}),
        ("做铝的项目有哪些？", {"P2", "P3"}),
        ("Which projects make 新材料?", {"P1"}),
        ("开发区的项目有哪些？", {"P4"}),
        ("Which projects cost over 1 billion yuan?", {"P2"}),
        ("总投资3个亿以上的项目有哪些？", {"P1", "P2"}),
        ("分别列出灵宝和义马的项目", {"P1", "P2", "P3"}),
        ("Projects with an investment of at least half a billion yuan", {"P2"}),
    ],
)
def test_the_records_that_such_words_say_are_listed(store: RecordStore, question: str, expected: set[str]) -> None:
    answer = asked(store, question)
    assert isinstance(answer, RecordAnswer)
    assert {row["id"] for row in answer.rows} == expected


@pytest.mark.parametrize(
    "question",
    ["灵宝和义马的项目分别有多少？", "灵宝、义马的项目数量分别是多少？", "2024年和2025年签约的项目各有多少？"],
)
def test_what_is_asked_of_each_of_several_is_not_added_up(store: RecordStore, question: str) -> None:
    answer = asked(store, question)
    assert isinstance(answer, RecordAnswer)
    assert {row["value"] for row in answer.rows} == {1, 2}


def test_a_name_of_a_chain_inside_another_word_is_not_taken_for_it(store: RecordStore) -> None:
    for question in ("电解铝项目有几个？", "铝业项目有几个？", "含外资的项目有几个？"):
        assert not isinstance(asked(store, question), RecordAnswer)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many times as many projects does Yima have as Lingbao?", 2),
        ("来自义马的项目占几成？", 0.5),
        ("How many projects does 新材料专班 handle?", 1),
    ],
)
def test_figures_that_such_words_ask_for_are_told(store: RecordStore, question: str, expected: float) -> None:
    answer = asked(store, question)
    assert isinstance(answer, RecordAnswer)
    assert answer.value == pytest.approx(expected)


def test_what_is_not_written_as_it_stands_is_asked_back_about(store: RecordStore) -> None:
    for question in ("资金不紧张的项目有几个？", "没有资金紧张的项目有几个？", "做馒头的项目有几个？"):
        assert not isinstance(asked(store, question), RecordAnswer)


def test_so_many_places_that_are_ranked_are_told_first(store: RecordStore) -> None:
    answer = asked(store, "总投资最高的两个县区是哪些？")
    assert isinstance(answer, RecordAnswer)
    assert answer.sentences[0].index("灵宝") < answer.sentences[0].index("义马")


def test_each_of_several_of_two_kinds_is_asked_back_about(store: RecordStore) -> None:
    assert not isinstance(asked(store, "灵宝和义马的铝和新材料项目总投资分别是多少？"), RecordAnswer)
