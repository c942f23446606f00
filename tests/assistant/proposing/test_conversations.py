"""Conversations of ten turns in either language, with a model that words answers and one that also reads questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from assistant.answers import Answer, Outcome
from assistant.conversations import Conversation, Turn
from corpus.quantities import unsupported
from eval.scripted_model import replies
from tests.assistant.proposing.test_proposing import first_sentence
from tests.assistant.samples import Asked

CHINESE = (
    "你好", "茶叶企业每家可以申请多少补贴？", "由谁受理？", "第12届风筝节签了多少项目？", "具体在哪个镇？",
    "盐业展馆有多少件东西？", "竹纸作坊有多少名工匠？", "一年做多少张？", "能保证给我补贴吗？", "谢谢",
)  # fmt: skip
ENGLISH = (
    "Hello", "What subsidy may each tea firm apply for?", "Who accepts the applications?",
    "How many projects were signed at the 12th Kite Festival?", "And which town hosted?",
    "How many objects does the salt museum hold?", "Since what year has the place welcomed people?",
    "How many craftspeople work with bamboo sheets?", "Can you guarantee me the subsidy?", "Thanks",
)  # fmt: skip
READ: Mapping[str, Mapping[str, str]] = {
    "具体在哪个镇？": {"question": "第12届风筝节在哪个镇举办？"},
    "盐业展馆有多少件东西？": {"translation": "How many objects does the salt museum hold?"},
    "Since what year has the place welcomed people?": {"question": "In which year did the salt museum open?"},
    "How many craftspeople work with bamboo sheets?": {"translation": "竹纸作坊有多少名工匠？"},
}
WRONG = "It costs 77,777 euros. [S1] 共计77777欧元。[S1]"


def reading_and_writing(said: list[str]) -> str:
    """Reads questions as the table has it, and words answers with a true sentence and false ones behind it."""
    task = said[-1]
    if "JSON" not in task:
        return f"{first_sentence(said)} {WRONG}"
    question = task.partition("<question>\n")[2].partition("\n</question>")[0]
    return json.dumps(READ.get(question, {}), ensure_ascii=False)


def conversed(asking: Asked, questions: tuple[str, ...]) -> list[Answer]:
    turns: list[Turn] = []
    answers = []
    for question in questions:
        answers.append(asking.assistant.answer(Conversation(question, turns=tuple(turns))))
        turns.append(Turn(question, answers[-1].text))
    return answers


def assert_true(answer: Answer) -> None:
    assert "77" not in answer.text
    for sentence in answer.sentences:
        quotes = [citation.quote for citation in answer.citations if citation.n in sentence.citations]
        assert sentence.framing or (quotes and not unsupported(sentence.text, quotes))


@pytest.mark.parametrize("questions", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_ten_turns_stay_true_and_a_model_that_reads_answers_only_what_was_not_understood(
    ask: Asked, scripted: Callable[..., Any], questions: tuple[str, ...]
) -> None:
    worded, wording = scripted(ask, replies(reading_and_writing))
    read, reading = scripted(ask, replies(reading_and_writing), understanding=True)
    without, with_it = conversed(worded, questions), conversed(read, questions)
    for question, one, other in zip(questions, without, with_it, strict=True):
        assert_true(one)
        assert_true(other)
        if question in READ:
            assert one.outcome in (Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE)
            assert other.outcome is Outcome.ANSWERED
            assert other.sentences[0].framing
        else:
            assert (one.text, one.citations, one.outcome) == (other.text, other.citations, other.outcome)
    assert [answer.composer for answer in with_it].count("model") >= 5  # a sentence beside the point is not taken
    assert not [one for one in wording.exchanges if "JSON" in one.said[-1]]
    assert len([one for one in reading.exchanges if "JSON" in one.said[-1]]) == sum(one in READ for one in questions)
