"""The page of the records that an answer was computed from."""

from __future__ import annotations

from starlette.testclient import TestClient

from assistant.answers import Answer, Outcome, Sentence
from assistant.record_answers import RecordAnswer
from ui.messages import message_of
from ui.records import records_address
from ui.texts import TEXTS


def answer(ids: tuple[str, ...]) -> Answer:
    records = RecordAnswer(
        query="项目的数量",
        entity="project",
        matched=len(ids),
        total=3,
        value=len(ids),
        rows=(),
        ids=ids,
        as_of="2026-10-31",
        audience="public",
        provenance="demo",
        title="项目记录",
        sentences=(),
    )
    return Answer("几个？", "zh", "hans", Outcome.ANSWERED, (Sentence("是2个。", (1,)),), records=records)


def test_shows_the_records_that_are_asked_for_as_text(client: TestClient) -> None:
    page = client.get("/records/project?id=p-1&id=p-2&id=unknown")
    assert page.status_code == 200
    assert "示例甲项目 &lt;b&gt;" in page.text
    assert "12亿元" in page.text
    assert "演示数据（虚构）" in page.text
    assert "2 条记录" in page.text


def test_records_that_are_not_there_have_no_page(client: TestClient) -> None:
    for path in ("/records/project?id=unknown", "/records/target?id=p-1", "/records/nonsense?id=p-1"):
        assert client.get(path).status_code == 404


def test_an_answer_from_records_links_to_them(client: TestClient) -> None:
    message = message_of(answer(("p-1", "p-2")), TEXTS["zh-Hans"])
    address = records_address("project", ["p-1", "p-2"])
    assert address in message
    assert "2 / 3" in message.replace("\\", "")
    assert client.get(address).status_code == 200


def test_an_answer_that_nothing_matches_has_no_link() -> None:
    assert "/records/" not in message_of(answer(()), TEXTS["zh-Hans"])
