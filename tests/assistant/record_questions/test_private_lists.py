"""A bureau's own list of projects, as one CSV file and nothing else, asked everyday questions that pandas answers too.

No answer may be wrong; what is not understood is asked back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assistant.answers import Outcome
from assistant.assembly import IndexLocation
from assistant.cli import main
from assistant.conversations import Conversation, Turn
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from assistant.rendering import answer_as_json
from corpus.records.choices import ORIGINS, PLACES, STAGES
from tests.assistant.record_questions.first_list import FIRST, Asked
from tests.assistant.record_questions.private_list import TODAY, frame, rows, write
from tests.assistant.record_questions.second_list import SECOND
from tests.assistant.record_questions.third_list import THIRD
from tests.assistant.samples import CACHE, built

_NAMES = {choice.zh: choice.en for choice in (*PLACES, *ORIGINS, *STAGES)}
_ASKED_BACK = (Outcome.NEEDS_DETAIL, Outcome.NOT_FOUND)
_UNKNOWN = ("未填写", "not stated")


@dataclass(frozen=True)
class Bureau:
    """A list of projects with its index."""

    folder: Path
    table: Any
    index: CurrentIndex

    def ask(self, asked: Asked) -> dict[str, Any]:
        return asked_of(self.index if asked.audience == "staff" else self.public, asked)

    @property
    def public(self) -> CurrentIndex:
        return CurrentIndex(IndexLocation(self.folder, CACHE, ("public",)))


def asked_of(index: CurrentIndex, asked: Asked) -> dict[str, Any]:
    conversation = Conversation(asked.text, "staff", tuple(map(Turn, asked.before)))
    return answer_as_json(Assistant(index, lambda: TODAY).answer(conversation), None)


def bureau(folder: Path, seed: int, headers: str) -> Iterator[Bureau]:
    table = rows(seed)
    (folder / "library").mkdir()
    write(table, folder / "library/projects.csv", headers)
    data = built(folder / "data", folder / "library")
    index = CurrentIndex(IndexLocation(data, CACHE, ("public", "staff")))
    yield Bureau(data, frame(table), index)
    index.get().close()


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    yield from bureau(tmp_path_factory.mktemp("chinese-list"), 11, "zh")


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    yield from bureau(tmp_path_factory.mktemp("english-list"), 32, "en")


@pytest.mark.parametrize("asked", [*FIRST, *SECOND, *THIRD], ids=lambda asked: asked.text)
def test_a_list_with_chinese_headers_is_answered_as_pandas_does(chinese: Bureau, asked: Asked) -> None:
    assert_right(chinese.ask(asked), asked, chinese.table)


@pytest.mark.parametrize("asked", [*FIRST, *SECOND, *THIRD], ids=lambda asked: asked.text)
def test_a_list_with_english_headers_is_answered_as_pandas_does(english: Bureau, asked: Asked) -> None:
    assert_right(english.ask(asked), asked, english.table)


def test_public_questions_count_published_rows_only(chinese: Bureau) -> None:
    published = chinese.table[chinese.table.published]
    records = chinese.ask(Asked("灵宝市有多少个项目？", None, "public"))["records"]
    assert records["total"] == len(published) < len(chinese.table)
    assert records["value"] == records["matched"] == len(published[published.county == "灵宝市"])


def test_the_command_line_answers_a_batch_in_numbers(
    chinese: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = chinese.table
    lines = [
        {"id": "a", "question": "省外项目到位资金合计多少", "audience": "staff"},
        {"id": "b", "question": "How many projects are in Yima?", "audience": "public"},
        {"id": "c", "question": "and in Lingbao?", "history": ["How many projects are in Yima?"], "audience": "staff"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    code = main(["ask", "--batch", str(tmp_path / "in.jsonl"), "--data", str(chinese.folder)])
    found = [json.loads(line)["records"] for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [records["value"] for records in found] == [
        table[table.origin == "省外"].placed.sum(),
        len(table[table.published & (table.county == "义马市")]),
        len(table[table.county == "灵宝市"]),
    ]
    assert [records["total"] for records in found] == [len(table), int(table.published.sum()), len(table)]


def assert_right(answer: dict[str, Any], asked: Asked, table: Any) -> None:
    if asked.answer is None or answer["outcome"] in _ASKED_BACK:
        assert asked.answer is None, answer["text"]
        assert answer["outcome"] in _ASKED_BACK, answer["text"]
        return
    expected, records = asked.answer(table), answer["records"]
    assert answer["outcome"] == "answered"
    match expected:
        case set():
            assert {row["id"] for row in records["rows"]} == expected
            assert records["matched"] == len(expected)
        case list():
            assert [row["id"] for row in records["rows"]] == expected
        case dict():
            groups = {key_of(row): row["value"] for row in records["rows"] if key_of(row) not in _UNKNOWN}
            assert groups == {in_words(key, answer): pytest.approx(value) for key, value in expected.items()}
        case tuple():
            assert in_words(expected[0], answer) in [key_of(row) for row in records["rows"]]
            assert records["value"] == pytest.approx(expected[1])
        case _:
            assert math.isclose(records["value"], float(expected), rel_tol=1e-12)


def key_of(row: dict[str, Any]) -> str:
    return next(str(value) for name, value in row.items() if name not in ("value", "matched"))


def in_words(key: Any, answer: dict[str, Any]) -> str:
    return _NAMES.get(key, str(key)) if answer["language"] == "en" else str(key)


def test_the_made_up_lists_have_what_real_ones_have() -> None:
    table = pd.DataFrame(rows(11))
    assert set(table.unit) == {"元", "万元", "亿元"}
    assert 0 < table.published.sum() < len(table) == 260
    assert table.total.isna().any()
    assert table.land.isna().any()
    assert set(table.currency) == {"CNY", "USD"}
