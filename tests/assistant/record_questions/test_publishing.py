"""On the public shelf every record is published, and saying so leaves none out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.record_questions import Understood, Vocabulary, understand_records
from corpus.glossaries import Glossary
from index.records.databases import Place
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import batch

ROWS = [
    {"id": "P1", "name_zh": "甲项目", "县区": "义马市", "总投资": "3亿元", "是否发布": "是"},
    {"id": "P2", "name_zh": "乙项目", "县区": "灵宝市", "总投资": "2亿元", "是否发布": "是"},
    {"id": "P3", "name_zh": "丙项目", "县区": "灵宝市", "总投资": "9亿元", "是否发布": "否"},
]


@pytest.fixture
def stores(tmp_path: Path):
    staff, public = Place(tmp_path / "staff.sqlite"), Place(tmp_path / "public.sqlite")
    write_records([batch(ROWS)], staff, public)
    opened = {"staff": RecordStore(staff, "staff"), "public": RecordStore(public, "public")}
    yield opened
    for store in opened.values():
        store.close()


def value(store: RecordStore, question: str):
    understood = understand_records(question, Vocabulary.of(store, Glossary(())), date(2026, 11, 25))
    return store.answer(understood.query).value if isinstance(understood, Understood) else None


@pytest.mark.parametrize("audience", ["public", "staff"])
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("已发布的项目有多少个？", 2),
        ("灵宝市已公开的项目有几个？", 1),
        ("How many published projects are in Lingbao?", 1),
        ("已发布项目的总投资合计是多少？", 500_000_000),
    ],
)
def test_counts_what_is_published_alike_for_everybody(stores, audience: str, question: str, expected: int) -> None:
    assert value(stores[audience], question) == expected


def test_tells_nobody_outside_how_much_is_not_published(stores) -> None:
    for question in ("未发布的项目有几个？", "已发布项目占全部项目的比重是多少？"):
        assert value(stores["public"], question) is None
        assert value(stores["staff"], question) is not None
