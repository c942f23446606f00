from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import blocks_of
from corpus.segmenting import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, blocks_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲是一。乙是二！丙呢？丁……", ["甲是一。", "乙是二！", "丙呢？", "丁……"]),
        ("他说：“好。我去。”然后他走了。", ["他说：“好。我去。”", "然后他走了。"]),
        ("他問：「好嗎？」的時候下雨了。", ["他問：「好嗎？」的時候下雨了。"]),
        ("《你好吗？》是一本书。", ["《你好吗？》是一本书。"]),
        ("签约49个（其中23个高端制造。）项目。", ["签约49个（其中23个高端制造。）项目。"]),
        ("数据如下。（注：截至4月。）下一句。", ["数据如下。", "（注：截至4月。）", "下一句。"]),
        ("各部门不得滥用行政职权；各部门不得懒政怠政；行。", ["各部门不得滥用行政职权；", "各部门不得懒政怠政；行。"]),
        ("投资12.6亿元，占地115亩.第二句", ["投资12.6亿元，占地115亩.", "第二句"]),
    ],
)
def test_chinese_stops_end_sentences_outside_short_quotations(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. J. R. R. Smith of Apple Inc. came on Jan. 5.",
        "It cost approx. 3.5 million, e.g. under No. 7 or Art. 10.",
        "The U.S. Army and St. Louis are named on p. 3.",
        "Turnover was $33.77 million (cf. Fig. 3).",
        "It stood at the end... or perhaps not.",
        "See www.example.com/a?b=c for more.",
        "Yahoo! is a firm.",
        "The firm (see Art. 3. It is short.) pays.",
    ],
)
def test_english_points_inside_a_sentence_do_not_end_it(sentence: str) -> None:
    assert sentences(f"{sentence} The next one.") == [sentence, "The next one."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He works at Apple Inc. The firm is big.", ["He works at Apple Inc.", "The firm is big."]),
        ("They left at 5 p.m. It rained.", ["They left at 5 p.m.", "It rained."]),
        ("He asked “Why?” Then he left.", ["He asked “Why?”", "Then he left."]),
        ('"Really?" he asked. "Yes."', ['"Really?" he asked.', '"Yes."']),
        ("It grew.[2] It fell.[13]", ["It grew.[2]", "It fell.[13]"]),
        ("The answer is no. Then what?", ["The answer is no.", "Then what?"]),
        ("It was in 2024. 30 were sold.", ["It was in 2024.", "30 were sold."]),
    ],
)
def test_english_stops_take_their_closing_marks_with_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_wrapped_by_hand_does_not_end_a_sentence() -> None:
    assert sentences("The bureau keeps maps\r\nof its chains. It\r\nworks.") == [
        "The bureau keeps maps\r\nof its chains.",
        "It\r\nworks.",
    ]
    assert sentences("三门峡市商务局按照产业链\n开展招商引资工作，成效\n很好。") == [
        "三门峡市商务局按照产业链\n开展招商引资工作，成效\n很好。"
    ]


def test_a_chinese_title_line_and_a_lead_in_stand_alone() -> None:
    text = "关于某事的通知\n各有关单位：\n为了推进工作，我们决定如下事项并请各有关单位遵照执行。\n　　特此通知"
    assert sentences(text) == [
        "关于某事的通知",
        "各有关单位：",
        "为了推进工作，我们决定如下事项并请各有关单位遵照执行。",
        "特此通知",
    ]


def test_list_items_are_sentences_without_their_bullets_and_with_their_numbers() -> None:
    text = "The chains are:\n\n- aluminium. It is old.\n- copper\n  foil\n1. first\n（一）甲；\n（二）乙。"
    expected = ["The chains are:", "aluminium.", "It is old.", "copper\n  foil", "1. first", "（一）甲；", "（二）乙。"]
    assert sentences(text) == expected


def test_table_rows_are_sentences_and_headers_are_not() -> None:
    assert sentences("| a | b |\n|---|---|\n| 1. X | 2 |\n| 3 | 4 |") == ["| 1. X | 2 |", "| 3 | 4 |"]
    assert sentences("a | b\n--|--\n1 | 2") == ["1 | 2"]


def test_comments_and_rules_are_no_sentences() -> None:
    assert sentences("甲。\n<!-- INFO END -->\n---\n乙。") == ["甲。", "乙。"]


def test_an_over_long_chinese_sentence_is_cut_at_commas_into_even_pieces() -> None:
    text = "，".join(f"第{number}项措施要由有关部门认真落实" for number in range(1, 19)) + "。"
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert all(piece.endswith(("，", "。")) and 60 <= len(piece) <= 120 for piece in pieces)


def test_a_number_and_a_quotation_are_not_cut() -> None:
    text = "项目" * 45 + "总数1，679项“" + "其中，" * 15 + "”" + "条目" * 45
    for piece in sentences(text):
        assert piece.count("1，679") == piece.count("679")
        assert piece.count("“") == piece.count("”")


def test_a_very_long_english_sentence_is_cut_at_semicolons() -> None:
    clause = "the authority shall accept the application within five working days and give a written reply"
    pieces = sentences("; ".join([clause] * 6) + ".")
    assert len(pieces) > 1
    assert all(piece.endswith((";", ".")) for piece in pieces)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "铝",
        "a ",
        "铝，",
        ". ",
        "a. ",
        "(",
        "（铝",
        "“”",
        "\n",
        "铝\n",
        "| ",
        "- ",
        "#",
        "a.”",
        "A.",
        "<!--\n",
        "…",
        "a:\n",
    ],
)
def test_a_hundred_thousand_characters_are_cut_into_bounded_sentences(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    assert all(span.end - span.start <= 600 for span in sentence_spans(text, blocks_of(text)))


_FRAGMENTS = st.sampled_from(
    [
        "甲",
        "。",
        "；",
        "，",
        "“",
        "”",
        "（",
        "）",
        "a",
        "B",
        ".",
        "!",
        "?",
        " ",
        "\n",
        "\r\n",
        "[1]",
        "U.S.",
        "3.5",
        "…",
        ":",
        "《",
        "》",
    ]
)


@given(st.text() | st.lists(_FRAGMENTS, max_size=60).map("".join))
def test_sentences_are_trimmed_ordered_spans_that_hold_every_word(text: str) -> None:
    spans = sentence_spans(text, blocks_of(text))
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end
    inside = {position for span in spans for position in range(span.start, span.end)}
    for block in blocks_of(text):
        if block.kind in ("paragraph", "heading"):
            assert all(text[p].isspace() or p in inside for p in range(block.span.start, block.span.end))


@given(
    st.lists(
        _FRAGMENTS | st.sampled_from(["# 标题\n", "- ", "| a |\n", "|---|\n", "---\n", "第一章 总则\n"]), max_size=40
    )
)
def test_blocks_hold_every_character_that_is_not_white_space_once(parts: list[str]) -> None:
    text = "".join(parts)
    seen = [position for block in blocks_of(text) for position in range(block.span.start, block.span.end)]
    assert seen == sorted(set(seen))
    assert {p for p, character in enumerate(text) if not character.isspace()} <= set(seen)
