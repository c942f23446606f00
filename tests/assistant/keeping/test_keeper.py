"""What a serving process keeps, and what happens while the database is away."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.keeping.feedback import Feedback
from assistant.keeping.keeper import Keeper, Receipt
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switches
from assistant.keeping.tables import citations, feedback, questions
from assistant.keeping.visits import Visit
from corpus.schemas import Bilingual
from tests.assistant.keeping.samples import answer, kept

DAYS = 184


def until(holds, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def stored(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(select(questions.c.id)))


@contextmanager
def gone(file: Path) -> Iterator[None]:
    """The database cannot be reached: its folder is elsewhere, and something else where it was.

    It comes back in one step, as whoever finds no folder there makes one.
    """
    away, other, back = (file.parent.with_name(name) for name in ("away", "other", "back"))
    file.parent.rename(away)
    other.write_text("in the way")
    file.parent.symlink_to(other)
    try:
        yield
    finally:
        back.symlink_to(away)
        back.replace(file.parent)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keeping" / "public.sqlite"


def test_a_question_is_kept_with_what_it_cited(public):
    with Keeper(public, "public", DAYS) as keeper:
        visit = Visit("one", "page")
        keeper.note("签了多少项目？", answer(), visit)
        until(lambda: stored(public) == [visit.asked])
        with public.reading() as connection:
            row = connection.execute(select(questions)).one()
            cited = connection.execute(select(citations)).one()
    assert (row.session, row.channel, row.question, row.outcome) == ("one", "page", "签了多少项目？", "answered")
    assert (row.milliseconds, row.generation) == (42.5, "20261126-1")
    assert (cited.kind, cited.source, cited.places) == ("passage", "report-2024-zh", '["report-2024-zh#1"]')


def test_feedback_is_done_when_it_is_stored_even_if_its_question_is_just_being_stored(public):
    with Keeper(public, "public", DAYS) as keeper:
        for _ in range(20):
            visit = Visit("one", "api")
            keeper.note("签了多少项目？", answer(), visit)
            assert keeper.take_feedback(Feedback(visit.asked, helpful=False, comment="没有说明年份")) is Receipt.DONE
        assert keeper.take_feedback(Feedback(visit.asked, helpful=True)) is Receipt.DONE
        assert keeper.take_feedback(Feedback("nobody-asked-this", helpful=True)) is Receipt.UNKNOWN
    with public.reading() as connection:
        given = connection.execute(select(feedback).where(feedback.c.question_id == visit.asked)).one()
        assert (given.helpful, given.comment, given.state) == (True, "没有说明年份", "new")


def test_while_the_database_is_away_questions_wait_and_feedback_is_not_acknowledged(file: Path, caplog):
    store = Store(file, "public")
    with store, Keeper(store, "public", DAYS) as keeper, caplog.at_level(logging.CRITICAL):
        store.close()  # an open file would go on being written
        first, second = Visit("one", "page"), Visit("one", "page")
        with gone(file):
            keeper.note("签了多少项目？", answer(), first)
            started = time.monotonic()
            keeper.note("签了多少项目？", answer(), second)
            assert time.monotonic() - started < 0.1
            assert keeper.take_feedback(Feedback(first.asked, helpful=True)) is Receipt.UNAVAILABLE
            assert keeper.forget("two") is Receipt.UNAVAILABLE
        assert keeper.take_feedback(Feedback(first.asked, helpful=True)) is Receipt.DONE
        until(lambda: set(stored(store)) == {first.asked, second.asked})


def test_a_service_starts_without_its_database_and_uses_it_as_soon_as_it_is_there(file: Path, caplog):
    file.parent.mkdir()
    store = Store(file, "public")
    with store, caplog.at_level(logging.CRITICAL), gone(file):
        keeper = Keeper(store, "public", DAYS)
        visit = Visit("one", "page")
        keeper.note("签了多少项目？", answer(), visit)
        assert keeper.closed("page") is None
    until(lambda: stored(store) == [visit.asked])
    keeper.close()
    store.close()


def test_one_question_that_cannot_be_stored_does_not_keep_back_the_others(file: Path, caplog):
    with Store(file, "public") as store, Keeper(store, "public", DAYS) as keeper:
        broken, sound = Visit("one", "page"), Visit("one", "page")
        with caplog.at_level(logging.CRITICAL):
            keeper.note("签了多少项目？", answer(), Visit(None, "page", broken.asked))  # type: ignore[arg-type]
            keeper.note("签了多少项目？", answer(), sound)
            until(lambda: stored(store) == [sound.asked])


def test_a_conversation_is_forgotten_with_what_is_still_on_its_way(public):
    with Keeper(public, "public", DAYS) as keeper:
        for session in ("one", "two") * 50:
            keeper.note("签了多少项目？", answer(), Visit(session, "page"))
        assert keeper.forget("one") is Receipt.DONE
        keeper.note("那么去年呢？", answer(), Visit("one", "page"))
        until(lambda: len(stored(public)) == 50)
    with public.reading() as connection:
        assert set(connection.scalars(select(questions.c.session))) == {"two"}
        assert set(connection.scalars(select(citations.c.question_id))) == set(stored(public))


def test_a_conversation_is_also_known_by_one_of_its_questions(public):
    log, noted = QuestionLog(public), [kept(session="one"), kept(session="one"), kept(session="two")]
    log.add(noted)
    assert log.forget(noted[0].id) == 2
    assert stored(public) == [noted[2].id]
    assert log.forget("nobody") == 0


def test_what_is_older_than_its_time_is_removed_when_the_service_starts(public):
    old = [kept(id=f"old-{number}", asked_at=kept().asked_at.replace(year=2020)) for number in range(1_100)]
    log = QuestionLog(public)
    log.add(old)
    with Keeper(public, "public", DAYS) as keeper:
        visit = Visit("one", "page")
        keeper.note("签了多少项目？", answer(), visit)
        until(lambda: stored(public) == [visit.asked])


def test_a_switch_that_is_turned_elsewhere_is_seen_within_two_seconds(open_store):
    here, elsewhere = open_store("public"), open_store("public")
    with Keeper(here, "public", DAYS) as keeper:
        assert keeper.closed("page") is None
        message = Bilingual(zh="正在核对数据。", en="The data are being checked.")
        Switches(elsewhere).turn("public_chat", is_open=False, by="li", message=message)
        until(lambda: keeper.closed("page") is not None, 2)
        switch = keeper.closed("embed")
        assert switch
        assert (switch.message, switch.changed_by) == (message, "li")
        assert keeper.closed("api") is None
        assert keeper.closed("staff") is None
        Switches(elsewhere).turn("public_chat", is_open=True, by="li")
        until(lambda: keeper.closed("page") is None, 2)


def test_a_closed_service_stays_closed_while_the_switches_cannot_be_read(file: Path, caplog):
    store = Store(file, "public")
    with store, caplog.at_level(logging.CRITICAL):
        Switches(store).turn("public_api", is_open=False, by="li")
        with Keeper(store, "public", DAYS) as keeper:
            store.close()
            with gone(file):
                time.sleep(1.5)
                assert keeper.closed("mcp")
