"""Questions for what is recorded of one project, event or policy, and for the stages a project has gone through."""

from __future__ import annotations

import pytest

from assistant.record_answers import RecordAnswer
from assistant.record_questions import Lookup, NeedsDetail
from tests.assistant.record_questions.tables import Asking, demo_rows

ROW = demo_rows()[2]
ZH, EN = ROW["项目名称"], ROW["项目英文名称"]
ASKED: dict[str, tuple[str, ...]] = {
    f"{ZH}的总投资是多少": ("total_investment",),
    f"{ZH}投资多少亿元？": ("total_investment",),
    f"{ZH}的联系单位是哪里": ("contact_office",),
    f"{ZH}在哪里": ("county",),
    f"{ZH}在哪个县区？": ("county",),
    f"{ZH}是谁投资的": ("investor",),
    f"{ZH}的投资方是谁": ("investor",),
    f"{ZH}由谁牵头": ("leading_official", "leading_department"),
    f"{ZH}什么时候签约的": ("signed_on",),
    f"{ZH}目前处于什么阶段": ("stage", "stage_since"),
    f"{ZH}的总投资、用地和阶段": ("total_investment", "land_mu", "stage"),
    f"{ZH}的承诺事项是什么": ("promise",),
    f"{ZH}的进展": (),
    f"{ROW['编号']}的环节": ("link",),
    f"What stage is {EN} in?": ("stage", "stage_since"),
    f"Who invests in {EN}?": ("investor",),
    f"Where is {EN}?": ("county",),
    f"When was {EN} signed?": ("signed_on",),
    f"What is the land area of {EN}?": ("land_mu",),
    f"What are the investor and the total investment of {EN}?": ("investor", "total_investment"),
    f"history of {EN}": (),
}


def told(asking: Asking, question: str, *earlier: str) -> RecordAnswer:
    answer = asking.told(question, *earlier)
    assert isinstance(answer, RecordAnswer), question
    return answer


@pytest.mark.parametrize(("question", "fields"), ASKED.items(), ids=list(ASKED))
def test_fields_of_one_project_are_looked_up(demo: Asking, question: str, fields: tuple[str, ...]) -> None:
    assert demo.result(question) == Lookup("project", (ROW["编号"],), fields)


def test_an_amount_is_told_in_words_and_as_a_number(demo: Asking) -> None:
    answer = told(demo, f"{ZH}的总投资是多少")
    assert answer.sentences[0] == f"{ZH}的总投资：32亿元。"
    assert (answer.value, answer.matched, answer.total) == (3_200_000_000, 1, len(demo_rows()))
    assert answer.provenance == "demo"


def test_several_fields_are_told_together(demo: Asking) -> None:
    answer = told(demo, f"{ZH}的总投资、用地和阶段")
    assert answer.sentences[0] == f"{ZH}：总投资 32亿元；用地 1,523亩；阶段 投产。"
    assert answer.rows == ({"id": ROW["编号"], "total_investment": "32亿元", "land_mu": "1,523亩", "stage": "投产"},)
    assert answer.value is None


def test_what_is_not_recorded_is_said_to_be_so(demo: Asking) -> None:
    assert told(demo, f"{ZH}有什么问题").sentences[0] == f"{ZH}的存在问题：未填写。"


def test_the_stages_of_a_project_are_told_in_their_order(demo: Asking) -> None:
    answer = told(demo, f"{ZH}的进展")
    assert answer.rows[0]["stage"] == "线索"
    assert answer.rows[-1]["stage"] == "投产"
    assert [row["stage_since"] for row in answer.rows] == sorted(str(row["stage_since"]) for row in answer.rows)
    assert len({str(row) for row in answer.rows}) == len(answer.rows)


def test_the_public_is_not_told_what_its_shelf_lacks(public: Asking) -> None:
    assert public.result(f"{ZH}目前处于什么阶段") is None
    assert told(public, f"{ZH}在哪里").rows == ({"id": ROW["编号"], "county": "义马市"},)
    with pytest.raises(AssertionError):
        public.told(f"{ZH}的进展")


@pytest.mark.parametrize("question", ["它的联系单位呢", "在哪个县区", "and its investor?"])
def test_a_question_goes_on_about_the_same_project(demo: Asking, question: str) -> None:
    assert told(demo, question, f"{ZH}的总投资是多少").ids == (ROW["编号"],)


def test_sums_over_named_projects_are_no_look_up(demo: Asking) -> None:
    other = demo_rows()[4]
    answer = told(demo, f"{ZH}和{other['项目名称']}的总投资合计")
    assert answer.value == ROW.total + other.total


def test_events_and_policies_are_looked_up_too(demo: Asking) -> None:
    assert told(demo, "2026年示例金秋招商大会在哪里举办").rows[0]["venue"] == "示例会展中心二号馆"
    assert told(demo, "示例设备更新补助办法（2026年）的文号是什么").rows[0]["number"] == "示例市政〔2026〕2号"


@pytest.mark.parametrize("question", ["该项目的投资方是谁", "示例甲乙丙项目的总投资是多少", "招商引资是什么"])
def test_nothing_is_looked_up_of_what_has_no_record(demo: Asking, question: str) -> None:
    assert demo.result(question) is None or isinstance(demo.result(question), NeedsDetail)
