"""Questions for the groups that have so many records or none, and for the largest records of each group."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.record_answers import RecordAnswer
from assistant.record_questions import NeedsDetail
from tests.assistant.record_questions.tables import Asking, demo_rows, table

COUNTIES = ("湖滨区", "陕州区", "渑池县", "卢氏县", "义马市", "灵宝市")
PER_COUNTY = Counter(row["县区"] for row in demo_rows() if row["县区"])
PER_CHAIN = Counter(row["产业链"] for row in demo_rows() if row["产业链"])


def groups(asking: Asking, question: str) -> dict[str, object]:
    answer = asking.told(question)
    assert isinstance(answer, RecordAnswer), question
    return {str(next(iter(row.values()))): row["value"] for row in answer.rows}


@pytest.mark.parametrize(
    "question", ["哪些县区的项目超过40个", "哪些县区有40个以上的项目？", "项目多于40个的县区有哪些"]
)
def test_groups_above_a_number(demo: Asking, question: str) -> None:
    least = 40 if "以上" in question else 41
    assert groups(demo, question) == {name: count for name, count in PER_COUNTY.items() if count >= least}


def test_groups_above_a_number_are_asked_for_in_english(demo: Asking) -> None:
    expected = {name: count for name, count in PER_CHAIN.items() if count > 20}
    assert groups(demo, "Which chains have more than 20 projects?") == expected


def test_groups_below_a_number_include_those_with_none(demo: Asking) -> None:
    rows = Counter(row["县区"] for row in demo_rows() if row["来源"] == "境外" and row["县区"])
    expected = {name: rows.get(name, 0) for name in COUNTIES if rows.get(name, 0) < 5}
    assert groups(demo, "哪些县区的外资项目少于5个") == expected


def test_groups_without_any(demo: Asking) -> None:
    there = {row["县区"] for row in demo_rows() if row["阶段"] == "暂停"}
    assert set(groups(demo, "哪些县区没有暂停的项目")) == {name for name in COUNTIES if name not in there}
    chains = {row["产业链名称"] for row in table("chains")}
    foreign = {row["产业链"] for row in demo_rows() if row["来源"] == "境外"}
    assert set(groups(demo, "Which chains have no foreign projects?")) == chains - foreign


def test_none_is_said_where_every_group_has_some(demo: Asking) -> None:
    answer = demo.told("哪些产业链没有项目")
    assert isinstance(answer, RecordAnswer)
    assert answer.sentences[0].endswith("一个也没有的：没有。")


def test_groups_that_may_have_none_are_asked_back_where_not_all_are_known(other: Asking) -> None:
    assert isinstance(other.told("哪些产业链没有外资项目"), NeedsDetail)


@pytest.mark.parametrize("question", ["各县区投资最大的项目", "各县区总投资最大的项目是哪个？"])
def test_the_largest_of_each_group(demo: Asking, question: str) -> None:
    answer = demo.told(question)
    assert isinstance(answer, RecordAnswer)
    largest = [max((row for row in demo_rows() if row["县区"] == name), key=lambda row: row.total) for name in COUNTIES]
    assert list(answer.ids) == [row["编号"] for row in largest]
    assert [row["id"] for row in answer.rows] == list(answer.ids)


def test_so_many_of_each_group(demo: Asking) -> None:
    answer = demo.told("Top 2 projects by total investment in each county")
    assert isinstance(answer, RecordAnswer)
    expected = []
    for name in COUNTIES:
        rows = sorted((row for row in demo_rows() if row["县区"] == name), key=lambda row: (-row.total, row["编号"]))
        expected += [row["编号"] for row in rows[:2]]
    assert [row["id"] for row in answer.rows] == expected


def test_the_largest_value_of_each_group_is_a_value(demo: Asking) -> None:
    found = groups(demo, "各县区最大的总投资是多少")
    assert found == {name: max(row.total for row in demo_rows() if row["县区"] == name) for name in COUNTIES} | {
        key: value for key, value in found.items() if key == "未填写"
    }
