"""Writing stores: one row of each id, and nothing of the staff's in what the public may copy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.records.entities import ENTITIES
from corpus.records.rows import Batch, Row
from index.records.databases import Place
from index.records.errors import NotOnShelf, RecordsNotWritten
from index.records.queries import RecordQuery
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import batch, places, staff_store, write

STAFF_MARK = "仅供内部MARKER"


def marked_row(number: int, published: str) -> dict[str, str]:
    """A project with a mark in each staff field that is text; where it is not published, in the public ones as well."""
    fields = ENTITIES["project"].fields
    mark = {f.name: STAFF_MARK for f in fields if f.kind == "text" and (not f.public or published != "是")}
    return {"name_zh": "公开项目"} | mark | {
        "id": f"P{number}" if published == "是" else f"P{number}{STAFF_MARK}", "published": published,
        "stage": "洽谈", "stage_since": "2019-07-31", "signed_amount": "7654321.98元", "手机号": STAFF_MARK,
    }  # fmt: skip


def test_no_byte_of_the_public_file_is_the_staffs(tmp_path: Path):
    rows = [marked_row(number, published) for number in range(300) for published in ("是", "否", "")]
    target = {"id": "T1", "name_zh": STAFF_MARK, "reason": STAFF_MARK, "contact_log": STAFF_MARK}
    write(tmp_path, batch(rows), batch([target], "target"))
    staff, public = ((tmp_path / name).read_bytes() for name in ("staff.sqlite", "public.sqlite"))
    held = {column.name for entity in ENTITIES.values() for column in entity.columns(public_only=True)}
    fields = {field.name for entity in ENTITIES.values() for field in entity.fields}
    names = {name for name in fields if not any(name in column for column in held)}
    assert {"stage", "issues", "published", "contact_log"} <= names
    values = {STAFF_MARK, "2019-07-31", "negotiation", "7654321.98", "765432198"}
    for mark in names | values | {"rows.csv", "other_columns", "source_row", "target", "history"}:
        assert public.find(mark.encode()) == -1, mark
    number = (765432198).to_bytes(8, "big").lstrip(b"\0")
    assert (staff.find(number) >= 0, public.find(number)) == (True, -1)
    assert all(staff.find(mark.encode()) >= 0 for mark in (STAFF_MARK, "2019-07-31", "7654321.98"))


def test_a_project_no_longer_published_is_not_public_whatever_it_was(tmp_path: Path):
    rows = [
        {"id": "P1", "name_zh": "甲", "as_of": "2024-01", "published": "是"},
        {"id": "P1", "name_zh": "秘密", "as_of": "2024-06", "published": "否"},
        {"id": "P2", "name_zh": "乙", "as_of": "2024-01", "published": "否"},
        {"id": "P2", "name_zh": "丙", "as_of": "2024-06", "published": "是"},
    ]
    report = write(tmp_path, batch(rows))
    assert (report.staff["project"], report.public["project"], report.problems) == (2, 1, ())
    store = RecordStore(places(tmp_path)[1], "public")
    assert [row.values["name_zh"] for row in store.answer(RecordQuery(entity="project", aggregate="list")).rows] == [
        "丙"
    ]
    assert "秘密".encode() not in (tmp_path / "public.sqlite").read_bytes()


def test_rows_of_one_id_over_several_dates_are_its_history(tmp_path: Path):
    rows = [
        {"id": "P1", "stage": "签约", "stage_since": "2024-03", "as_of": "2024-06-30"},
        {"id": "P1", "stage": "洽谈", "stage_since": "2023-11", "as_of": "2023-12-31"},
        {"id": "P1", "stage": "建设", "stage_since": "2025-01-05", "as_of": ""},
        {"id": "P2", "stage": "线索", "stage_since": "", "as_of": ""},
    ]
    store = staff_store(tmp_path, rows)
    assert [entry["stage"] for entry in store.history("project", "P1")] == ["negotiation", "signed", "construction"]
    assert store.history("project", "P1")[0] == {
        "stage": "negotiation",
        "stage_since": "2023-11",
        "as_of": "2023-12-31",
    }
    assert [entry["stage"] for entry in store.history("project", "P2")] == ["lead"]
    assert store.history("project", "P3") == ()
    assert store.total("project") == 2
    assert store.records("project", ["P1"])[0].values["stage"] == "construction"


@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("2024-06", "2024-06"), ("2024", "2024-06"), ("2024-06", "")],
    ids=["undated", "same", "overlapping", "half dated"],
)
def test_rows_that_cannot_be_put_in_order_are_reported_and_the_first_kept(tmp_path: Path, first: str, second: str):
    rows = [{"id": "P1", "name_zh": "甲", "as_of": first}, {"id": "P1", "name_zh": "乙", "as_of": second}]
    report = write(tmp_path, batch(rows))
    assert report.staff["project"] == 1
    assert [(problem.row, problem.column, problem.value) for problem in report.problems] == [(3, "id", "P1")]
    assert report.problems[0].expected.endswith("see row 2")
    store = RecordStore(places(tmp_path)[0], "staff")
    assert store.records("project", ["P1"])[0].values["name_zh"] == "甲"


def test_other_entities_keep_no_history(tmp_path: Path):
    rows = [{"id": "C1", "name_zh": "甲", "as_of": "2023"}, {"id": "C1", "name_zh": "乙", "as_of": "2024"}]
    report = write(tmp_path, batch(rows, "chain"))
    assert (report.staff["chain"], report.problem_count) == (1, 1)


def test_problems_are_counted_beyond_those_that_are_kept(tmp_path: Path):
    wrong = batch({"id": f"P{number}", "stage": "快了"} for number in range(1_500))
    report = write(tmp_path, wrong)
    assert (len(report.problems), report.problem_count, report.staff["project"]) == (1_000, 1_500, 1_500)


def test_batches_of_several_files_and_entities_are_one_store(tmp_path: Path):
    report = write(
        tmp_path,
        batch([{"id": "P1", "published": "是"}]),
        batch([{"id": "E1", "chains": "铜、铝", "published": "是"}], "enterprise"),
        batch([{"id": "P2", "name_zh": "乙"}]),
    )
    assert {name: count for name, count in report.staff.items() if count} == {"project": 2, "enterprise": 1}
    assert {name: count for name, count in report.public.items() if count} == {"project": 1, "enterprise": 1}


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path):
    write(tmp_path, batch([{"id": "P1", "stage": "签约"}]))
    with pytest.raises(RecordsNotWritten, match="there already"):
        write(tmp_path)


def test_a_place_that_cannot_be_written_is_told_with_a_remedy(tmp_path: Path):
    with pytest.raises(RecordsNotWritten, match=r"staff\.sqlite") as told:
        write_records([], Place(tmp_path / "no/staff.sqlite"), Place(tmp_path / "no/public.sqlite"))
    assert told.value.remedy


def test_the_store_has_only_the_publics_columns_and_tables(tmp_path: Path):
    write(tmp_path, batch([{"id": "P1", "published": "是"}]))
    with sqlite3.connect(tmp_path / "public.sqlite") as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {row[1] for row in connection.execute("PRAGMA table_info(project)")}
    connection.close()
    expected = {column.name for column in ENTITIES["project"].columns(public_only=True)}
    assert columns == expected | {"record_number"}
    assert {"target", "project_history"} & tables == set()
    with pytest.raises(NotOnShelf):
        RecordStore(places(tmp_path)[1], "public").history("project", "P1")


def test_amounts_of_any_size_are_summed_exactly(tmp_path: Path):
    columns = [column.name for column in ENTITIES["project"].columns()]
    rows = []
    for number in range(1_000):
        values: list[str | int | None] = [None] * len(columns)
        values[columns.index("id")] = f"P{number}"
        start = columns.index("total_investment")
        values[start : start + 3] = (10**17 - number, "CNY", "")
        rows.append(Row("f", number, tuple(values)))
    write(tmp_path, Batch("project", tuple(rows)))
    store = RecordStore(places(tmp_path)[0], "staff")
    query = RecordQuery(entity="project", aggregate="sum", measure="total_investment", currency="CNY")
    value = store.answer(query).value
    assert value is not None
    assert value * 100 == sum(10**17 - number for number in range(1_000))
