"""Figures that may count the same thing twice are not added, or the answer says so."""

from __future__ import annotations

import pytest

from assistant.record_answers import RecordAnswer
from assistant.record_questions import Doubt, NeedsDetail
from tests.assistant.record_questions.tables import Asking


@pytest.mark.parametrize(
    "question",
    [
        "签约金额和到位资金加起来是多少",
        "把总投资和签约金额相加",
        "What is the sum of signed amounts and funds in place?",
    ],
)
def test_measures_of_the_same_projects_are_not_added(demo: Asking, question: str) -> None:
    found = demo.told(question)
    assert isinstance(found, NeedsDetail)
    assert found.doubt is Doubt.MIXED_MEASURES


def test_sums_of_events_are_said_to_overlap_with_those_of_projects(demo: Asking) -> None:
    answer = demo.told("活动签约金额合计多少")
    assert isinstance(answer, RecordAnswer)
    assert any("不能相加" in sentence for sentence in answer.sentences)


def test_groups_that_share_records_are_said_to_add_up_to_more(demo: Asking) -> None:
    answer = demo.told("Number of firms by link")
    assert isinstance(answer, RecordAnswer)
    shares = sum(int(str(row["matched"])) for row in answer.rows) > answer.matched
    assert any("several groups" in sentence for sentence in answer.sentences) == shares


def test_a_sum_of_projects_needs_no_such_warning(demo: Asking) -> None:
    answer = demo.told("义马市项目的签约金额合计")
    assert isinstance(answer, RecordAnswer)
    assert not any("不能相加" in sentence for sentence in answer.sentences)
