from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest

from tests.ui.conftest import running
from tests.ui.fakes import FakeAssistant, FakeLibrary

QUESTION = "第29届黄河文化旅游节签了多少项目？"
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def written():
    """A server whose assistant may answer slowly, in own words."""
    assistant = FakeAssistant()
    with running(assistant, FakeLibrary()) as address:
        yield address, assistant


def events_in(lines: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Each event as its name and its data; comments are passed over."""
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_an_answer_is_one_object_in_the_form_of_the_command_line(client):
    answer = client.post("/api/v1/ask", json={"question": QUESTION, "id": 7}).json()
    assert (answer["id"], answer["outcome"], answer["language"]) == ("7", "answered", "zh")
    assert [sentence["citations"] for sentence in answer["sentences"]] == [[1, 2], [3]]
    assert "".join(sentence["text"] for sentence in answer["sentences"]) == answer["text"]
    assert "notice" not in answer


def test_each_citation_has_an_address_that_opens_the_quoted_words(client):
    citations = client.post("/api/v1/ask", json={"question": QUESTION}).json()["citations"]
    for citation in citations:
        address, _, anchor = citation["address"].partition("#")
        page = client.get(address, headers={"Accept": "text/html"}).text
        assert f'id="{unquote(anchor)}"' in page
        assert "<mark" in page


def test_records_are_cited_by_an_address_that_opens_them(client):
    [citation] = client.post("/api/v1/ask", json={"question": "记录"}).json()["citations"]
    assert citation["record_ids"] == ["p-1", "p-2"]
    assert "示例乙项目" in client.get(citation["address"], headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    "history",
    [
        [{"question": "一", "answer": "二"}, {"question": "三"}],
        [{"role": "user", "content": "一"}, {"role": "assistant", "content": "二"}, {"role": "user", "content": "三"}],
    ],
    ids=["exchanges", "messages"],
)
def test_what_was_said_before_comes_with_the_question(client, assistant, history):
    client.post("/api/v1/ask", json={"question": QUESTION, "history": history})
    conversation = assistant.asked[-1]
    assert [(turn.question, turn.answer) for turn in conversation.turns] == [("一", "二"), ("三", "")]
    assert conversation.audience == "public"


def test_only_what_is_public_can_be_asked(client, assistant):
    before = len(assistant.asked)
    refused = client.post("/api/v1/ask", json={"question": QUESTION, "audience": "staff"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "body.audience"
    assert len(assistant.asked) == before


def test_a_conversation_keeps_the_id_it_was_given(client):
    first = client.post("/api/v1/ask", json={"question": QUESTION}).json()["session"]
    again = client.post("/api/v1/ask", json={"question": QUESTION, "session": first}).json()["session"]
    other = client.post("/api/v1/ask", json={"question": QUESTION}).json()["session"]
    assert first == again != other


def test_sentences_come_with_their_citations_then_the_whole_answer_then_the_end(client):
    with client.stream("POST", "/api/v1/ask", json={"question": QUESTION}, headers=EVENTS) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = list(events_in(response.iter_lines()))
    assert [name for name, _ in events] == ["sentence", "sentence", "answer", "end"]
    whole = events[2][1]
    assert [data["text"] for _, data in events[:2]] == [sentence["text"] for sentence in whole["sentences"]]
    assert events[0][1]["citations"] == whole["citations"][:2]


def test_a_sentence_comes_before_the_next_is_written(written):
    address, assistant = written
    assistant.may_go_on.clear()
    asked = {"question": f"{QUESTION}用自己的话说"}
    with httpx2.stream("POST", f"{address}/api/v1/ask", json=asked, headers=EVENTS, timeout=20) as response:
        events = events_in(response.iter_lines())
        assert next(events)[0] == "sentence"
        assistant.may_go_on.set()
        names = [name for name, _ in events]
    assert names == ["sentence", "answer", "end"]


def test_what_was_shown_is_taken_back_when_the_model_fails(written):
    address, assistant = written
    assistant.may_go_on.set()
    asked = {"question": "29 in own words fails"}
    with httpx2.stream("POST", f"{address}/api/v1/ask", json=asked, headers=EVENTS, timeout=20) as response:
        names = [name for name, _ in events_in(response.iter_lines())]
    assert names == ["sentence", "reset", "sentence", "sentence", "answer", "end"]


def test_the_model_is_left_when_the_reader_of_events_leaves(written):
    address, assistant = written
    assistant.may_go_on.clear()
    assistant.was_left.clear()
    asked = {"question": f"{QUESTION}用自己的话说"}
    with httpx2.stream("POST", f"{address}/api/v1/ask", json=asked, headers=EVENTS, timeout=20) as response:
        next(events_in(response.iter_lines()))
    assert assistant.was_left.wait(10)


def test_the_model_is_left_when_whoever_waits_for_the_object_leaves(written):
    address, assistant = written
    assistant.may_go_on.clear()
    assistant.was_left.clear()
    with pytest.raises(httpx2.ReadTimeout):
        httpx2.post(f"{address}/api/v1/ask", json={"question": f"{QUESTION}用自己的话说"}, timeout=1)
    assert assistant.was_left.wait(10)


def test_a_silent_connection_is_kept_alive_by_comments(written):
    address, assistant = written
    assistant.may_go_on.clear()
    threading.Timer(2.5, assistant.may_go_on.set).start()
    asked = {"question": f"{QUESTION}用自己的话说"}
    with httpx2.stream("POST", f"{address}/api/v1/ask", json=asked, headers=EVENTS, timeout=20) as response:
        comments = [line for line in response.iter_lines() if line.startswith(":")]
    assert len(comments) > 1


def test_an_answer_that_breaks_off_says_so_with_a_reference_and_no_more(client, caplog):
    with client.stream("POST", "/api/v1/ask", json={"question": "crash"}, headers=EVENTS) as response:
        events = list(events_in(response.iter_lines()))
    assert [name for name, _ in events] == ["problem", "end"]
    problem = events[0][1]
    assert problem["status"] == 500
    assert problem["reference"] in caplog.text
    assert "secret" not in json.dumps(problem)
