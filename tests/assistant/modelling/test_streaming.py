"""A chat model over real HTTP: what is passed on, and how each failure ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from assistant.modelling import ChatModel, FailureKind, ModelFailure
from assistant.settings import ModelSettings
from eval.scripted_model import (
    KEY,
    Exchange,
    Script,
    ScriptedServer,
    closed_address,
    event,
    fails,
    keeps_silent,
    never_ends,
    resets,
    says,
    sends,
    settings_at,
)
from tests.assistant.modelling.conftest import TURNS, heard

Make = Callable[..., ChatModel]
TEXT = "三门峡市在河南省西部，面积10496平方公里。𠮷"
HALF = event({"content": "三门峡"})


# --- an answer --------------------------------------------------------------------------------------------------------


def test_passes_on_each_piece_as_it_arrives(server: ScriptedServer, model: Make) -> None:
    server.then(says("一", "二", "三", pause=0.15))
    pieces, times = [], []
    for piece in model().stream(TURNS, 20):
        pieces.append(piece)
        times.append(time.monotonic())
    assert pieces == ["一", "二", "三"]
    assert min(later - sooner for sooner, later in pairwise(times)) > 0.05


def test_asks_for_what_the_settings_say(server: ScriptedServer, model: Make) -> None:
    assert heard(model(name="qwen2.5:7b", most_tokens=321)).text == "三门峡市在河南省西部。"
    [exchange] = server.exchanges
    assert exchange.path == "/v1/chat/completions"
    assert exchange.headers["authorization"] == f"Bearer {KEY}"
    assert exchange.body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "三门峡在哪里？"},
    ]
    asked = {name: exchange.body[name] for name in ("model", "max_tokens", "temperature", "stream")}
    assert asked == {"model": "qwen2.5:7b", "max_tokens": 321, "temperature": 0, "stream": True}


@pytest.mark.parametrize("cut", range(1, 8))
def test_an_answer_cut_at_any_byte_is_the_same(server: ScriptedServer, model: Make, cut: int) -> None:
    server.then(says(*TEXT, cut=cut))
    assert heard(model()).pieces == tuple(TEXT)


def test_a_character_split_between_two_parts_stays_whole(server: ScriptedServer, model: Make) -> None:
    chat = model()
    whole, end = event({"content": "三𠮷"}), event(finish="stop")
    for place in range(1, len(whole)):
        server.then(sends(whole[:place], whole[place:], end))
        assert heard(chat).text == "三𠮷", place


def test_counts_requests_failures_and_the_tokens_the_server_tells(server: ScriptedServer, model: Make) -> None:
    chat = model(retries=0)
    heard(chat)
    server.then(fails(500))
    heard(chat)
    counts = chat.counts
    assert (counts.requests, counts.prompt_tokens, counts.completion_tokens) == (2, 7, 2)
    assert counts.failures == {FailureKind.BROKEN: 1}


def test_what_the_model_thinks_aloud_is_left_out(server: ScriptedServer, model: Make) -> None:
    server.then(says("<thi", "nk>maybe 5 or 6</th", "ink>\n", "Six."))
    assert heard(model()).text.strip() == "Six."


def test_what_looks_like_the_beginning_of_a_thought_at_the_end_is_passed_on(
    server: ScriptedServer, model: Make
) -> None:
    server.then(says("5 <", " 6 <"))
    assert heard(model()).text == "5 < 6 <"


@pytest.mark.parametrize("named", ["temperature", "max_tokens", "stream_options"])
def test_a_server_that_does_not_take_a_wish_is_asked_without_it_from_then_on(
    server: ScriptedServer, model: Make, named: str
) -> None:
    def particular(exchange: Exchange) -> None:
        if named in exchange.body:
            fails(400, {"message": f"Unsupported parameter: '{named}'."})(exchange)
        else:
            says("Fine.")(exchange)

    server.then(particular)
    chat = model(retries=0)
    assert [heard(chat).text, heard(chat).text] == ["Fine.", "Fine."]
    assert [named in exchange.body for exchange in server.exchanges] == [True, False, False]


def test_a_server_is_asked_for_json_where_that_is_wanted_until_it_does_not_take_it(
    server: ScriptedServer, model: Make
) -> None:
    chat = model(retries=0)
    heard(chat)
    assert "".join(chat.stream(TURNS, 20, as_json=True)).startswith("三门峡")
    server.then(fails(400, {"message": "'response_format' is not supported"}), says("{}"))
    assert "".join(chat.stream(TURNS, 20, as_json=True)) == "{}"
    assert "".join(chat.stream(TURNS, 20, as_json=True)) == "{}"
    wanted = [exchange.body.get("response_format") for exchange in server.exchanges]
    assert wanted == [None, {"type": "json_object"}, {"type": "json_object"}, None, None]
    assert {exchange.body["max_tokens"] for exchange in server.exchanges} == {800}


# --- failures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "kind", "text"),
    [
        (fails(401), "unauthorised", ""),
        (fails(403), "unauthorised", ""),
        (fails(429), "busy", ""),
        (fails(503), "busy", ""),
        (fails(500), "broken", ""),
        (fails(404), "broken", ""),
        (fails(400), "broken", ""),
        (fails(307, Location="http://127.0.0.1:9/v1/chat/completions"), "broken", ""),
        (sends(b'data: {"error": {"message": "out of memory", "code": 500}}\n\n'), "broken", ""),
        (sends(HALF, ends=False), "broken", "三门峡"),
        (resets(HALF), "broken", "三门峡"),
        (sends(HALF, b'data: {"choices": [{"del\n\n'), "malformed", "三门峡"),
        (sends(b"data: \xe4\xb8\n\n"), "malformed", ""),
        (sends(b"data: [1, 2]\n\n"), "malformed", ""),
        (sends(b'data: {"choices": [{"delta": {"content": [5]}}]}\n\n'), "malformed", ""),
        (sends(b'data: {"choices": [{"text": "an old protocol"}]}\n\n'), "empty", ""),
        (sends(b"<html>Welcome</html>", content_type="text/html"), "empty", ""),
        (says(), "empty", ""),
        (says(" ", "\n"), "empty", " \n"),
        (says("三门峡", finish="length"), "stopped_short", "三门峡"),
        (says("三门峡", finish="content_filter"), "stopped_short", "三门峡"),
        (says("三门峡", finish=None), "stopped_short", "三门峡"),
        (says("<think>five or six", finish="length"), "stopped_short", ""),
    ],
)
def test_each_failure_has_its_kind_after_what_had_come(
    server: ScriptedServer, model: Make, script: Script, kind: str, text: str
) -> None:
    server.then(script)
    found = heard(model(retries=0))
    assert (found.kind, found.text) == (kind, text)
    assert found.failure is not None
    assert found.failure.remedy


def test_nothing_at_the_address_is_refused_at_once(made: Make) -> None:
    began = time.monotonic()
    assert heard(made(settings_at(closed_address(), retries=0))).kind == "refused"
    assert time.monotonic() - began < 5


def test_an_address_without_a_name_service_entry_is_refused(made: Make, network_attempts: list[str]) -> None:
    assert heard(made(settings_at("http://models.invalid/v1", retries=0))).kind == "refused"
    network_attempts.clear()


@pytest.mark.parametrize(
    ("script", "text"),
    [
        (keeps_silent(), ""),
        (keeps_silent([HALF]), "三门峡"),
        (never_ends(lambda: b"d", pause=0.05), ""),
        (never_ends(lambda: b"d", [HALF, b"data: "], pause=0.05), "三门峡"),
        (never_ends(lambda: b": still here\n\n", pause=0.05), ""),
    ],
    ids=["before the headers", "in mid-stream", "a byte at a time", "a byte at a time in mid-stream", "comments"],
)
def test_the_deadline_holds_however_the_server_dawdles(
    server: ScriptedServer, model: Make, script: Script, text: str
) -> None:
    server.then(script)
    began = time.monotonic()
    found = heard(model(), seconds=0.7)
    assert (found.kind, found.text) == ("timed_out", text)
    assert time.monotonic() - began < 3
    assert server.exchanges[0].left.wait(5)
    assert len(server.exchanges) == 1


def test_the_deadline_of_the_settings_holds_when_more_time_is_given(server: ScriptedServer, model: Make) -> None:
    server.then(keeps_silent())
    began = time.monotonic()
    assert heard(model(deadline_seconds=0.5), seconds=60).kind == "timed_out"
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "script",
    [never_ends(lambda: event({"content": "好" * 20})), never_ends(lambda: b"d" * 65536)],
    ids=["pieces", "one line"],
)
def test_endless_output_is_cut(server: ScriptedServer, model: Make, script: Script) -> None:
    server.then(script)
    found = heard(model(most_tokens=50))
    assert found.kind == "endless"
    assert len(found.text) <= 400
    assert server.exchanges[0].left.wait(5)


def test_closing_the_iterator_ends_the_request(server: ScriptedServer, model: Make) -> None:
    server.then(never_ends(lambda: event({"content": "好"}), pause=0.02), says("Next."))
    chat = model(at_once=1)
    pieces = chat.stream(TURNS, 20)
    assert next(pieces) == "好"
    pieces.close()
    assert server.exchanges[0].left.wait(5)
    assert heard(chat).text == "Next."
    assert chat.counts.failures == {}


# --- trying again -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [fails(500), fails(429), sends(b"data: {\n\n"), sends(ends=False)])
def test_what_may_pass_is_tried_once_more(server: ScriptedServer, model: Make, script: Script) -> None:
    server.then(script, says("Here."))
    assert heard(model()).text == "Here."
    server.then(script)
    assert heard(model()).failure is not None
    assert len(server.exchanges) == 4


@pytest.mark.parametrize("script", [fails(401), fails(404), fails(400), says(), says("a", finish="length")])
def test_what_would_fail_again_is_not_tried_again(server: ScriptedServer, model: Make, script: Script) -> None:
    server.then(script)
    assert heard(model()).failure is not None
    assert len(server.exchanges) == 1


def test_nothing_is_tried_again_after_a_piece_has_been_passed_on(server: ScriptedServer, model: Make) -> None:
    server.then(sends(HALF, ends=False), says("Another."))
    assert heard(model()).text == "三门峡"


def test_a_busy_server_is_given_the_time_it_asks_for(server: ScriptedServer, model: Make) -> None:
    server.then(fails(429, Retry_After="1"), says("Now."))
    began = time.monotonic()
    assert heard(model()).text == "Now."
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    "after",
    ["60", "9" * 400, format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)],
    ids=["seconds", "endless", "a date"],
)
def test_a_busy_server_that_asks_for_more_than_there_is_is_left_at_once(
    server: ScriptedServer, model: Make, after: str
) -> None:
    server.then(fails(429, Retry_After=after))
    began = time.monotonic()
    assert heard(model(), seconds=5).kind == "busy"
    assert time.monotonic() - began < 3
    assert len(server.exchanges) == 1


@pytest.mark.parametrize("after", ["soon", "-5", "", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo"])
def test_a_time_to_wait_that_cannot_be_read_does_no_harm(server: ScriptedServer, model: Make, after: str) -> None:
    server.then(fails(429, Retry_After=after), says("Now."))
    assert heard(model()).text == "Now."


# --- several at once, and failures in a row ---------------------------------------------------------------------------


def test_no_more_are_asked_at_once_than_the_settings_allow(
    server: ScriptedServer, model: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.modelling.streaming._PATIENCE_SECONDS", 0.1)
    server.then(says("好", pause=0.5))
    chat = model(at_once=2)
    found: list[str | None] = []
    threads = [threading.Thread(target=lambda: found.append(heard(chat).kind)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [None, None, "too_many", "too_many", "too_many"]
    assert len(server.exchanges) == 2


def test_whoever_finds_a_place_within_a_short_wait_is_answered(server: ScriptedServer, model: Make) -> None:
    server.then(says("好", pause=0.05))
    chat = model(at_once=1)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(heard(chat).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["好"] * 4


def test_many_threads_share_a_model(server: ScriptedServer, model: Make) -> None:
    server.then(lambda exchange: says(*exchange.said[-1])(exchange))
    chat = model(at_once=40)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(heard(chat).text)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["三门峡在哪里？"] * 40
    assert chat.counts.requests == 40


def test_after_failures_in_a_row_the_model_is_left_alone(server: ScriptedServer, model: Make) -> None:
    server.then(fails(500))
    chat = model(retries=0)
    kinds = [heard(chat).kind for _ in range(7)]
    assert kinds == ["broken"] * 5 + ["open_circuit"] * 2
    assert len(server.exchanges) == 5


def test_a_request_that_was_given_little_time_does_not_count_against_the_model(
    server: ScriptedServer, model: Make
) -> None:
    server.then(keeps_silent())
    chat = model()
    assert {heard(chat, seconds=0.1).kind for _ in range(7)} == {"timed_out"}


# --- what must not get out --------------------------------------------------------------------------------------------


def test_the_key_and_what_the_server_wrote_are_in_no_failure_and_no_log(
    server: ScriptedServer, model: Make, made: Make, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG", logger="assistant")
    told = f"Incorrect API key provided: {KEY}. You asked: 三门峡在哪里？"
    chat = model(retries=0)
    shown = [repr(chat), repr(server.settings()), str(server.settings())]
    for script in (fails(401, {"message": told}), fails(500, {"message": told}), sends(f"data: {told}\n\n".encode())):
        server.then(script)
        with pytest.raises(ModelFailure) as raised:
            list(chat.stream(TURNS, 5))
        error: BaseException | None = raised.value
        while error is not None:
            shown += [repr(error), str(error), raised.value.remedy]
            error = error.__cause__ or error.__context__
    shown += [caplog.text, *capfd.readouterr()]
    assert [text for text in shown if KEY in text or "三门峡" in text] == []


def test_no_address_or_key_of_another_program_is_used(
    server: ScriptedServer, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://elsewhere.invalid/v1")
    for name in ("OPENAI_API_KEY", "LANGSMITH_API_KEY"):
        monkeypatch.setenv(name, "sk-of-another")
    for name in ("LANGSMITH_GATEWAY", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    settings = ModelSettings(name="scripted", address=server.address)
    assert heard(made(settings)).text == "三门峡市在河南省西部。"
    assert "sk-of-another" not in str(server.exchanges[0].headers)


def test_tokens_are_never_counted_with_a_fetched_vocabulary(
    server: ScriptedServer, model: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(*_: object) -> None:
        raise AssertionError("a vocabulary was asked for")

    monkeypatch.setattr("tiktoken.get_encoding", fetch)
    monkeypatch.setattr("tiktoken.encoding_for_model", fetch)
    monkeypatch.setattr("tiktoken.load.read_file", fetch)
    assert heard(model(name="gpt-4o")).text == "三门峡市在河南省西部。"
