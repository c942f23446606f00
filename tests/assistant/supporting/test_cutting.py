"""Sentences are cut alike wherever the pieces of a stream end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.supporting import Cut, SentenceCutter


def cut(pieces: Sequence[str]) -> list[tuple[str, str]]:
    cutter = SentenceCutter()
    cuts = [found for piece in pieces for found in cutter.feed(piece)] + cutter.finish()
    return [(found.text, " ".join(found.sources)) for found in cuts]


def test_a_marker_belongs_to_the_sentence_it_stands_in_or_follows():
    assert cut(["It has 24 firms [S1]. Output was 26 billion yuan. [S2][S3] Gold is another chain [S1, S2]."]) == [
        ("It has 24 firms.", "S1"),
        ("Output was 26 billion yuan.", "S2 S3"),
        ("Gold is another chain.", "S1 S2"),
    ]


def test_markers_that_lead_their_sentences_stay_with_them():
    assert cut(["[S1] It has 24 firms. [S2] Output was 26 billion yuan."]) == [
        ("It has 24 firms.", "S1"),
        ("Output was 26 billion yuan.", "S2"),
    ]


def test_chinese_sentences_are_cut_at_full_stops_and_not_at_semicolons():
    assert cut(["铝有24家企业；金有9家企业【S1】。产值260亿元。［Ｓ２、S3］铜箔在灵宝【来源：S4】。"]) == [
        ("铝有24家企业；金有9家企业。", "S1"),
        ("产值260亿元。", "S2 S3"),
        ("铜箔在灵宝。", "S4"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Output rose by 3.5 % to 11.63 billion yuan.",
        "See No. 18 of the U.S. Department of Commerce, i.e. the second one.",
        "He said “It works. It is done.” and left.",
        "宝鑫公司（见第3.2节。下同）称“已投产。现扩建”，并将招工。",
    ],
)
def test_stops_inside_a_sentence_do_not_end_it(text: str):
    assert cut([f"{text[:-1]} [S1]{text[-1]}"]) == [(text, "S1")]


def test_list_items_lose_their_bullets_and_emphasis():
    assert cut(["- **Aluminium**: 24 firms [S1]\n2. Gold: 9 firms [S2]\n* 铜箔：灵宝 [S3]"]) == [
        ("Aluminium: 24 firms", "S1"),
        ("Gold: 9 firms", "S2"),
        ("铜箔：灵宝", "S3"),
    ]


def test_a_block_of_code_is_one_cut_with_its_fences():
    assert cut(["Run this:\n```sh\nrm -rf a. B\n```\nDone now [S1]."]) == [
        ("Run this:", ""),
        ("```sh\nrm -rf a. B\n```", ""),
        ("Done now.", "S1"),
    ]


def test_a_block_of_code_that_never_closes_is_given_at_the_end():
    assert cut(["```\nprint(1) [S1]"]) == [("```\nprint(1) [S1]", "")]


def test_brackets_that_hold_no_tokens_stay():
    assert cut(["豫政[2025]18号补助15%[S1]。", "A [new] rule of [2024] holds [S2]."]) == [
        ("豫政[2025]18号补助15%。", "S1"),
        ("A [new] rule of [2024] holds.", "S2"),
    ]


def test_bare_numbers_are_markers_that_nothing_answers_to():
    assert cut(["It has 24 firms [1]."]) == [("It has 24 firms.", "1")]


def test_a_marker_that_never_closes_is_dropped():
    assert cut(["It has 24 firms [S1"]) == [("It has 24 firms", "")]


def test_a_token_cited_twice_is_given_once():
    assert cut(["Aluminium [S1] and gold [S1][S2]."]) == [("Aluminium and gold.", "S1 S2")]


def test_a_sentence_is_given_as_soon_as_the_next_one_begins():
    cutter = SentenceCutter()
    assert cutter.feed("铝有24家企业[S1]。") == []
    assert cutter.feed("金") == [Cut("铝有24家企业。", ("S1",))]
    assert cutter.feed("有9家。[S2") == []
    assert cutter.feed("]铜") == [Cut("金有9家。", ("S2",))]


def test_what_never_ends_is_given_in_bounded_parts():
    cutter = SentenceCutter()
    given = [found for _ in range(50) for found in cutter.feed("word " * 40)]
    assert len(given) >= 5
    assert max(len(found.text) for found in given) <= 1_200


_SAMPLES = (
    "It has 24 firms [S1]. Dr. Li (see No. 3.) said “Yes. No.” twice [S1][S2]. [S3] Next? Yes!\n\n- one [S1]\n- two",
    "铝有24家企业[S1]。产能为510万吨【S2】，同比增长3.5%。[S1、S3]“第二句。”在此；还有……一句？！【Ｓ１】"
    "\n```x\ny。\n```末 [S",
)


@given(st.sampled_from(_SAMPLES), st.lists(st.integers(1, 9), min_size=1, max_size=200))
def test_where_pieces_end_changes_nothing(text: str, sizes: list[int]):
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    assert cut([*pieces, text[at:]]) == cut([text])


@given(st.text("甲乙 .。！[]【】S1,，`\n“”（）12-*", max_size=120))
def test_no_word_is_lost_or_added(text: str):
    letters = "".join(c for c in "".join(found for found, _ in cut([text])) if c in "甲乙")
    assert letters == "".join(c for c in text if c in "甲乙")
