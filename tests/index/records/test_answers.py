"""Answers: what a reader is told beside the value, and the shapes that are more than one number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from index.records.databases import Place
from index.records.errors import DamagedRecords, NotOnShelf
from index.records.queries import QueryPair, RecordQuery
from index.records.results import LeftOut
from index.records.store import RecordStore
from tests.index.records.samples import batch, places, staff_store, write

HEADERS = "id chain stage 签约金额(亿元) 总投资 as_of 是否发布".split()
LINES = """
P1,铜,签约,12,20亿元,2024-03,是
P2,铜,建设,8,9亿元,2024-06,是
P3,铝,签约,3亿美元,3亿美元,2025,
P4,铝,投产,,1亿元,,否
P5,,线索,30,,2023-12-01,
"""
ROWS = [dict(zip(HEADERS, line.split(","), strict=True)) for line in LINES.split()]
ABOVE = {"field": "signed_amount", "operator": "more_than", "values": (10**9,), "currency": "CNY"}
COPPER = {"field": "chain", "operator": "equals", "values": ("铜",)}


def query(**given: Any) -> RecordQuery:
    return RecordQuery.model_validate({"entity": "project", **given})


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return staff_store(tmp_path, ROWS)


def test_a_count_says_what_it_could_not_tell(store: RecordStore):
    result = store.answer(query(filters=[ABOVE]))
    assert (result.value, result.matched, result.total) == (2, 2, 5)
    assert result.untold == LeftOut(unknown=1, other_currency=1)
    assert result.ids == ("P1", "P5")
    assert result.as_of == ("2023-12-01", "2024-03")


def test_the_opposite_does_not_match_what_cannot_be_told(store: RecordStore):
    result = store.answer(query(filters=[ABOVE | {"negated": True}]))
    assert (result.ids, result.untold) == (("P2",), LeftOut(unknown=1, other_currency=1))


def test_a_text_may_stand_in_one_of_several_fields(tmp_path: Path):
    rows = [
        {"id": "A", "name_zh": "铜箔", "investor": ""},
        {"id": "B", "name_zh": "铝材", "investor": "铜业公司"},
        {"id": "C", "name_zh": "铝材", "investor": ""},
        {"id": "D", "name_zh": "铝材", "investor": "铝业公司"},
    ]
    store = staff_store(tmp_path, rows)
    contains = {"field": "name_zh", "also": ["investor"], "operator": "contains", "values": ["铜"]}
    result = store.answer(query(filters=[contains]))
    assert (result.ids, result.untold) == (("A", "B"), LeftOut(unknown=1))
    assert store.answer(query(filters=[contains | {"values": ["铝"]}])).ids == ("B", "C", "D")


def test_a_sum_never_mixes_currencies(store: RecordStore):
    result = store.answer(query(aggregate="sum", measure="signed_amount", currency="CNY"))
    assert (result.value, result.unmeasured) == (Decimal(5_000_000_000), LeftOut(unknown=1, other_currency=1))
    dollars = store.answer(query(aggregate="sum", measure="signed_amount", currency="USD"))
    assert (dollars.value, dollars.unmeasured) == (Decimal(300_000_000), LeftOut(unknown=1, other_currency=3))


def test_an_average_is_an_exact_fraction(store: RecordStore):
    result = store.answer(query(aggregate="average", measure="signed_amount", currency="CNY"))
    assert result.value == Fraction(5_000_000_000, 3)


def test_groups_come_largest_first_and_the_unknown_is_one_of_them(store: RecordStore):
    result = store.answer(query(aggregate="sum", measure="signed_amount", currency="CNY", group="chain"))
    assert [(group.key, group.value, group.matched) for group in result.groups] == [
        (None, Decimal(3_000_000_000), 1),
        ("铜", Decimal(2_000_000_000), 2),
        ("铝", None, 2),
    ]
    assert result.value is None


def test_dates_are_grouped_by_their_year(store: RecordStore):
    result = store.answer(query(group="as_of"))
    assert [(group.key, group.value) for group in result.groups] == [("2024", 2), ("2023", 1), ("2025", 1), (None, 1)]


def test_a_share_is_taken_of_its_base(store: RecordStore):
    base = [{"field": "stage", "operator": "at_least", "values": ("signed",)}]
    result = store.answer(query(aggregate="share", filters=[COPPER], base=base))
    assert (result.value, result.matched) == (Fraction(2, 4), 2)
    parts = store.answer(query(aggregate="share", base=base, group="chain"))
    assert {group.key: group.value for group in parts.groups} == {"铜": Fraction(1, 2), "铝": Fraction(1, 2)}


def test_a_top_leaves_out_what_cannot_be_ranked(store: RecordStore):
    order = {"field": "total_investment"}
    result = store.answer(query(aggregate="top", order=order, currency="CNY", limit=2))
    assert (result.ids, result.matched) == (("P1", "P2"), 5)
    assert result.unmeasured == LeftOut(unknown=1, other_currency=1)
    assert result.rows[0].values["chain"] == "铜"
    whole = store.answer(query(aggregate="list", order=order | {"descending": False}, currency="CNY"))
    assert set(whole.ids[:3]) == {"P4", "P2", "P1"}
    assert len(whole.rows) == 5


def test_a_list_has_every_field_of_its_shelf(store: RecordStore):
    row = store.answer(query(aggregate="list", limit=1)).rows[0]
    assert row.values.keys() == {field.name for field in store.fields("project")}


def test_two_values_are_set_beside_each_other(store: RecordStore):
    value = {"entity": "project", "aggregate": "sum", "measure": "total_investment", "currency": "CNY"}
    pair: dict[str, Any] = {"first": value | {"filters": [COPPER]}, "second": value}
    difference = store.answer(QueryPair.model_validate(pair | {"operation": "difference"}))
    ratio = store.answer(QueryPair.model_validate(pair | {"operation": "ratio"}))
    assert (difference.value, ratio.value) == (Decimal(-100_000_000), Fraction(29, 30))
    assert ratio.second.unmeasured == LeftOut(unknown=1, other_currency=1)


def test_a_firm_counts_in_each_of_its_chains(tmp_path: Path):
    rows = [{"id": "E1", "chains": "铜、铝"}, {"id": "E2", "chains": "铝"}, {"id": "E3", "chains": ""}]
    store = staff_store(tmp_path, rows, "enterprise")
    result = store.answer(RecordQuery(entity="enterprise", group="chains"))
    assert {group.key: group.value for group in result.groups} == {"铝": 2, "铜": 1, None: 1}
    assert result.matched == 3
    one = query(entity="enterprise", filters=[{"field": "chains", "operator": "equals", "values": ["铝"]}])
    assert store.answer(one).ids == ("E1", "E2")


def test_records_are_found_by_id_in_the_order_asked_for(store: RecordStore):
    assert [row.id for row in store.records("project", ["P3", "none", "P1", "P3"])] == ["P3", "P1"]


@pytest.mark.parametrize(
    "asked",
    [{"group": "stage"}, {"filters": [ABOVE]}, {"entity": "target"}, {"aggregate": "top", "order": {"field": "stage"}}],
)
def test_the_public_shelf_refuses_what_it_does_not_hold(tmp_path: Path, asked: dict[str, Any]):
    write(tmp_path, batch(ROWS))
    store = RecordStore(places(tmp_path)[1], "public")
    with pytest.raises(NotOnShelf) as told:
        store.answer(query(**asked))
    assert told.value.remedy


def test_the_public_shelf_counts_only_what_is_published(tmp_path: Path):
    write(tmp_path, batch(ROWS))
    store = RecordStore(places(tmp_path)[1], "public")
    result = store.answer(query(aggregate="sum", measure="total_investment", currency="CNY"))
    assert (result.value, result.matched, result.total) == (Decimal(2_900_000_000), 2, 2)


def test_the_file_is_never_changed(tmp_path: Path, store: RecordStore):
    before = (tmp_path / "staff.sqlite").read_bytes()
    (tmp_path / "staff.sqlite").chmod(0o400)
    store.answer(query(filters=[ABOVE]))
    store.close()
    assert (tmp_path / "staff.sqlite").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"staff.sqlite", "public.sqlite"}


def test_several_threads_may_ask_at_once(store: RecordStore):
    values: list[Any] = []
    threads = [Thread(target=lambda: values.append(store.answer(query()).value)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values == [5] * 8


@pytest.mark.parametrize("content", [None, b"", b"not a database, at all"])
def test_a_store_that_cannot_be_read_is_told_with_a_remedy(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "x.sqlite").write_bytes(content)
    with pytest.raises(DamagedRecords) as told:
        RecordStore(Place(tmp_path / "x.sqlite"), "staff")
    assert told.value.remedy


def test_every_record_is_given_with_the_fields_that_are_asked_for(tmp_path: Path) -> None:
    store = staff_store(tmp_path, [{"编号": "b", "项目名称": "乙", "县区": "义马市"}, {"编号": "a", "项目名称": "甲"}])
    found = [(row.id, dict(row.values)) for row in store.every("project", ("name_zh", "nothing"))]
    assert found == [("a", {"id": "a", "name_zh": "甲"}), ("b", {"id": "b", "name_zh": "乙"})]
    assert list(store.every("target", ("name_zh",))) == []
    store.close()
