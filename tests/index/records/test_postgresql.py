"""The same store in PostgreSQL, where `RECORDS_TEST_URL` names an empty database that can be written to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from assistant.assembly import IndexLocation
from assistant.current_index import CurrentIndex
from assistant.progress import Silent
from assistant.settings import load_settings
from index.building import Making, build
from index.generations import Generations
from index.record_urls import RecordUrls
from index.records.databases import Place
from index.records.errors import DamagedRecords, NotOnShelf
from index.records.queries import RecordQuery
from index.records.store import RecordStore
from index.records.writing import write_records
from index.shelves import AUDIENCES, RECORDS_FILE
from tests.index.records.samples import batch, staff_store
from tests.index.records.test_queries_against_pandas import QUERIES, ROWS, check, table

URL = os.environ.get("RECORDS_TEST_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="RECORDS_TEST_URL names no PostgreSQL database")

STAFF, PUBLIC = Place(URL, "smx_test_staff"), Place(URL, "smx_test_public")
LONG = [
    {
        "id": f"P{n}",
        "name_zh": "甲" * 3_000,
        "chain": "铜" * 200,
        "stage": "签约",
        "总投资": f"{n}亿元",
        "是否发布": "是",
    }
    for n in range(1, 4)
]


@pytest.fixture
def stores() -> Iterator[tuple[RecordStore, RecordStore]]:
    write_records([batch(LONG)], STAFF, PUBLIC)
    staff, public = RecordStore(STAFF, "staff"), RecordStore(PUBLIC, "public")
    yield staff, public
    staff.close()
    public.close()


def test_the_shelves_answer_as_those_in_files_do(tmp_path: Path, stores: tuple[RecordStore, RecordStore]):
    files = staff_store(tmp_path, LONG)
    staff, public = stores
    for aggregate in ("count", "sum", "average", "minimum", "maximum", "share", "list"):
        given_: dict[str, Any] = {"entity": "project", "aggregate": aggregate, "currency": "CNY"}
        if aggregate not in ("count", "list"):
            given_["measure"] = "total_investment"
        query = RecordQuery(**given_)
        assert staff.answer(query) == files.answer(query)
        assert public.answer(query).value == files.answer(query).value
    with pytest.raises(NotOnShelf):
        public.answer(RecordQuery(entity="project", group="stage"))


def test_a_long_list_of_a_firm_is_kept(stores: tuple[RecordStore, RecordStore]):
    chains = [f"chain-{number}" for number in range(1_000)]
    write_records([batch([{"id": "E1", "chains": "、".join(chains)}], "enterprise")], STAFF, PUBLIC)
    store = RecordStore(STAFF, "staff")
    assert store.records("enterprise", ["E1"])[0].values["chains"] == tuple(chains)
    store.close()


def test_a_place_may_be_written_again(stores: tuple[RecordStore, RecordStore]):
    report = write_records([batch(LONG[:1])], STAFF, PUBLIC)
    assert (report.staff["project"], report.public["project"]) == (1, 1)


def test_a_database_that_is_not_there_is_told_without_its_password():
    with pytest.raises(DamagedRecords) as told:
        RecordStore(Place(URL, "smx_test_nothing"), "staff")
    assert told.value.remedy


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, asked=st.lists(QUERIES, min_size=4, max_size=8))
def test_every_query_gives_what_pandas_gives(rows: list[dict[str, str]], asked: list[dict[str, Any]]):
    write_records([batch({"id": f"p{n:02}", "unit": "元", **row} for n, row in enumerate(rows))], STAFF, PUBLIC)
    store = RecordStore(STAFF, "staff")
    for question in asked:
        check(store, table(rows), question)
    store.close()


LIBRARY = """编号,项目名称,县区,总投资,单位,阶段,是否发布
p-1,甲项目,义马市,12,亿元,在建,是
p-2,乙项目,灵宝市,3000,万元,签约,否
"""


def test_a_build_keeps_the_records_of_each_generation_in_schemas_of_its_own(tmp_path: Path):
    library, data, urls = tmp_path / "library", tmp_path / "data", RecordUrls(URL, URL)
    library.mkdir()
    making = Making(load_settings().cache, "bundled", urls)
    for number in range(5):
        text = LIBRARY + f"q-{number},丁项目,义马市,1,亿元,签约,是\n"
        (library / "项目清单.csv").write_text(text, "utf-8")
        assert build(data, [library], making, Silent()).built
    assert not build(data, [library], making, Silent()).built
    assert not list(data.rglob(RECORDS_FILE))

    public = CurrentIndex(IndexLocation(data, making.cache, ("public",), RecordUrls(public=URL))).get()
    staff = CurrentIndex(IndexLocation(data, making.cache, ("public", "staff"), urls)).get()
    assert public.records
    assert staff.records
    assert (public.records.total("project"), staff.records.total("project")) == (2, 3)

    engine = create_engine(URL)
    with engine.connect() as connection:
        schemas = {name for name in inspect(connection).get_schema_names() if name.startswith("smx_2")}
    engine.dispose()
    kept = {
        f"smx_{folder.name.lower()}_{audience}" for folder in Generations(data).published() for audience in AUDIENCES
    }
    assert schemas == kept
    public.close()
    staff.close()
