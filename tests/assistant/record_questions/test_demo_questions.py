"""Questions over the demonstration's projects, with answers counted from the CSV."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.assistant.record_questions.tables import (
    Asking,
    Row,
    average,
    by,
    demo_rows,
    ids,
    land_of,
    table,
    total,
)

Rows = list[Row]
YI = Decimal(10**8)
BATTERIES = "示例产业链C·储能电池"
AUTUMN = "2025年示例金秋招商大会"


def pick(**cells: str | tuple[str, ...]) -> Callable[[Rows], Rows]:
    names = {
        "county": "县区",
        "chain": "产业链",
        "stage": "阶段",
        "origin": "来源",
        "event": "签约活动",
        "mode": "合作方式",
    }

    def picked(rows: Rows) -> Rows:
        wanted = {names[name]: (value,) if isinstance(value, str) else value for name, value in cells.items()}
        return [row for row in rows if all(row[name] in values for name, values in wanted.items())]

    return picked


def where(test: Callable[[Row], bool]) -> Callable[[Rows], Rows]:
    return lambda rows: [row for row in rows if test(row)]


def count(*steps: Callable[[Rows], Rows]) -> Callable[[Rows], int]:
    return lambda rows: len(through(rows, steps))


def through(rows: Rows, steps: tuple[Callable[[Rows], Rows], ...]) -> Rows:
    for step in steps:
        rows = step(rows)
    return rows


def signed(earliest: str, latest: str) -> Callable[[Rows], Rows]:
    return where(lambda row: earliest <= row["签约日期"] <= latest)


def at_least(place: int) -> Callable[[Rows], Rows]:
    return where(lambda row: row.place >= place)


def share(part: Callable[[Rows], Any], whole: Callable[[Rows], Any]) -> Callable[[Rows], Fraction]:
    return lambda rows: Fraction(part(rows)) / Fraction(whole(rows))


def largest(number: int, key: Callable[[Row], Decimal] = lambda row: row.total) -> Callable[[Rows], list[str]]:
    return lambda rows: [row["编号"] for row in sorted(rows, key=key, reverse=True)[:number]]


CHINESE: list[tuple[str, Callable[[Rows], Any]]] = [
    ("一共有多少个项目？", len),
    ("义马有多少个项目？", count(pick(county="义马市"))),
    ("請問義馬有多少個項目？", count(pick(county="义马市"))),
    ("陕州区的项目数量是多少", count(pick(county="陕州区"))),
    ("在建项目有几个？", count(pick(stage="在建"))),
    ("已开工的项目有多少个", count(at_least(5))),
    ("已签约的项目有多少个", count(at_least(3))),
    ("尚未签约的项目有几个", count(where(lambda row: 0 < row.place < 3))),
    ("已签约但未开工的项目有多少个？", count(where(lambda row: 3 <= row.place < 5))),
    ("签约阶段的项目有几个", count(pick(stage="签约"))),
    ("在谈的项目有几个", count(pick(stage="洽谈"))),
    ("投产项目有多少个", count(at_least(6))),
    ("已達產的項目有幾個", count(pick(stage="达产"))),
    ("暂停或终止的项目有几个", count(pick(stage=("暂停", "终止")))),
    ("没有开工的项目有多少", count(where(lambda row: 0 < row.place < 5))),
    ("储能电池产业链有多少个项目", count(pick(chain=BATTERIES))),
    ("储能电池链在渑池有几个项目", count(pick(chain=BATTERIES, county="渑池县"))),
    ("氢能重卡环节有几个项目", count(where(lambda row: row["环节"] == "氢能重卡"))),
    ("义马、渑池和灵宝的在建项目有几个", count(pick(county=("义马市", "渑池县", "灵宝市"), stage="在建"))),
    ("不在义马的项目有几个", count(where(lambda row: row["县区"] not in ("义马市", "")))),
    ("除义马和渑池外的项目有几个", count(where(lambda row: row["县区"] not in ("义马市", "渑池县", "")))),
    ("非外资项目有几个", count(pick(origin=("省外", "本地")))),
    ("外资项目有几个", count(pick(origin="境外"))),
    ("外資和省外項目有幾個", count(pick(origin=("境外", "省外")))),
    ("没有投资方的项目有几个", count(where(lambda row: not row["投资方"]))),
    ("县区未填的项目有几个", count(where(lambda row: not row["县区"]))),
    ("没有签约日期的项目有多少个", count(where(lambda row: not row["签约日期"]))),
    ("总投资超过10亿元的项目有几个？", count(where(lambda row: row.total > 10 * YI))),
    ("总投资10亿元以上的项目有几个？", count(where(lambda row: row.total >= 10 * YI))),
    ("總投資不低於十億元的項目有幾個", count(where(lambda row: row.total >= 10 * YI))),
    ("总投资不足1亿元的项目有几个", count(where(lambda row: 0 <= row.total < YI))),
    ("总投资1亿元以下的项目有几个", count(where(lambda row: 0 <= row.total <= YI))),
    ("总投资在5亿元到10亿元之间的项目有几个", count(where(lambda row: 5 * YI <= row.total <= 10 * YI))),
    ("总投资大于1亿小于5亿的项目有多少", count(where(lambda row: YI < row.total < 5 * YI))),
    ("超过5000万元的项目有几个", count(where(lambda row: row.total > YI / 2))),
    ("超过1000万美元的项目有几个", count(where(lambda row: (row.amount("总投资", "USD") or 0) > 10**7))),
    ("签约金额超过10亿元的项目有几个", count(where(lambda row: (row.amount("签约金额") or 0) > 10 * YI))),
    ("用地超过500亩的项目有几个", count(where(lambda row: row.land > 500))),
    ("用地100亩以上、总投资5亿元以下的项目有几个",
     count(where(lambda row: row.land >= 100 and 0 <= row.total <= 5 * YI))),
    ("2025年签约的项目有几个", count(signed("2025-01-01", "2025-12-31"))),
    ("今年上半年签约项目有几个？", count(signed("2026-01-01", "2026-06-30"))),
    ("去年签约了多少个项目", count(signed("2025-01-01", "2025-12-31"))),
    ("二季度签约了多少个项目", count(signed("2026-04-01", "2026-06-30"))),
    ("2025年3月以来签约的项目有几个", count(signed("2025-03-01", "9999"))),
    ("2025年以前签约的项目有几个", count(signed("1", "2024-12-31"))),
    ("截至2025年底签约的项目有几个", count(signed("1", "2025-12-31"))),
    ("2024年至2025年签约的项目有几个", count(signed("2024-01-01", "2025-12-31"))),
    ("2025年示例金秋招商大会签约了多少项目？", count(pick(event=AUTUMN))),
    ("由示例领导辛牵头的项目有几个", count(where(lambda row: row["牵头领导"] == "示例领导辛"))),
    ("示例市工业主管部门牵头的在建项目有几个",
     count(pick(stage="在建"), where(lambda row: row["牵头部门"] == "示例市工业主管部门"))),
    ("已发布的项目有几个", count(where(lambda row: row["是否发布"] == "是"))),
    ("名称包含“再生”的项目有几个", count(where(lambda row: "再生" in row["项目名称"]))),
    ("合作方式为股权投资的项目有几个", count(pick(mode="股权投资"))),
    ("义马有没有暂停的项目", count(pick(county="义马市", stage="暂停"))),
    ("股权投资项目和独立投资项目相差多少个",
     lambda rows: count(pick(mode="股权投资"))(rows) - count(pick(mode="独立投资"))(rows)),
    ("渑池有哪些暂停的项目？", lambda rows: ids(pick(county="渑池县", stage="暂停")(rows))),
    ("列出义马的外资项目", lambda rows: ids(pick(county="义马市", origin="境外")(rows))),
    ("示例北子分选投资的项目有哪些", lambda rows: ids(where(lambda row: row["投资方"] == "示例北子分选")(rows))),
    ("项目总投资合计多少？", total),
    ("义马的总投资是多少", lambda rows: total(pick(county="义马市")(rows))),
    ("外商独资的项目总投资合计多少亿元", lambda rows: total(pick(mode="外商独资")(rows))),
    ("签约金额一共多少", lambda rows: total(rows, "签约金额")),
    ("一共签约了多少亿元", lambda rows: total(rows, "签约金额")),
    ("湖滨区项目的到位资金是多少", lambda rows: total(pick(county="湖滨区")(rows), "到位资金")),
    ("签约金额总共多少万美元", lambda rows: total(rows, "签约金额", "USD")),
    ("2025年签约金额是多少", lambda rows: total(signed("2025-01-01", "2025-12-31")(rows), "签约金额")),
    ("在建项目一共用地多少亩", lambda rows: land_of(pick(stage="在建")(rows))),
    ("平均每个项目投资多少", average),
    ("外资项目的平均总投资是多少", lambda rows: average(pick(origin="境外")(rows))),
    ("总投资的最大值是多少", lambda rows: max(row.total for row in rows)),
    ("总投资最大的3个项目是哪些？", largest(3)),
    ("用地最大的项目是哪个", largest(1, lambda row: row.land)),
    ("各县区的项目数量", lambda rows: by(rows, "县区")),
    ("按产业链统计总投资", lambda rows: by(rows, "产业链", total)),
    ("哪个县区的项目最多？", lambda rows: by(where(lambda row: row["县区"] != "")(rows), "县区")),
    ("哪位领导牵头的项目最多", lambda rows: by(where(lambda row: row["牵头领导"] != "")(rows), "牵头领导")),
    ("每年签约的项目有多少个", lambda rows: {
        year: count(signed(year, f"{year}-99"))(rows) for year in ("2024", "2025", "2026")}),
    ("义马和渑池各有多少个项目", lambda rows: by(pick(county=("义马市", "渑池县"))(rows), "县区")),
    ("义马项目占全部项目的百分之几", share(count(pick(county="义马市")), len)),
    ("义马市项目总投资占全市总投资的比例", share(lambda rows: total(pick(county="义马市")(rows)), total)),
    ("义马项目中在建的占比", share(count(pick(county="义马市", stage="在建")), count(pick(county="义马市")))),
    ("到位资金占签约金额的比例是多少",
     share(lambda rows: total(rows, "到位资金"), lambda rows: total(rows, "签约金额"))),
    ("义马比渑池多多少个项目", lambda rows: count(pick(county="义马市"))(rows) - count(pick(county="渑池县"))(rows)),
    ("渑池总投资比义马少多少", lambda rows: total(pick(county="义马市")(rows)) - total(pick(county="渑池县")(rows))),
    ("义马的总投资是渑池的几倍",
     share(lambda rows: total(pick(county="义马市")(rows)), lambda rows: total(pick(county="渑池县")(rows)))),
]  # fmt: skip

ENGLISH: list[tuple[str, Callable[[Rows], Any]]] = [
    ("How many projects are there?", len),
    ("How many projects are in Yima?", count(pick(county="义马市"))),
    ("What is the number of projects in Shanzhou District?", count(pick(county="陕州区"))),
    ("How many projects are under construction?", count(pick(stage="在建"))),
    ("How many projects have started construction?", count(at_least(5))),
    ("How many signed projects are there?", count(at_least(3))),
    ("How many unsigned projects are there?", count(where(lambda row: 0 < row.place < 3))),
    ("How many signed projects have not started construction?", count(where(lambda row: 3 <= row.place < 5))),
    ("How many projects are at the signed stage?", count(pick(stage="签约"))),
    ("How many projects are under negotiation?", count(pick(stage="洽谈"))),
    ("How many projects are in production?", count(at_least(6))),
    ("How many projects are in production or under construction?", count(at_least(5))),
    ("How many projects have been suspended or terminated?", count(pick(stage=("暂停", "终止")))),
    ("How many projects are not under construction?", count(where(lambda row: row["阶段"] != "在建"))),
    ("How many storage battery projects are there?", count(pick(chain=BATTERIES))),
    ("How many projects of the storage batteries chain are in Mianchi?", count(pick(chain=BATTERIES, county="渑池县"))),
    ("How many hydrogen truck projects are there?", count(where(lambda row: row["环节"] == "氢能重卡"))),
    ("How many projects in Yima, Mianchi and Lingbao are under construction?",
     count(pick(county=("义马市", "渑池县", "灵宝市"), stage="在建"))),
    ("How many projects are not in Yima or Lingbao?",
     count(where(lambda row: row["县区"] not in ("义马市", "灵宝市", "")))),
    ("How many projects outside Yima are suspended?",
     count(pick(stage="暂停"), where(lambda row: row["县区"] not in ("义马市", "")))),
    ("How many non-foreign projects are there?", count(pick(origin=("省外", "本地")))),
    ("How many foreign or out-of-province projects are in Lushi?",
     count(pick(origin=("境外", "省外"), county="卢氏县"))),
    ("How many projects have no investor?", count(where(lambda row: not row["投资方"]))),
    ("How many projects are without a county?", count(where(lambda row: not row["县区"]))),
    ("How many projects have a total investment of more than 1 billion yuan?",
     count(where(lambda row: row.total > 10 * YI))),
    ("How many projects have a total investment of at least 1 billion yuan?",
     count(where(lambda row: row.total >= 10 * YI))),
    ("How many projects are worth 1 billion yuan or more?", count(where(lambda row: row.total >= 10 * YI))),
    ("How many projects have a total investment of under ¥100 million?", count(where(lambda row: 0 <= row.total < YI))),
    ("How many projects have an investment of up to 100 million yuan?", count(where(lambda row: 0 <= row.total <= YI))),
    ("How many projects have a total investment between 500 million and 1 billion yuan?",
     count(where(lambda row: 5 * YI <= row.total <= 10 * YI))),
    ("Which projects have a total investment over $20 million?",
     lambda rows: ids(row for row in rows if (row.amount("总投资", "USD") or 0) > 2 * 10**7)),
    ("How many projects have a signed amount over 1 billion yuan?",
     count(where(lambda row: (row.amount("签约金额") or 0) > 10 * YI))),
    ("How many projects use more than 500 mu of land?", count(where(lambda row: row.land > 500))),
    ("How many projects were signed in 2025?", count(signed("2025-01-01", "2025-12-31"))),
    ("How many projects were signed in the first half of this year?", count(signed("2026-01-01", "2026-06-30"))),
    ("How many projects were signed last year?", count(signed("2025-01-01", "2025-12-31"))),
    ("How many projects were signed in the second quarter of 2025?", count(signed("2025-04-01", "2025-06-30"))),
    ("How many projects were signed since March 2025?", count(signed("2025-03-01", "9999"))),
    ("How many projects were signed before 2025?", count(signed("1", "2024-12-31"))),
    ("How many projects were signed after 2025?", count(signed("2026-01-01", "9999"))),
    ("How many projects were signed between March and June 2025?", count(signed("2025-03-01", "2025-06-30"))),
    ("How many projects signed in 2025 have not started construction?",
     count(signed("2025-01-01", "2025-12-31"), where(lambda row: 0 < row.place < 5))),
    ("How many projects were signed at the 2025 Example Autumn Investment Conference?", count(pick(event=AUTUMN))),
    ("How many published projects are there?", count(where(lambda row: row["是否发布"] == "是"))),
    ('How many projects whose name contains "Recycling" are there?',
     count(where(lambda row: "Recycling" in row["项目英文名称"]))),
    ("Which projects in Mianchi are suspended?", lambda rows: ids(pick(county="渑池县", stage="暂停")(rows))),
    ("List the foreign projects in Yima", lambda rows: ids(pick(county="义马市", origin="境外")(rows))),
    ("What is the total investment of all projects?", total),
    ("What is the total investment in Yima?", lambda rows: total(pick(county="义马市")(rows))),
    ("What is the total signed amount in Lingbao?", lambda rows: total(pick(county="灵宝市")(rows), "签约金额")),
    ("How much funds in place in Hubin?", lambda rows: total(pick(county="湖滨区")(rows), "到位资金")),
    ("How much land do the projects in Lushi use?", lambda rows: land_of(pick(county="卢氏县")(rows))),
    ("What is the average total investment of foreign projects?", lambda rows: average(pick(origin="境外")(rows))),
    ("What is the largest total investment among local projects?",
     lambda rows: max(r.total for r in pick(origin="本地")(rows))),
    ("What are the top five projects by total investment?", largest(5)),
    ("Which are the three largest projects?", largest(3)),
    ("Which project uses the most land?", largest(1, lambda row: row.land)),
    ("How many projects are there in each county?", lambda rows: by(rows, "县区")),
    ("Number of projects by stage", lambda rows: {
        {"注册": "注册或核准备案", "在建": "建设"}.get(str(stage), stage): n for stage, n in by(rows, "阶段").items()}),
    ("Average total investment per chain", lambda rows: by(rows, "产业链", average)),
    ("Which county has the most projects?", lambda rows: by(where(lambda row: row["县区"] != "")(rows), "县区")),
    ("Which chain has the largest total investment?", lambda rows: by(rows, "产业链", total)),
    ("How many projects are there in Yima and Lingbao each?",
     lambda rows: by(pick(county=("义马市", "灵宝市"))(rows), "县区")),
    ("What proportion of signed projects have started construction?", share(count(at_least(5)), count(at_least(3)))),
    ("What is Yima's share of all projects?", share(count(pick(county="义马市")), len)),
    ("What share of the signed amount is in place?",
     share(lambda rows: total(rows, "到位资金"), lambda rows: total(rows, "签约金额"))),
    ("What percentage of total investment is in Yima?", share(lambda rows: total(pick(county="义马市")(rows)), total)),
    ("What share of projects in Yima are under construction?",
     share(count(pick(county="义马市", stage="在建")), count(pick(county="义马市")))),
    ("How many more projects are there in Yima than in Mianchi?",
     lambda rows: count(pick(county="义马市"))(rows) - count(pick(county="渑池县"))(rows)),
    ("What is the difference between the total investment of Yima and Mianchi?",
     lambda rows: total(pick(county="义马市")(rows)) - total(pick(county="渑池县")(rows))),
    ("What is the ratio of total investment in Yima to that in Mianchi?",
     share(lambda rows: total(pick(county="义马市")(rows)), lambda rows: total(pick(county="渑池县")(rows)))),
]  # fmt: skip

OTHER_ENTITIES: list[tuple[str, Callable[[], Any]]] = [
    ("义马有多少家企业？", lambda: sum(row["县区"] == "义马市" for row in table("enterprises"))),
    ("有多少家龙头企业", lambda: sum(row["产业链角色"] == "龙头" for row in table("enterprises"))),
    ("How many firms belong to the fruit processing chain?",
     lambda: sum(row["产业链"] == "示例产业链F·鲜果加工" for row in table("enterprises"))),
    ("储能电池产业链有几家目标企业", lambda: sum(row["产业链"] == BATTERIES for row in table("targets"))),
    ("How many high-priority target enterprises are there?",
     lambda: sum(row["优先级"] == "高" for row in table("targets"))),
    ("轻金属链有几个薄弱环节", lambda: sum(
        row["产业链"] == "示例产业链A·轻金属" and row["本地状况"] == "弱" for row in table("links"))),
    ("Which links are missing?", lambda: frozenset(row["编号"] for row in table("links") if row["本地状况"] == "缺失")),
    ("有多少条产业链？", lambda: len(table("chains"))),
    ("2025年有多少场活动？", lambda: sum(row["举办日期"][:4] == "2025" for row in table("events"))),
    ("2025年发布的政策有几项", lambda: sum(row["发布日期"][:4] == "2025" for row in table("policies"))),
    ("How many policies expire next year?", lambda: sum(row["失效日期"][:4] == "2027" for row in table("policies"))),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), CHINESE, ids=[question for question, _ in CHINESE])
def test_answers_a_chinese_question_exactly(demo: Asking, question: str, expected: Callable[[Rows], Any]) -> None:
    assert demo.answer(question) == expected(demo_rows())


@pytest.mark.parametrize(("question", "expected"), ENGLISH, ids=[question for question, _ in ENGLISH])
def test_answers_an_english_question_exactly(demo: Asking, question: str, expected: Callable[[Rows], Any]) -> None:
    assert demo.answer(question) == expected(demo_rows())


@pytest.mark.parametrize(("question", "expected"), OTHER_ENTITIES, ids=[question for question, _ in OTHER_ENTITIES])
def test_answers_of_other_records_exactly(demo: Asking, question: str, expected: Callable[[], Any]) -> None:
    assert demo.answer(question) == expected()
