import json
from pathlib import Path

import pytest

from assistant.conversations import Conversation, Turn
from assistant.requests import AskRequest, RequestError, read_request


def read(**values: object) -> AskRequest:
    return read_request(json.dumps(values), 1, Path("q.jsonl"))


@pytest.mark.parametrize(
    ("history", "turns"),
    [
        ([], ()),
        (["一", "二"], (Turn("一"), Turn("二"))),
        ([{"question": "一", "answer": "答"}], (Turn("一", "答"),)),
        ([{"question": "一", "text": "答"}], (Turn("一", "答"),)),
        ([{"question": "一", "answer": None}], (Turn("一"),)),
        (
            [
                {"role": "user", "content": "一"},
                {"role": "assistant", "content": "答"},
                {"role": "user", "content": "二"},
            ],
            (Turn("一", "答"), Turn("二")),
        ),
        ([{"role": "assistant", "content": "欢迎"}, {"role": "user", "content": "一"}], (Turn("一"),)),
    ],
)
def test_reads_each_form_of_history(history: list[object], turns: tuple[Turn, ...]) -> None:
    assert read(question="三", history=history).conversation("public") == Conversation("三", "public", turns)


def test_a_question_is_asked_by_its_own_audience_or_by_that_of_the_command() -> None:
    assert read(question="一", audience="staff").conversation("public").audience == "staff"
    assert read(question="一").conversation("staff").audience == "staff"


def test_keeps_a_numeric_id_as_text_and_passes_over_fields_it_does_not_know() -> None:
    assert read(question="一", id=7, answers=["x"], context=3).id == "7"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not JSON"),
        ("[1, 2]", "line"),
        ("{}", "question"),
        ('{"question": 5}', "question"),
        ('{"question": "一", "audience": "press"}', "audience"),
        ('{"question": "一", "history": "二"}', "history"),
        ('{"question": "一", "history": [5]}', "history"),
        ('{"question": "一", "history": [{"said": "x"}]}', "history"),
        ('{"question": "一"', "not JSON"),
    ],
)
def test_names_file_line_and_field_of_a_bad_request(line: str, said: str) -> None:
    with pytest.raises(RequestError) as raised:
        read_request(line, 12, Path("in/q.jsonl"))
    assert str(raised.value).startswith(f"in/q.jsonl:12: {said}")
    assert "question" in raised.value.remedy
