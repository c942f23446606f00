"""Words whose meaning hangs on the day of the question: overdue, in force, expired, superseded."""

from __future__ import annotations

import pytest

from assistant.record_answers import RecordAnswer
from tests.assistant.record_questions.tables import TODAY, Asking, demo_rows, table

DAY = TODAY.isoformat()
OVERDUE = {row["编号"] for row in demo_rows() if row["下次会议"] and row["下次会议"] < DAY}
POLICIES = table("policies")
EXPIRED = {row["编号"] for row in POLICIES if row["失效日期"] and row["失效日期"] < DAY}
IN_FORCE = {
    row["编号"] for row in POLICIES
    if row["生效日期"] and row["生效日期"] <= DAY and row["失效日期"] >= DAY and not row["被替代"]
}  # fmt: skip


def told(asking: Asking, question: str) -> RecordAnswer:
    answer = asking.told(question)
    assert isinstance(answer, RecordAnswer), question
    return answer


@pytest.mark.parametrize(
    "question", ["逾期未推进的项目", "有哪些逾期项目", "overdue projects", "List the overdue projects"]
)
def test_overdue_projects_are_those_whose_next_meeting_is_past(demo: Asking, question: str) -> None:
    answer = told(demo, question)
    assert {row["id"] for row in answer.rows} == OVERDUE
    assert any("下次会议" in sentence or "next meeting" in sentence for sentence in answer.sentences[1:])


def test_overdue_projects_are_counted_with_other_conditions(demo: Asking) -> None:
    there = {row["编号"] for row in demo_rows() if row["县区"] == "义马市"}
    assert told(demo, "义马市逾期的项目有几个").value == len(OVERDUE & there)


def test_the_public_shelf_knows_of_no_overdue_projects(public: Asking) -> None:
    assert public.result("逾期未推进的项目有几个") is None


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("现行有效的政策有哪些", IN_FORCE), ("Which policies are in force?", IN_FORCE), ("已失效的政策有哪些", EXPIRED),
        ("List the expired policies", EXPIRED),
        ("被替代的政策有哪些", {row["编号"] for row in POLICIES if row["被替代"]}),
        ("本季度到期的政策有哪些", {row["编号"] for row in POLICIES if "2026-10" <= row["失效日期"] <= "2026-12-31"}),
        ("2026年失效的政策有哪些", {row["编号"] for row in POLICIES if row["失效日期"].startswith("2026")}),
    ],
)  # fmt: skip
def test_policies_are_told_by_their_dates(demo: Asking, question: str, ids: set[str]) -> None:
    assert {row["id"] for row in told(demo, question).rows} == ids


def test_what_the_word_means_is_said(demo: Asking) -> None:
    assert any("今天已生效" in sentence for sentence in told(demo, "现行有效的政策有几个").sentences)


def test_a_project_is_not_in_force(demo: Asking) -> None:
    assert not isinstance(demo.result("有效的项目有几个"), type(demo.result("现行有效的政策有几个")))
