"""Plans told in the chat: what is answered from clauses, and what is left to the texts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from assistant.answers import Answer, Outcome
from assistant.assembly import OpenIndex
from assistant.matching.answering import plan_answer
from assistant.matching.profile import read_profile
from corpus.quantities import unsupported
from tests.assistant.matching.library import DAY, LIBRARY
from tests.assistant.samples import Asked, asked, built
from ui.messages import message_of
from ui.texts import TEXTS

PROMISES = re.compile(
    r"保证|可以?享受|一定能|将获得|\b(guarantee|entitled|eligible|you will (get|receive))\b", re.IGNORECASE
)

RENOVATION, BATTERY, LIST, JUICE = (
    "henan-technical-renovation-subsidy",
    "demo-policy-battery-chain-2025",
    "negative-list-2024",
    "demo-policy-fruit-deepening-2024",
)
ANSWERED = [
    # Question, the policy whose document must be cited, words that must stand in the answer
    ("我想投6000万元做铝轮毂，需要100亩地，外资，能享受哪些政策？", LIST, "资金来源为境外，满足"),
    (
        "我想投6000万元做铝轮毂，需要100亩地，外资，能享受哪些政策？",
        RENOVATION,
        "投资额不低于5000万元，满足；建设类型为设备更新和技术改造，未知；主管部门认定，未知",
    ),
    ("我打算花6000万元更新设备，河南有什么补助？", RENOVATION, "不低于5000万元，满足"),
    ("我打算花5000万元更新设备，有什么补助？", RENOVATION, "不低于5000万元，满足"),
    ("我打算花4999万元更新设备，有什么补助？", RENOVATION, "不低于5000万元，不满足"),
    ("我公司計劃投入6000萬元做技術改造，有哪些補助？", RENOVATION, "投資額不低於5000萬元，滿足"),
    ("我们计划投资2.5亿元建储能电芯项目，用地100亩，有哪些支持政策？", BATTERY, "亩均投资不低于250万元，满足"),
    ("我们计划投资2.5亿元建储能电芯项目，用地101亩，有哪些支持政策？", BATTERY, "亩均投资不低于250万元，不满足"),
    ("我们是外商，想投资5000万元建厂，有哪些政策适用？", LIST, "资金来源为境外，满足"),
    ("我司准备投资900万元生产浓缩果汁，能申请什么奖励？", JUICE, "投资额不低于800万元，满足"),
    (
        "我们打算在湖滨区投资500万元，用工25人，有哪些奖励？",
        "demo-policy-hubin-services-2024",
        "就业人数不低于20，满足",
    ),
    ("We are a foreign investor planning a ¥60m equipment upgrade: what subsidy?", RENOVATION, "50 million yuan – met"),
    (
        "My ¥40m equipment upgrade: what subsidy is there?",
        RENOVATION,
        "investment of at least 50 million yuan – not met",
    ),
    (
        "We will spend RMB 0.06bn on new equipment. What support can we get?",
        RENOVATION,
        "at least 50 million yuan – met",
    ),
    (
        "We plan to invest 250 million yuan to make storage cells on 100 mu of land. Which policies apply?",
        BATTERY,
        "investment per mu of at least 2.5 million yuan – met",
    ),
    ("We want to invest 9 million yuan in juice concentrate. What support is there?", JUICE, "8 million yuan – met"),
    (
        "Our company is going to build a factory here for US$8 million; we are foreign. Which policies apply?",
        LIST,
        "origin of the funds: abroad – met",
    ),
]

LEFT = [
    "我想建电池厂，适用哪些政策？",
    "I want to build a battery plant. Which policies apply to me?",
    "三门峡有哪些政策支持技术改造？",
    "豫政〔2025〕18号的补助最高多少？",
    "设备和软件一共投0.6亿元，按河南的技改政策最多能补多少？",
    "有家企业设备改造投了四千八百万，够不够豫政〔2025〕18号的门槛？",
    "我投6000万元更新设备，能补多少？",
    "外资能否独资做电解铜箔？",
    "电解铜箔属不属于鼓励外商投资产业目录里的鼓励类？",
    "第29届旅游节签了多少项目？",
    "三门峡铝产业有哪些龙头？",
    "投资1亿元以上的项目有几个？",
    "容缺受理是什么？",
    "我想了解一下三门峡的政策",
    "我们计划去三门峡参观，有什么建议？",
    "我想投资，有哪些政策？",
    "What policies support battery plants?",
    "Our technical renovation costs 45 million yuan. Is the 豫政〔2025〕18号 clause met?",
    "My ¥60m equipment upgrade: how much will it get?",
    "What is the ceiling of the renovation support for a national little giant firm?",
    "May a foreign company own 100% of an electrolytic copper foil plant here?",
    "How many projects above 100 million yuan were signed?",
    "We want to know which policies there are.",
    "Does the green channel waive the environmental assessment?",
    "We plan to visit next week. What is there to see?",
]


@pytest.mark.parametrize(("question", "policy", "words"), ANSWERED, ids=range(len(ANSWERED)))
def test_a_plan_is_held_against_the_clauses_and_each_is_cited(
    ask_matching: Asked, question: str, policy: str, words: str
) -> None:
    answer = ask_matching(question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.plan
    assert words in answer.text
    assert policy in {citation.document_id.rpartition("-")[0] for citation in answer.citations}
    own = " ".join(sentence.text for sentence in answer.sentences)
    quotes = [citation.quote for citation in answer.citations]
    for quote in quotes:
        own = own.replace(quote, "")
    assert not PROMISES.search(own)
    for sentence in answer.sentences:
        cited = [citation.quote for citation in answer.citations if citation.n in sentence.citations]
        assert sentence.framing or (cited and not unsupported(sentence.text, cited))


def test_a_new_plant_is_not_told_to_meet_a_rule_for_renovations(ask_matching: Asked) -> None:
    told = ask_matching("我想投资8000万元在三门峡建一条锂电池电解液生产线，需要40亩地，能享受什么政策？").text
    assert "技术改造补助" not in told or "建设类型为设备更新和技术改造，不满足" in told


def test_a_policy_for_a_chain_like_the_product_goes_before_those_for_any(ask_matching: Asked) -> None:
    answer = ask_matching("我们公司打算投3亿元建电池厂，用工200人，有什么政策？")
    first = next(sentence for sentence in answer.sentences if not sentence.framing)
    assert first.text.startswith("示例储能电池产业链支持办法（2025年）")


def test_a_policy_for_another_chain_is_not_said(ask_matching: Asked) -> None:
    answer = ask_matching(
        "We are a German firm planning a EUR 20 million copper foil plant with 150 jobs. Which policies fit?"
    )
    assert answer.plan
    assert dict(answer.plan)["product"] == "copper foil"
    assert "Mining Equipment" not in answer.text


def test_a_policy_for_the_county_told_is_said_though_its_chain_is_not_known(ask_matching: Asked) -> None:
    answer = ask_matching("我们想做矿山机械再制造，投2000万元，落户渑池，用工60人，有哪些政策？")
    assert "示例矿山装备再制造支持办法（2025年）" in answer.text


def test_only_a_part_is_called_made_up_where_a_real_rule_stands_beside_it(ask_matching: Asked) -> None:
    both = ask_matching("My ¥60m equipment upgrade: what subsidy?")
    assert {"public", "demo"} <= {citation.provenance for citation in both.citations}
    assert both.text.startswith("Please note: part of this is demonstration data")


@pytest.mark.parametrize(
    "question",
    [
        "某省外企业拟投1.2亿元建铝轮毂项目，用地60亩，可匹配哪些政策？",
        "A local firm wants to spend 25 million yuan on new machines. What does it qualify for?",
    ],
)
def test_the_plan_of_somebody_else_is_a_plan(ask_matching: Asked, question: str) -> None:
    assert ask_matching(question).plan


@pytest.mark.parametrize("question", LEFT)
def test_what_is_not_plainly_a_plan_is_left_to_the_texts(public: OpenIndex, question: str) -> None:
    assert plan_answer(question, public, DAY) is None


def test_a_follow_up_changes_the_figure_of_the_plan(ask_matching: Asked) -> None:
    first = "We are a foreign investor planning a ¥60m equipment upgrade: what subsidy?"
    answer = ask_matching("And at ¥40m?", first)
    assert "at least 50 million yuan – not met" in answer.text
    assert dict(answer.plan)["investment"] == "40 million yuan"
    chinese = ask_matching("那4000万呢？", "我打算花6000万元更新设备，河南有什么补助？")
    assert "不低于5000万元，不满足" in chinese.text


def test_what_is_asked_for_comes_first(ask_matching: Asked) -> None:
    answer = ask_matching("We are a foreign investor planning a ¥60m equipment upgrade: what subsidy?")
    stated = [sentence.text for sentence in answer.sentences if not sentence.framing]
    assert stated[0].startswith("Henan technical renovation subsidy")
    assert "at 15% of actual investment in equipment and software" in stated[1]
    assert "at most 10 million yuan" in stated[2]


def test_projects_that_fit_are_said_from_their_records(ask_matching: Asked) -> None:
    for question, name, word in (
        ("我们打算投11亿元做电解液，有哪些招商项目适合？", "示例卢氏县电解液招商项目", "投资额10.5亿元满足"),
        (
            "We want to invest 1.1 billion yuan in electrolyte. Which projects fit?",
            "Example Lushi County Electrolyte",
            "met",
        ),
    ):
        answer = ask_matching(question)
        assert answer.records is not None
        assert answer.records.ids == ("demo-project-217",)
        assert answer.records.provenance == "demo"
        assert name in answer.text
        assert word in answer.text
        assert answer.sentences[0].framing


def test_the_page_shows_the_same_plan(ask_matching: Asked) -> None:
    answer = ask_matching("我想投6000万元做铝轮毂，需要100亩地，外资，能享受哪些政策？")
    message = message_of(answer, TEXTS["zh-Hans"])
    assert f"(/matching?{urlencode(answer.plan)})" in message
    profile = read_profile(dict(answer.plan)).profile
    assert (profile.product, profile.origin) == ("铝轮毂", "foreign")
    assert profile.land is not None
    assert profile.land.lower == 100


def test_an_answer_without_a_plan_leads_to_no_page(ask_matching: Asked) -> None:
    answer = replace(ask_matching("我打算花6000万元更新设备，河南有什么补助？"), plan=())
    assert "/matching" not in message_of(answer, TEXTS["zh-Hans"])


@pytest.fixture(scope="module")
def ask_of_records(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """Asks a library that has policies in a table and no document of them."""
    folder = tmp_path_factory.mktemp("records-alone")
    (folder / "library").mkdir()
    (folder / "library" / "note.md").write_text("# 说明\n\n这是一份说明。\n", "utf-8")
    for name in ("policies", "chains", "links"):
        text = (LIBRARY / "demo" / "records" / f"{name}.csv").read_text("utf-8")
        (folder / "library" / f"{name}.csv").write_text(text, "utf-8")
    return asked(built(folder / "data", folder / "library"), today=DAY)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "我司准备投资900万元生产浓缩果汁，能申请什么奖励？",
            "投资额不低于800万元 满足",
        ),
        (
            "We want to invest 9 million yuan in juice concentrate. What support is there?",
            "investment of at least 8 million yuan met",
        ),
    ],
)
def test_policies_without_documents_are_cited_by_their_records(
    ask_of_records: Callable[[str], Answer], question: str, words: str
) -> None:
    answer = ask_of_records(question)
    assert answer.citations == ()
    assert answer.records is not None
    assert answer.records.entity == "policy"
    assert words in answer.text


def test_a_library_without_records_answers_plans_without_the_database_toolkit(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from assistant.conversations import Conversation\n"
        "from assistant.flow import Assistant\nfrom tests.assistant.samples import CACHE, opened\n"
        f"ask = Assistant(opened(Path({str(tmp_path / 'data')!r})), lambda: date(2026, 11, 25))\n"
        "answer = ask.answer(Conversation('我打算花6000万元更新设备，河南有什么补助？'))\n"
        "assert answer.plan, answer\nassert 'sqlalchemy' not in sys.modules\n"
    )
    library = tmp_path / "library"
    library.mkdir()
    for name in ("henan-technical-renovation-subsidy.zh.md", "henan-technical-renovation-subsidy.en.md"):
        (library / name).write_bytes((LIBRARY / "sanmenxia" / "policies" / name).read_bytes())
    (library / "conditions.yaml").write_bytes((LIBRARY / "sanmenxia" / "policies" / "conditions.yaml").read_bytes())
    built(tmp_path / "data", library)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=LIBRARY.parents[1], check=False
    )
    assert done.returncode == 0, done.stderr
