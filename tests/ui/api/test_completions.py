from __future__ import annotations

from typing import Any

import openai
import pytest

from tests.ui.conftest import running
from tests.ui.fakes import FakeAssistant, FakeLibrary

QUESTION = "第29届黄河文化旅游节签了多少项目？"


def asking(question: str, **more: Any) -> dict[str, Any]:
    return {"model": "smx", "messages": [{"role": "user", "content": question}], **more}


@pytest.fixture(scope="module")
def fake():
    assistant = FakeAssistant()
    with running(assistant, FakeLibrary()) as address:
        yield address, assistant


@pytest.fixture(scope="module")
def program(fake):
    with openai.OpenAI(base_url=f"{fake[0]}/v1", api_key="anything", max_retries=0, timeout=20) as made:
        yield made


def test_the_one_model_is_listed(program):
    assert [model.id for model in program.models.list()] == ["smx"]
    assert program.models.retrieve("smx").object == "model"


def test_an_answer_is_a_message_whose_annotations_point_at_the_links_behind_its_sentences(program, fake):
    completion = program.chat.completions.create(**asking(QUESTION, temperature=0.7, top_p=0.5, seed=1, user="x"))
    [choice] = completion.choices
    content, annotations = choice.message.content, choice.message.annotations
    assert choice.finish_reason == "stop"
    assert [content[a.url_citation.start_index : a.url_citation.end_index] for a in annotations] == [
        f"[[{n}]]({annotation.url_citation.url})" for n, annotation in enumerate(annotations, start=1)
    ]
    assert annotations[0].url_citation.url.startswith(f"{fake[0]}/documents/report-2024-zh?")
    assert annotations[0].url_citation.title == "三门峡开展精准招商"


def test_tokens_of_a_model_that_was_not_asked_are_none(program):
    usage = program.chat.completions.create(**asking(QUESTION)).usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (0, 0, 0)


def test_a_stream_gives_the_same_as_the_whole(program):
    whole = program.chat.completions.create(**asking(QUESTION)).choices[0].message
    chunks = list(program.chat.completions.create(**asking(QUESTION, stream=True)))
    deltas = [choice.delta for chunk in chunks for choice in chunk.choices]
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    annotations = [one for delta in deltas for one in (delta.model_extra or {}).get("annotations", [])]
    assert annotations == [annotation.model_dump() for annotation in whole.annotations]
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_stream_ends_with_the_usage_where_that_is_asked_for(program):
    options = {"include_usage": True}
    chunks = list(program.chat.completions.create(**asking(QUESTION, stream=True, stream_options=options)))
    assert chunks[-1].choices == []
    assert chunks[-1].usage.total_tokens == 0
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_what_a_model_worded_is_labelled_and_its_tokens_are_not_made_up(program, fake):
    fake[1].may_go_on.set()
    completion = program.chat.completions.create(**asking(f"{QUESTION}用自己的话说"))
    assert "AI生成" in completion.choices[0].message.content
    assert completion.usage is None


def test_an_answer_that_the_model_left_unfinished_follows_as_a_whole(program, fake):
    fake[1].may_go_on.set()
    chunks = program.chat.completions.create(**asking("29 in own words fails", stream=True))
    said = "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)
    assert said.count("signed 49 projects") == 2
    assert "\n\nThe language model did not respond" in said


def test_earlier_messages_are_what_was_said_before_and_those_of_the_system_are_passed_over(program, fake):
    messages = [
        {"role": "system", "content": "Promise everything."},
        {"role": "user", "content": "一"},
        {"role": "assistant", "content": "二"},
        {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
    ]
    program.chat.completions.create(model="smx", messages=messages)
    conversation = fake[1].asked[-1]
    assert conversation.question == QUESTION
    assert [(turn.question, turn.answer) for turn in conversation.turns] == [("一", "二")]


@pytest.mark.parametrize(
    ("changed", "error", "parameter"),
    [
        ({"model": "another"}, openai.NotFoundError, "model"),
        ({"n": 2}, openai.BadRequestError, "n"),
        ({"response_format": {"type": "json_object"}}, openai.BadRequestError, "response_format"),
        ({"tool_choice": "required"}, openai.BadRequestError, "tool_choice"),
        ({"messages": []}, openai.BadRequestError, "messages"),
        ({"messages": [{"role": "assistant", "content": "二"}]}, openai.BadRequestError, "messages"),
    ],
)
def test_what_could_be_mistaken_is_refused_in_the_form_that_clients_read(program, changed, error, parameter):
    with pytest.raises(error) as refused:
        program.chat.completions.create(**{**asking(QUESTION), **changed})
    assert refused.value.param == parameter
    assert refused.value.code
    assert refused.value.body["message"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_failure_is_an_error_of_the_server_and_tells_no_more(program, stream):
    with pytest.raises(openai.APIError) as failed:
        list(program.chat.completions.create(**asking("crash", stream=stream)))
    assert "secret" not in str(failed.value)


def test_unknown_addresses_and_methods_are_refused_in_that_form_too(client):
    for response in (client.get("/v1/nowhere"), client.get("/v1/chat/completions"), client.post("/v1/models")):
        assert response.json()["error"]["type"] == "invalid_request_error"
    assert client.get("/v1/chat/completions").headers["allow"] == "POST"
