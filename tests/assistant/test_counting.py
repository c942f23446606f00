"""Questions over records, asked of a library with a table of projects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer, Outcome
from assistant.assembly import IndexLocation
from assistant.conversations import Conversation, Turn
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from assistant.rendering import answer_as_json, answer_as_text
from corpus.schemas import Audience
from tests.assistant.samples import CACHE, built

PROJECTS = """编号,项目名称,项目英文名称,产业链,县区,总投资,币种,单位,阶段,是否发布,牵头领导,数据日期,数据性质
p-1,甲箔材项目,Jia Foil Project,铜箔,灵宝市,12,CNY,亿元,建设,是,领导MARKER,2026-10-31,bureau
p-2,乙箔材项目,Yi Foil Project,铜箔,灵宝市,8000,CNY,万元,签约,否,领导MARKER,2026-10-31,bureau
p-3,丙铝材项目,Bing Aluminium Project,铝,义马市,10,CNY,亿元,建设,是,,2026-10-31,bureau
p-4,丁铝材项目,Ding Aluminium Project,铝,义马市,300,USD,万元,投产,是,,2026-09-30,bureau
p-5,戊铝材项目,Wu Aluminium Project,铝,渑池县,,CNY,亿元,洽谈,否,,2026-10-31,bureau
"""
NOTE = """# The green channel

The green channel is open to 37 firms.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("records") / "library"
    library.mkdir()
    (library / "projects.csv").write_text(PROJECTS, "utf-8")
    (library / "green-channel.md").write_text(NOTE, "utf-8")
    return built(library.parent / "data", library)


class Asking:
    """Asks one audience's assistant."""

    def __init__(self, data: Path, audience: Audience) -> None:
        audiences: tuple[Audience, ...] = ("public", "staff") if audience == "staff" else ("public",)
        self.index = CurrentIndex(IndexLocation(data, CACHE, audiences))
        self._assistant = Assistant(self.index, lambda: date(2026, 11, 24))
        self._audience = audience

    def __call__(self, question: str, *earlier: str) -> Answer:
        return self._assistant.answer(Conversation(question, self._audience, tuple(map(Turn, earlier))))


@pytest.fixture(scope="module")
def ask_staff(data: Path) -> Iterator[Asking]:
    asking = Asking(data, "staff")
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="module")
def ask_public(data: Path) -> Iterator[Asking]:
    asking = Asking(data, "public")
    yield asking
    asking.index.get().close()


def records(answer: Answer) -> dict[str, Any]:
    found = answer_as_json(answer, None)["records"]
    assert isinstance(found, dict), answer.text
    return found


@pytest.mark.parametrize(
    ("question", "value", "matched"),
    [
        ("灵宝市有多少个项目？", 2, 2),
        ("靈寶市有多少個項目？", 2, 2),
        ("How many projects are in Lingbao?", 2, 2),
        ("总投资超过10亿元的项目有几个？", 1, 1),
        ("总投资10亿元以上的项目有几个？", 2, 2),
        ("What is the total investment of the projects in Lingbao?", 1_280_000_000, 2),
        ("灵宝市项目总投资一共多少？", 1_280_000_000, 2),
        ("义马市项目的平均总投资是多少？", 1_000_000_000, 2),
    ],
)
def test_counts_over_all_rows(ask_staff: Asking, question: str, value: int, matched: int) -> None:
    answer = ask_staff(question)
    assert answer.outcome is Outcome.ANSWERED
    assert (records(answer)["value"], records(answer)["matched"], records(answer)["total"]) == (value, matched, 5)


def test_every_sentence_cites_the_records(ask_staff: Asking) -> None:
    answer = ask_staff("灵宝市有多少个项目？")
    assert answer.text.startswith("项目的数量（县区为灵宝市）是2个。")
    assert "数据日期2026-10-31" in answer.text
    rendered = answer_as_json(answer, "7")
    assert {tuple(sentence["citations"]) for sentence in rendered["sentences"]} == {(1,)}
    [citation] = rendered["citations"]
    assert (citation["kind"], citation["record_ids"], citation["locator"]) == ("record", ["p-1", "p-2"], "2 / 5")
    assert "p-1, p-2" in answer_as_text(answer)


def test_says_what_is_not_counted(ask_staff: Asking) -> None:
    answer = ask_staff("总投资超过1亿元的项目有几个？")
    assert records(answer)["value"] == 2
    assert "1条记录没有填写" in answer.text
    assert "1条记录的金额是其他币种" in answer.text


def test_the_public_side_counts_what_is_published_alone(ask_public: Asking) -> None:
    answer = ask_public("灵宝市有多少个项目？")
    assert (records(answer)["value"], records(answer)["total"]) == (1, 3)
    assert "MARKER" not in str(answer_as_json(ask_public("灵宝市的项目清单"), None))


def test_a_follow_up_narrows_the_query_before(ask_staff: Asking) -> None:
    assert records(ask_staff("其中在建的有几个？", "灵宝市有多少个项目？"))["value"] == 1


def test_asks_back_when_a_part_is_not_understood(ask_staff: Asking) -> None:
    answer = ask_staff("总投资10亿元左右的项目有几个？")
    assert answer.outcome is Outcome.NEEDS_DETAIL
    assert answer_as_json(answer, None)["records"] is None


def test_texts_are_still_answered_from(ask_staff: Asking) -> None:
    answer = ask_staff("How many firms is the green channel open to?")
    assert "37 firms" in answer.text
    assert answer.records is None


@pytest.mark.parametrize(
    ("question", "said"), [("它在哪个县区？", "灵宝市"), ("who leads it?", "领导MARKER"), ("阶段呢？", "建设")]
)
def test_a_question_goes_on_about_the_one_record_that_was_found(ask_staff: Asking, question: str, said: str) -> None:
    answer = ask_staff(question, "总投资最大的项目是哪个？")
    assert records(answer)["matched"] == 1
    assert said in answer.text or said in str(records(answer)["rows"])


def test_a_look_up_cites_the_record(ask_public: Asking) -> None:
    answer = ask_public("甲箔材项目的总投资是多少")
    assert answer.outcome is Outcome.ANSWERED
    assert records(answer) == {
        "query": "甲箔材项目：总投资", "matched": 1, "total": 3,
        "rows": [{"id": "p-1", "total_investment": "12亿元"}], "value": 1_200_000_000,
    }  # fmt: skip
    assert answer_as_json(answer, None)["citations"][0]["record_ids"] == ["p-1"]


def test_why_measures_are_not_added_is_said(ask_staff: Asking) -> None:
    answer = ask_staff("总投资和签约金额加起来是多少")
    assert answer.outcome is Outcome.NEEDS_DETAIL
    assert "不能相加" in answer.text


def test_a_list_is_a_table_on_the_terminal(ask_staff: Asking) -> None:
    lines = answer_as_text(ask_staff("List the projects in Lingbao")).splitlines()
    assert any(line.split() == ["Jia", "Foil", "Project", "1.2", "billion", "yuan", "construction"] for line in lines)


def test_a_word_that_names_on_record_hold_is_asked_back_about_with_those_names(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    named = PROJECTS.replace(",铜箔,", ",电子铜箔,").replace("是,领导MARKER", "是,").replace("否,领导MARKER", "否,")
    (library / "projects.csv").write_text(named, "utf-8")
    (library / "note.md").write_text("# 铜箔项目\n\n灵宝的铜箔项目须先办理备案。\n", "utf-8")
    asking = Asking(built(tmp_path / "data", library), "public")
    answer = asking("灵宝有没有铜箔项目？")
    asking.index.get().close()
    assert answer.outcome is Outcome.NEEDS_DETAIL
    assert "记录中含有这个词的名称：电子铜箔" in answer.text
