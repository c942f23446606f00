"""The desk: questions of every channel, what is kept of them, and closed channels."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.answers import Answer, Outcome, Piece, Sentence
from assistant.conversations import Conversation
from assistant.keeping.keeper import Keeper
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switches
from assistant.keeping.tables import questions
from corpus.schemas import Bilingual
from tests.ui.fakes import FakeAssistant
from ui.desk import Desk, Visit
from ui.running.service import service_of

QUESTION = "第29届黄河文化旅游节签了多少项目？"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "public.sqlite", "public") as opened:
        yield opened


def rows(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as connection:
        columns = (questions.c.question, questions.c.outcome, questions.c.channel)
        return [(row.question, row.outcome, row.channel) for row in connection.execute(select(*columns))]


def ask(desk: Desk, question: str = QUESTION, **visit):
    *_, last = desk.stream(Conversation(question), Visit("one", **{"channel": "page", **visit}))
    return last.answer


def test_a_question_is_kept_when_its_whole_answer_was_handed_out(store: Store):
    with Keeper(store, "public", 184) as keeper:
        desk = Desk(FakeAssistant(), service_of(), keeper)
        ask(desk, channel="api")
        left = desk.stream(Conversation("用自己的话说说第29届"), Visit("two", "page"))
        next(left)
        left.close()
    assert rows(store) == [(QUESTION, "answered", "api")]


def test_a_question_that_broke_something_is_kept_as_one_without_an_answer(store: Store):
    with Keeper(store, "public", 184) as keeper, pytest.raises(RuntimeError):
        ask(Desk(FakeAssistant(), service_of(), keeper), "crash")
    assert rows(store) == [("crash", "unavailable", "page")]


def test_without_its_database_the_reader_still_has_the_answer(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with Store(tmp_path / "file" / "x.sqlite", "public") as store, Keeper(store, "public", 184) as keeper:
        assert ask(Desk(FakeAssistant(), service_of(), keeper)).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (QUESTION, "问答服务现已暂停，请稍后再来。正在核对数据。"),
        ("第29屆黃河文化旅遊節簽了多少項目？", "問答服務現已暫停，請稍後再來。正在核對數據。"),
        ("How many?", "Answering is paused for now. Please come back later. The data are being checked."),
    ],
)
def test_a_closed_channel_says_so_and_asks_nobody(store: Store, question: str, said: str):
    message = Bilingual(zh="正在核对数据。", en="The data are being checked.")
    Switches(store).turn("public_chat", is_open=False, by="li", message=message)
    assistant = FakeAssistant()
    with Keeper(store, "public", 184) as keeper:
        desk = Desk(assistant, service_of(), keeper)
        closed = ask(desk, question)
        assert (closed.outcome, closed.text) == (Outcome.UNAVAILABLE, said)
        assert assistant.asked == []
        assert ask(desk, channel="api").outcome is Outcome.ANSWERED


def test_what_is_broken_is_told_without_paths_and_commands():
    class Broken(FakeAssistant):
        def stream(self, conversation: Conversation) -> Generator[Piece]:
            said = Sentence("No index in /srv/smx/data. Run smx index build.", framing=True)
            yield Piece(Answer("q", "en", "latn", Outcome.UNAVAILABLE, (said,)), is_whole=True)

    told = ask(Desk(Broken(), service_of()), "Is anybody there?")
    assert told.outcome is Outcome.UNAVAILABLE
    assert told.text.startswith("Something is broken on our side")
    assert "/srv" not in told.text
