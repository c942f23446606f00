"""What is no question over chains, or not clear enough to be one, and the words that make one."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.chain_questions.parts import fixed_words
from assistant.record_questions.lexing import folded
from tests.assistant.chain_questions.tables import Asking


@pytest.mark.parametrize(
    "question",
    [
        "上游",
        "环节",
        "示例产业链A",
        "轻合金熔铸",
        "示例产业链A有多少个环节",
        "示例产业链A的投资额是多少",
        "灵宝市有哪些企业做型材挤压",
        "示例产业链A的龙头企业有哪些",
        "轻合金熔铸的上游价格是多少",
        "为什么轻合金熔铸的上游只有两个环节",
        "轻合金熔铸和型材挤压的上游有哪些",
        "示例产业链A和示例产业链B有哪些环节",
        "示例产业链B的轻合金熔铸上游有哪些",
        "哪些环节没有政策",
        "谁是局长",
        "示例产业链A有什么风险",
        "What are the strengths of Example Chain A?",
        "Which firms lead Example Chain A?",
        "What will light alloy casting feed next year?",
        "Is light alloy casting upstream of profile extrusion?",
        "Who supplies",
        "我想投资型材挤压，有什么政策",
    ],
)
def test_is_no_question_over_chains(staff: Asking, question: str) -> None:
    assert staff.understood(question) is None


def test_a_long_text_is_none(staff: Asking) -> None:
    assert staff.understood("轻合金熔铸的上游" * 100) is None


def test_every_word_plays_one_part() -> None:
    words = Counter(word for word, _ in {(folded(word), part) for word, part in fixed_words()})
    assert [word for word, count in words.items() if count > 1] == []
