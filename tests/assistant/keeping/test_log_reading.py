"""What staff read of the log: exact counts and pages, by every filter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers import Outcome
from assistant.keeping.exporting import as_csv, as_json_lines
from assistant.keeping.feedback import Feedback, FeedbackBook
from assistant.keeping.log_entries import Count, GivenFeedback, LogEntry, LogFilter
from assistant.keeping.log_reading import LogReading
from assistant.keeping.questions import KeptCitation, QuestionLog
from assistant.keeping.stores import Store
from assistant.keeping.visits import new_id
from tests.assistant.keeping.samples import NOON, kept

LATE = NOON + timedelta(hours=11, minutes=59)  # just before midnight in China
FESTIVAL = KeptCitation(1, "passage", "report-2024-zh", ("report-2024-zh#1",), "三门峡开展精准招商", "2024-06")
PROJECTS = KeptCitation(2, "record", "project", ("p-1", "p-2"), "项目记录", "2026-10-31")
CITED = (FESTIVAL, replace(FESTIVAL, n=2), replace(PROJECTS, n=3))
SOON = LATE + timedelta(minutes=2)
QUESTIONS = [
    kept("签了多少项目？", id="q1", asked_at=NOON, citations=CITED),
    kept("How many projects?", id="q2", asked_at=LATE, language="en", script="latn", channel="api", citations=()),
    kept("有补贴吗？", id="q3", asked_at=SOON, outcome="not_found", likelihood=0.2, citations=()),
    kept("有补贴吗？", id="q4", asked_at=LATE + timedelta(hours=1), outcome="not_found", likelihood=0.3, citations=()),
    kept("=1+1 100%_", id="q5", asked_at=LATE + timedelta(days=2), outcome="needs_detail", channel="embed",
         citations=(replace(FESTIVAL, title="新标题", as_of="2026-01"),)),
]  # fmt: skip


@pytest.fixture
def log(public: Store) -> LogReading:
    QuestionLog(public).add(QUESTIONS)
    book = FeedbackBook(public)
    book.give(Feedback("q1", helpful=True))
    book.give(Feedback("q3", helpful=False, comment="答非所问，打13812345678"))
    return LogReading(public)


def entry(log: LogReading, id_: str) -> LogEntry:
    found = log.entry(id_)
    assert found
    return found


def feedback(log: LogReading, id_: str) -> GivenFeedback:
    found = entry(log, id_).feedback
    assert found
    return found


def ids(log: LogReading, **wanted) -> list[str]:
    return [entry.question.id for entry in log.page(LogFilter(**wanted)).entries]


def test_what_is_read_back_is_what_was_kept(log: LogReading):
    assert [entry.question for entry in log.page().entries] == QUESTIONS[::-1]
    assert entry(log, "q1").question == QUESTIONS[0]
    assert log.entry("q9") is None


def test_pages_follow_one_another_and_tell_how_much_there_is(log: LogReading):
    pages = [log.page(number=number, size=2) for number in (1, 2, 3, 4)]
    assert [[entry.question.id for entry in page.entries] for page in pages] == [["q5", "q4"], ["q3", "q2"], ["q1"], []]
    assert {page.total for page in pages} == {5}


FOUND: list[tuple[dict[str, Any], list[str]]] = [
    ({"since": LATE}, ["q5", "q4", "q3", "q2"]),
    ({"until": LATE}, ["q1"]),
    ({"outcomes": (Outcome.NOT_FOUND, Outcome.NEEDS_DETAIL)}, ["q5", "q4", "q3"]),
    ({"channels": ("api",)}, ["q2"]),
    ({"languages": ("en",)}, ["q2"]),
    ({"text": "HOW MANY"}, ["q2"]),
    ({"text": "项目49个"}, ["q5", "q4", "q3", "q2", "q1"]),
    ({"text": "0%_"}, ["q5"]),
    ({"text": "%"}, ["q5"]),
    ({"feedback": "helpful"}, ["q1"]),
    ({"feedback": "unhelpful"}, ["q3"]),
    ({"feedback": "given"}, ["q3", "q1"]),
    ({"feedback": "none"}, ["q5", "q4", "q2"]),
    ({"feedback_state": "new", "outcomes": (Outcome.NOT_FOUND,)}, ["q3"]),
    ({"session": "one", "text": "补贴"}, ["q4", "q3"]),
]


def test_each_filter_finds_what_it_names(log: LogReading):
    for wanted, found in FOUND:
        assert ids(log, **wanted) == found, wanted


def test_questions_are_counted_by_the_days_of_china(log: LogReading):
    days = (Count("2026-11-26", 2), Count("2026-11-27", 2), Count("2026-11-28", 1))
    assert log.counts("day") == days
    assert log.counts("outcome") == (Count("answered", 2), Count("needs_detail", 1), Count("not_found", 2))
    assert log.counts("channel", LogFilter(since=LATE)) == (Count("api", 1), Count("embed", 1), Count("page", 2))


def test_what_was_not_answered_is_listed_once_for_each_wording(log: LogReading):
    first, second = log.unanswered()
    assert (first.question, first.count, first.likelihood) == ("有补贴吗？", 2, 0.3)
    assert first.last_asked_at == LATE + timedelta(hours=1)
    assert second.question == "=1+1 100%_"


def test_sources_are_counted_by_answers_and_named_as_they_were_last(log: LogReading):
    report, projects = log.sources()
    assert (report.source, report.count, report.title, report.as_of) == ("report-2024-zh", 2, "新标题", "2026-01")
    assert report.last_cited_at == QUESTIONS[4].asked_at
    assert (projects.kind, projects.source, projects.count) == ("record", "project", 1)


def test_feedback_goes_from_new_to_done_and_is_new_again_when_it_changes(public: Store, log: LogReading):
    book = FeedbackBook(public)
    assert feedback(log, "q3").comment == "答非所问，打[电话 phone]"
    assert book.handle("q3", "done", "已补充资料", "li")
    assert not book.handle("q2", "seen", "", "li")
    found = feedback(log, "q3")
    assert (found.state, found.note, found.handled_by) == ("done", "已补充资料", "li")
    assert log.feedback_counts() == {"new": 1, "seen": 0, "done": 1}
    book.give(Feedback("q3", helpful=True))
    assert log.feedback_counts()["new"] == 2


def test_the_log_is_exported_for_spreadsheets_without_formulas(log: LogReading):
    header, *rows = csv.reader(io.StringIO("".join(as_csv(log.every()))))
    by_id = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert list(by_id) == ["q5", "q4", "q3", "q2", "q1"]
    assert by_id["q5"]["question"] == "'=1+1 100%_"
    assert by_id["q1"]["sources"] == "report-2024-zh; project"
    assert by_id["q1"]["asked_at"] == "2026-11-26T12:00:00+08:00"
    assert (by_id["q3"]["helpful"], by_id["q3"]["likelihood"], by_id["q3"]["milliseconds"]) == ("no", "0.2", "42.5")


def test_the_log_is_exported_for_programs(log: LogReading):
    lines = [json.loads(line) for line in as_json_lines(log.every())]
    assert [line["id"] for line in lines] == ["q5", "q4", "q3", "q2", "q1"]
    assert lines[4]["sources"][2]["places"] == ["p-1", "p-2"]
    assert (lines[4]["helpful"], lines[3]["helpful"]) == (True, None)


def test_a_long_log_is_read_to_its_end_whatever_is_asked_at_one_moment(public: Store):
    QuestionLog(public).add([kept(id=f"{number:04}") for number in range(600)])
    assert [entry.question.id for entry in LogReading(public).every()] == [f"{n:04}" for n in reversed(range(600))]


@pytest.fixture(scope="module")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("any") / "x.sqlite", "public") as store:
        yield store


@settings(max_examples=60)
@given(text=st.text(max_size=40))
def test_any_words_can_be_kept_and_found_again(one_for_all: Store, text: str):
    session = new_id()
    QuestionLog(one_for_all).add([kept(f"甲{text}", session)])
    [found] = LogReading(one_for_all).page(LogFilter(session=session)).entries
    assert LogReading(one_for_all).page(LogFilter(session=session, text=found.question.question)).total == 1
