"""The tables that lists and groups of records are shown as."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.record_answers import RecordAnswer
from assistant.record_tables import RecordTable
from assistant.terminal_tables import drawn
from tests.assistant.record_questions.tables import Asking, demo_store


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    folder: Path = tmp_path_factory.mktemp("record-tables")
    return Asking.of(demo_store(folder))


def table_for(asking: Asking, question: str) -> RecordTable | None:
    answer = asking.told(question)
    assert isinstance(answer, RecordAnswer)
    return answer.table


def shown(asking: Asking, question: str) -> RecordTable:
    table = table_for(asking, question)
    assert table is not None
    return table


def test_a_list_shows_ten_rows_with_what_tells_most(demo: Asking) -> None:
    table = shown(demo, "义马市的项目有哪些")
    assert table.headers == ("项目", "总投资", "阶段", "产业链")
    assert table.numeric == (False, True, False, False)
    assert len(table.rows) == 10
    assert table.more == 36
    assert table.caption == "项目的清单（县区为义马市），见下表。"


def test_what_was_asked_of_the_rows_comes_first(demo: Asking) -> None:
    assert shown(demo, "到位资金最高的5个项目").headers[1] == "到位资金"
    assert shown(demo, "2026年签约的项目有哪些").headers[1] == "签约日期"


def test_groups_show_their_value_and_how_many_they_are_of(demo: Asking) -> None:
    table = shown(demo, "total investment by county")
    assert table.headers == ("County", "Total investment in all", "Projects")
    assert table.numeric == (False, True, True)
    assert shown(demo, "各县区项目数").headers == ("县区", "项目数")


def test_english_tables_hold_no_chinese_texts(demo: Asking) -> None:
    assert "Chain" not in shown(demo, "List the projects in Yima").headers


def test_the_largest_of_each_group_is_shown_beside_its_group(demo: Asking) -> None:
    table = shown(demo, "各县区投资最大的项目")
    assert table.headers[1:3] == ("县区", "总投资")
    assert table.more == 0


def test_traditional_script_is_shown_in_traditional(demo: Asking) -> None:
    assert shown(demo, "義馬市的項目有哪些").headers[0] == "項目"


@pytest.mark.parametrize("question", ["义马市有多少个项目", "总投资最大的项目是哪个", "哪个县区项目最多"])
def test_one_value_or_row_needs_no_table(demo: Asking, question: str) -> None:
    assert table_for(demo, question) is None


def test_a_terminal_shows_the_table_with_figures_to_the_right() -> None:
    table = RecordTable("表", ("项目", "总投资"), (("示例甲项目", "2亿元"), ("示例乙乙项目", "12亿元")), (False, True))
    lines = [line for line in drawn(table) if "示例" in line]
    assert lines == [" 示例甲项目      2亿元", " 示例乙乙项目   12亿元"]
