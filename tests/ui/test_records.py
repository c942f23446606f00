"""The page of the records that an answer was computed from."""

from __future__ import annotations

from dataclasses import replace

from starlette.testclient import TestClient

from assistant.answers import Answer, Outcome, Sentence
from assistant.record_answers import RecordAnswer
from assistant.record_tables import RecordTable
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


TABLE = RecordTable(
    caption="项目的清单，见下表。",
    headers=("项目", "总投资"),
    rows=(("示例甲|项目 <b>", "12亿元"), ("示例乙项目", "–")),
    numeric=(False, True),
    more=5,
)


def listed() -> Answer:
    plain = answer(("p-1", "p-2"))
    assert plain.records is not None
    records = replace(plain.records, sentences=("项目的清单：示例甲项目；示例乙项目。",), table=TABLE)
    said = (Sentence(records.sentences[0], (1,)), Sentence("数据日期2026-10-31。", (1,)))
    return replace(plain, sentences=said, records=records)


def test_a_list_is_shown_as_a_table_under_a_short_sentence() -> None:
    message = message_of(listed(), TEXTS["zh-Hans"])
    lines = message.splitlines()
    assert lines[0].startswith("项目的清单，见下表。")
    assert lines[2:6] == [
        "| 项目 | 总投资 |", "| :-- | --: |", r"| 示例甲\|项目 &lt;b&gt; | 12亿元 |", "| 示例乙项目 | – |",
    ]  # fmt: skip
    assert "另有5条" in message


def test_all_records_open_from_below_the_table() -> None:
    more = next(line for line in message_of(listed(), TEXTS["en"]).splitlines() if "5 more" in line)
    assert records_address("project", ["p-1", "p-2"]) in more


def test_while_an_answer_is_streaming_its_table_is_not_there_yet() -> None:
    assert "|" not in message_of(listed(), TEXTS["zh-Hans"], 1)
    assert "见下表" in message_of(listed(), TEXTS["zh-Hans"], 1)
