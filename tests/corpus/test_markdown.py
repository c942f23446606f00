from __future__ import annotations

import pytest

from corpus.markdown import sections_of


def sections(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(section.headings, text[section.span.start : section.span.end]) for section in sections_of(text)[1]]


def test_sections_stand_under_the_path_of_their_headings() -> None:
    text = "# 题\n引言\n## 甲 ##\n一\n### **乙**\n二\n## 丙\n三\n# 另一题\n四"
    assert sections_of(text)[0] == "题"
    assert sections(text) == [
        ((), "引言"),
        (("甲",), "一"),
        (("甲", "乙"), "二"),
        (("丙",), "三"),
        (("另一题",), "四"),
    ]


def test_chapters_of_a_statute_are_headings_without_marks() -> None:
    text = "# 条例\n\n第一章　总则\n\n第一条 甲。\n\n第二节 许可\n\n第二条 乙。\n\n第三章规定的程序适用。"
    assert sections(text) == [
        (("第一章 总则",), "第一条 甲。"),
        (("第一章 总则", "第二节 许可"), "第二条 乙。\n\n第三章规定的程序适用。"),
    ]


@pytest.mark.parametrize("text", ["正文没有标题。", "#标签不是标题", "甲\n# 乙", ""])
def test_the_title_is_the_first_heading_wherever_it_stands(text: str) -> None:
    assert sections_of(text)[0] == ("乙" if "# 乙" in text else None)


def test_a_first_heading_of_a_lower_level_is_also_a_section() -> None:
    assert sections("## 甲\n一") == [(("甲",), "一")]


def test_line_ends_of_every_kind_are_understood() -> None:
    assert sections("# A\r\n\r\nOne.\r\n## B\r\nTwo.") == [((), "One."), (("B",), "Two.")]
    assert sections("# A\rOne.\r## B\rTwo.") == [((), "One."), (("B",), "Two.")]
