"""Askers at a served assistant: what they hold against each other must be able to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import replace

import pytest

from assistant.answers import Piece
from assistant.conversations import Conversation
from eval.loading.askers import Load, besiege, references
from eval.loading.asking import Door, NotAnswered, ask
from tests.ui.conftest import running
from tests.ui.fakes import FakeAssistant, FakeLibrary

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

QUESTIONS = (
    "第29届签了多少项目？",
    "How many projects were signed at the 29th festival?",
    "外商投资鼓励目录用哪一版？",
)
LOAD = Load(askers=6, seconds=1.0, think_seconds=0.05)


class Confused(FakeAssistant):
    """Gives every third question the answer to another one, and fails every tenth."""

    def stream(self, conversation: Conversation) -> Generator[Piece]:
        number = len(self.asked)
        if number > len(QUESTIONS) and number % 10 == 0:
            self.asked.append(conversation)
            raise RuntimeError
        for piece in super().stream(conversation):
            is_mixed_up = number > len(QUESTIONS) and number % 3 == 0
            other = super().answer(Conversation("weather")) if is_mixed_up else piece.answer
            yield replace(piece, answer=replace(other, question=conversation.question))


def door_of(address: str) -> Door:
    return Door(int(address.rpartition(":")[2]))


def test_many_at_once_each_get_the_answer_to_their_own_question():
    with running(FakeAssistant(), FakeLibrary()) as address:
        right = asyncio.run(references(door_of(address), QUESTIONS))
        heard = asyncio.run(besiege(door_of(address), LOAD, right))
    assert len(heard.answers) > LOAD.askers
    assert (heard.wrong, dict(heard.failures)) == ([], {})
    assert all(0 < told.first_ms <= told.whole_ms for told in heard.answers)


def test_an_answer_to_somebody_else_and_a_failure_are_both_noticed():
    with running(Confused(), FakeLibrary()) as address:
        right = asyncio.run(references(door_of(address), QUESTIONS))
        heard = asyncio.run(besiege(door_of(address), LOAD, right))
    assert heard.wrong
    assert set(heard.failures) == {"problem 500"}


def test_where_nobody_serves_the_asker_is_told_why():
    with running(FakeAssistant(), FakeLibrary()) as address:
        door = door_of(address)
    with pytest.raises(NotAnswered, match="ConnectionRefusedError"):
        asyncio.run(ask(door, QUESTIONS[0], "one"))
