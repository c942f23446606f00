from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import blocks_of
from corpus.chunking import LIMITS, Limit, passages_of
from corpus.documents import Document, Passage, Span
from corpus.markdown import sections_of
from corpus.schemas import Language
from corpus.segmenting import sentence_spans


def own_sentences(text: str) -> tuple[Span, ...]:
    return sentence_spans(text, blocks_of(text))


def document(text: str, language: Language = "zh", as_of: str | None = None) -> Document:
    return Document("d", "题", language, text, sections_of(text)[1], "d.md", as_of=as_of)


def locators(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.locator for passage in passages]


def test_a_plain_paragraph_is_one_passage() -> None:
    chinese, english = "三门峡发展铝产业。" * 166, "The city makes aluminium. " * 96
    assert [p.text for p in passages_of(document(chinese))] == [chinese]
    assert [p.text for p in passages_of(document(english, "en"))] == [english.strip()]


def test_a_longer_paragraph_is_cut_between_sentences_into_even_passages() -> None:
    passages = passages_of(document("三门峡发展铝产业。" * 300))
    assert len(passages) == 3
    assert all(p.text.endswith("。") and len(p.text) <= LIMITS["zh"].passage for p in passages)
    assert max(len(p.text) for p in passages) - min(len(p.text) for p in passages) <= 20


def test_each_section_is_a_passage_under_its_path_of_headings() -> None:
    passages = passages_of(document("# 题\n\n引言。\n\n## 绿色通道\n\n甲。\n\n乙。\n\n### 条件\n\n丙。\n"))
    assert locators(passages) == ["段落 1", "绿色通道", "绿色通道 › 条件"]
    assert [p.text for p in passages] == ["引言。", "甲。\n\n乙。", "丙。"]
    assert passages[2].headings == ("绿色通道", "条件")


def test_each_article_is_a_passage_that_is_found_by_its_number() -> None:
    text = "# 条例\n\n2020年通过\n\n## 第二章 市场\n\n第十条 甲。\n\n乙。\n\n第十一条　丙。\n\n### 第十二条之一\n\n丁。"
    assert locators(passages_of(document(text))) == ["段落 1", "第十条", "第十一条", "第十二条之一"]
    english = (
        "Article 4 The State grants equal treatment.\n\nArticle 5 of another law is mentioned.\n\nArticle 6. Next."
    )
    assert locators(passages_of(document(english, "en"))) == ["Article 4", "Article 6"]


def test_without_headings_paragraphs_are_counted() -> None:
    paragraph = "三门峡发展铝产业。" * 50
    passages = passages_of(document("\n\n".join([paragraph] * 5)))
    assert locators(passages) == ["段落 1–2", "段落 3–4", "段落 5"]
    assert locators(passages_of(document("One.\n\nTwo.", "en"))) == ["paragraphs 1–2"]


def test_a_table_stays_with_its_caption_and_a_long_one_is_cut_between_rows() -> None:
    short = "投资额如下\n\n| 年 | 额 |\n|---|---|\n| 2023 | 5 |\n"
    long = short + "".join(f"| {year} | 共{year}亿元人民币 |\n" for year in range(1000, 1100))
    filler = "说明文字。" * 30
    texts = [p.text for p in passages_of(document(f"{filler}\n\n{short}"), Limit(160, 200))]
    assert texts == [filler, short.strip()]
    parts = [p.text for p in passages_of(document(long))]
    assert len(parts) > 1
    assert parts[0].startswith("投资额如下")
    assert all(line.startswith("|") and line.endswith("|") for part in parts[1:] for line in part.splitlines())


def test_a_list_stays_with_its_lead_in() -> None:
    filler = "说明文字。" * 30
    texts = [p.text for p in passages_of(document(f"{filler}\n\n材料包括：\n\n- 甲\n- 乙\n"), Limit(160, 200))]
    assert texts == [filler, "材料包括：\n\n- 甲\n- 乙"]


def test_comments_make_no_passage() -> None:
    assert [p.text for p in passages_of(document("# 题\n<!-- INFO END -->\n\n第一条 甲。"))] == ["第一条 甲。"]


def test_ids_depend_on_what_is_said_and_where_and_as_of_when() -> None:
    text = "## 甲\n\n同样的话。\n\n## 乙\n\n同样的话。"
    first, second = passages_of(document(text))
    assert first.id != second.id
    assert len(first.id) == 16
    assert passages_of(document("序言。\n\n" + text))[1].id == first.id
    assert passages_of(document(text, as_of="2024"))[0].id != first.id


def test_the_same_words_twice_in_one_place_have_two_ids() -> None:
    first, second = passages_of(document("## 甲\n\n同样的话。\n\n## 甲\n\n同样的话。"))
    assert second.id == f"{first.id}-2"


_PARTS = st.sampled_from(
    [
        *(
            "# 题\n",
            "## 甲\n",
            "第一章 总则\n",
            "第十条 规定。",
            "Article 4 The",
            "- 项\n",
            "1. 一\n",
            "材料：\n",
            "<!-- x -->\n",
        ),
        *(
            "| a | b |\n",
            "|---|---|\n",
            "甲乙丙。",
            "A word. ",
            "\n",
            "\n\n",
            "\r\n",
            "   ",
            "没有标点的长文字" * 3,
            "---\n",
            "```\n",
            "    # x\n",
        ),
    ]
)


@given(st.lists(_PARTS, max_size=40).map("".join) | st.text(max_size=200), st.integers(5, 60))
def test_passages_are_exact_ordered_and_hold_every_word_once_in_whole_sentences(text: str, longest: int) -> None:
    read = document(text)
    passages = passages_of(read, Limit(longest, longest + longest // 2))
    end = 0
    for passage in passages:
        assert end <= passage.span.start < passage.span.end
        assert passage.text == text[passage.span.start : passage.span.end] == passage.text.strip()
        end = passage.span.end
    inside = {position for passage in passages for position in range(passage.span.start, passage.span.end)}
    for block in blocks_of(text):
        if block.kind not in ("heading", "markup"):
            assert all(text[p].isspace() or p in inside for p in range(block.span.start, block.span.end))
    expected = [
        (section.span.start + sentence.start, section.span.start + sentence.end)
        for section in read.sections
        for sentence in own_sentences(text[section.span.start : section.span.end])
    ]
    assert [(s.start, s.end) for passage in passages for s in passage.sentences] == expected
    assert all(
        passage.span.start <= s.start and s.end <= passage.span.end for passage in passages for s in passage.sentences
    )
    assert len({passage.id for passage in passages}) == len(passages)
