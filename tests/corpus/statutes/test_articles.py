from __future__ import annotations

import pytest

from corpus.chunking import Limit, passages_of
from tests.corpus.statutes.samples import ENGLISH, NEW, OLD, document_of


def located(text: str, name: str = "law.md") -> list[tuple[str, ...]]:
    return [(*passage.headings, passage.locator) for passage in passages_of(document_of(text, name))]


def test_plain_lines_are_read_article_by_article_under_their_chapters():
    assert located(NEW, "law.txt") == [
        ("段落 1",),
        ("第一章 总 则", "第一条"),
        ("第一章 总 则", "第二条"),
        ("第一章 总 则", "第二条之一"),
        ("第二章 登记", "第三条"),
        ("第二章 登记", "第四条"),
        ("第三章 附 则", "第五条"),
        ("第三章 附 则", "附件：示例收费表"),
    ]
    third = next(p for p in passages_of(document_of(NEW, "law.txt")) if p.locator == "第三条")
    assert third.text.startswith("第三条")
    assert third.text.endswith("不予登记。")


def test_an_english_translation_is_read_in_the_same_way():
    chapters = ("Chapter I General Provisions", "CHAPTER II Supplementary Provisions")
    assert located(ENGLISH)[1:] == [
        (chapters[0], "Article 1"),
        (chapters[0], "Article 2"),
        (chapters[1], "Article 3"),
    ]


def test_articles_set_off_by_nothing_are_told_by_their_unbroken_numbers():
    lines = [f"第{n}条本办法的规定之{n}。" for n in "一二三四"]
    lines.insert(2, "第九条规定的情形除外。")
    assert [locator for *_, locator in located("\n\n".join(["# 示例办法", *lines]))] == [
        "第一条",
        "第二条",
        "第三条",
        "第四条",
    ]


def test_a_long_article_is_cut_at_its_paragraphs_and_keeps_its_number():
    paragraphs = [f"登记机关应当办理第{n}类登记。" * 20 for n in "甲乙丙丁"]
    text = "\n\n".join(["# 示例法", "第一条 本法。", "第二条 " + paragraphs[0], *paragraphs[1:], "第三条 完。"])
    passages = passages_of(document_of(text), Limit(600, 800))
    assert [passage.locator for passage in passages] == ["第一条", "第二条", "第二条", "第三条"]
    assert all(passage.text.endswith("。") for passage in passages)


@pytest.mark.parametrize(
    "text",
    [
        "# 新闻\n\n根据《公司法》有关规定办理。\n\n第二十条规定，公司可以这样做。\n\n第三条、第四条另有规定。",
        "# 生产\n\n第一条生产线已经投产。\n\n第二条生产线正在安装。\n\n第三条生产线明年开工。",
        "# 三条铝链\n\n第一条 铝加工。\n\n第二条 铝材。\n\n第三条 再生铝。",
        "# News\n\nArticle 20 of the Company Law was discussed.\n\nArticles 3 and 4 were not.",
        "# 公司法解读\n\n修改后的第二十条\n规定了社会责任。\n\n违反第三条的，依照第四条处理。",
    ],
)
def test_an_ordinary_text_that_speaks_of_articles_has_none(text: str):
    document = document_of(text)
    assert document.articles == 0
    assert all(passage.locator.startswith(("段落", "paragraph")) for passage in passages_of(document))


def test_excerpts_keep_the_numbers_that_they_give():
    text = "# 示例登记法（节选）\n\n第四条 甲。\n\n第九条 乙。"
    assert located(text) == [("第四条",), ("第九条",)]
    assert document_of(text).articles == 2


def test_articles_under_headings_of_their_own_keep_their_number_below_them():
    text = (
        "# 示例办法\n\n## 第一条 目的\n\n甲。\n\n### 说明\n\n乙。\n\n## 第二条 范围\n\n丙。\n\n## 第三条 施行\n\n丁。"
    )
    assert [locator for *_, locator in located(text)] == ["第一条", "第一条", "第二条", "第三条"]


def test_lines_that_show_nothing_are_no_passages():
    shown = OLD.replace("第二条", "\u200b\n\n\u200b\n\n第二条")
    assert [p.text for p in passages_of(document_of(shown))] == [p.text for p in passages_of(document_of(OLD))]
