from pathlib import Path

import pytest

from assistant.answers import Outcome
from tests.assistant.samples import Asked, asked, built, write_library


@pytest.mark.parametrize(
    "question",
    [
        "How old is the universe?",
        "Who wrote Hamlet?",
        "How do I get a divorce?",
        "What is the capital of France?",
        "Explain quantum entanglement.",
        "宇宙有多大？",
        "人生的意义是什么？",
        "谁赢了世界杯？",
        "法国的首都是哪里？",
        "離婚怎麼分財產？",
        "貓咪吃什麼？",
    ],
)
def test_what_nothing_in_the_library_comes_near_is_out_of_scope(ask_shipped: Asked, question: str) -> None:
    answer = ask_shipped(question)
    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert not answer.citations
    assert answer.likelihood is not None


@pytest.mark.parametrize(
    "question",
    [
        "What is the minimum wage?",
        "Are there international schools for our engineers' children?",
        "Is there an airport nearby?",
        "Who makes tyres in Sanmenxia?",
        "How many robots does Kaiman have?",
        "3216",
        "gallium",
        "EIA",
        "Does Lushi grow saffron?",
        "What incentives does Luoyang offer to car makers?",
        "最低工资是多少？",
        "孩子上学怎么解决？",
        "附近有机场吗？",
        "卢氏种藏红花吗？",
        "廠房租金多少？",
        "环评",
        "镓",
        "怎么投诉？",
    ],
)
def test_what_an_investor_may_ask_is_never_out_of_scope(ask_shipped: Asked, question: str) -> None:
    assert ask_shipped(question).outcome is not Outcome.OUT_OF_SCOPE


def test_a_question_that_shares_its_words_with_a_sentence_is_near_whatever_its_meaning(ask: Asked) -> None:
    assert ask("412?").outcome is not Outcome.OUT_OF_SCOPE  # objects in the salt museum
    assert ask("86?").outcome is Outcome.OUT_OF_SCOPE


def test_nothing_is_far_from_a_library_that_does_not_say_what_it_is_for(tmp_path: Path) -> None:
    ask = asked(built(tmp_path / "data", write_library(tmp_path / "library", profile=False)))
    assert ask("How old is the universe?").outcome is Outcome.NOT_FOUND


def test_an_answer_is_not_lost_because_its_question_is_in_the_other_script(ask_shipped: Asked) -> None:
    assert ask_shipped("連翹").outcome is Outcome.ANSWERED
