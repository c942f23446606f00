from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.answers import Answer, Outcome, Sentence
from assistant.conversations import Conversation
from tests.ui.fakes import FakeAssistant, cite
from ui.literals import literal
from ui.messages import message_of
from ui.texts import TEXTS

ENGLISH, CHINESE = TEXTS["en"], TEXTS["zh-Hans"]


def answered(question: str) -> Answer:
    return FakeAssistant().answer(Conversation(question))


@pytest.mark.parametrize("text", ["<img src=x>", "![p](https://x.invalid/p)", "**b**", "[a](javascript:x)", "a\n# b"])
def test_text_from_a_document_cannot_become_markup(text):
    escaped = literal(text)
    assert "<" not in escaped
    assert "\n" not in escaped
    for mark in "![]*#(":
        assert f"\\{mark}" in escaped or mark not in text


def test_each_sentence_is_followed_by_its_chips():
    message = message_of(answered("第29届签了多少项目？"), CHINESE)
    assert message.index("613") < message.index("[\\[1\\]](/documents/report-2024-zh?") < message.index("其中高端")


def test_an_unfinished_message_has_no_sources_and_no_copy_link():
    answer = answered("第29届签了多少项目？")
    assert "#copy" not in message_of(answer, CHINESE, 1)
    assert "其中高端" not in message_of(answer, CHINESE, 1)
    assert message_of(answer, CHINESE).endswith("(#copy)")


def test_a_superseded_source_is_labelled():
    assert "**Superseded**" in message_of(answered("Which catalogue?"), ENGLISH)


def test_a_demonstration_source_is_labelled():
    assert "**Demonstration data" in message_of(answered("demo"), ENGLISH)


def test_a_source_in_the_other_language_is_named():
    lines = message_of(answered("第29届签了多少项目？"), CHINESE).splitlines()
    assert [line.endswith("原文为英文") for line in lines if line.startswith("- ")] == [False, True]


def test_quotes_from_one_place_share_a_line_of_sources():
    lines = [
        line for line in message_of(answered("第29届签了多少项目？"), CHINESE).splitlines() if line.startswith("- ")
    ]
    assert [re.findall(r"\d(?=\\\])", line) for line in lines] == [["1", "3"], ["2"]]


def test_a_refusal_offers_to_copy_no_sources():
    assert message_of(answered("weather"), ENGLISH).endswith("[Copy the answer](#copy)")


def test_a_title_with_quotes_and_brackets_stays_inside_its_chip():
    citation = replace(cite(1, "demo-en", "Demonstration text"), title='A "quoted" <b> \\ title')
    answer = Answer("q", "en", "latn", Outcome.ANSWERED, (Sentence("Text.", (1,)),), (citation,))
    first = message_of(answer, ENGLISH).splitlines()[0]
    assert first.endswith('"Source 1: A &quot;quoted&quot; &lt;b&gt; \\\\ title")')
