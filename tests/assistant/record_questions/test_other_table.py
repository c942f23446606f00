"""Questions over a small table with other names and units, whose answers can be seen in it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.assistant.record_questions.tables import Asking

CASES: list[tuple[str, Any]] = [
    ("铜箔产业链有几个项目", 3),
    ("铜箔链有几个项目", 3),
    ("How many new material projects are there?", 2),
    ("新材料产业有几个项目？", 2),
    ("示范区有几个项目", 1),
    ("康養項目有多少個", 3),
    ("铜箔项目总投资合计多少", Decimal(1_650_000_000)),
    ("示范区和灵宝的项目总投资是多少", Decimal(1_300_000_000)),
    ("总投资超过2.5亿元的项目有几个", 3),
    ("总投资2.5亿元以上的项目有几个", 4),
    ("总投资低于1亿元的项目有哪些", frozenset({"p3"})),
    ("投资不超过1亿元的项目有哪些", frozenset({"p3", "p7"})),
    ("How many projects have a total investment of exactly 1 billion yuan?", 1),
    ("Which projects have a total investment above $5 million?", frozenset({"p5"})),
    ("500万美元以上的项目有几个", 1),
    ("戊康养集团投资的项目有几个", 2),
    ("投资方为戊康养集团的项目有哪些", frozenset({"p5", "p6"})),
    ("工信局牵头的项目有几个", 3),
    ("铜都推介会签约了几个项目？", 3),
    ("铜都推介会的签约金额是多少", Decimal(1_600_000_000)),
    ("How many projects were signed at 铜都推介会?", 3),
    ("不是铜箔产业链的项目有几个", 5),
    ("没有签约活动的项目有几个", 3),
    ("How many projects have no signing event?", 3),
    ("总投资未知的项目有几个", 1),
    ("用地不足100亩的项目有几个", 4),
    ("How many projects occupy at least 300 mu?", 2),
    ("用地20公顷以上的项目有几个", 2),
    ("平均用地面积是多少亩", Fraction(Decimal("1020.4")) / 7),
    ("2026年二季度签约的项目有哪些", frozenset({"p2", "p8"})),
    ("2025年6月签约的项目有几个", 1),
    ("2025年签约的项目的总投资", Decimal(150_000_000)),
    ("上个月签约的项目有几个", 0),
    ("How many projects were signed in June 2026?", 1),
    ("How many projects were signed between 2024 and 2025?", 3),
    ("哪些项目已注册但未投产", frozenset({"p1", "p8"})),
    ("Which projects are in production?", frozenset({"p3", "p7"})),
    ("暂停的项目有哪些", frozenset({"p6"})),
    ("签约金额最高的两个项目", ["p2", "p6"]),
    ("Top 2 projects by land", ["p6", "p5"]),
    ("总投资最小的项目是哪个", ["p3"]),
    ("按来源统计项目数量", {"省外": 4, "本地": 1, "境外": 2, None: 1}),
    ("How many projects are there by county?",
     {"灵宝市": 2, "示范区": 1, "湖滨区": 1, "卢氏县": 2, None: 1, "渑池县": 1}),
    ("省外项目占全部项目的比例", Fraction(1, 2)),
    ("What share of foreign projects are in Lushi?", Fraction(1, 2)),
    ("灵宝的项目比卢氏多几个", 0),
    ("签约金额和总投资相差多少", Decimal(225_000 - 240_000) * 10_000),
    ("未发布的项目有几个", 4),
    ("铜箔链的签约金额比总投资少多少", Decimal(50_000_000)),
    ("What share of the total investment is in Lingbao?", Fraction(125, 240)),
    ("还没有确定县区的项目有哪些", frozenset({"p7"})),
    ("以美元计价的项目有几个", 1),
    ("How many projects are denominated in US dollars?", 1),
    ("What is the total investment in US dollars of the foreign projects?", Decimal(8_000_000)),
    ("还有哪些项目没有开工？", frozenset({"p2", "p4", "p5", "p8"})),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), CASES, ids=[question for question, _ in CASES])
def test_answers_exactly(other: Asking, question: str, expected: Any) -> None:
    assert other.answer(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "轻金属产业链有几个项目",
        "How many storage battery projects are there?",
        "示例东省的目标企业有几家",
        "有多少家企业？",
        "2025年示例金秋招商大会签了几个项目",
    ],
)
def test_knows_no_names_of_another_store(other: Asking, question: str) -> None:
    assert not hasattr(other.result(question), "query")
