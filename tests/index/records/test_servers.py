"""Where the records of a generation go, by its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.record_urls import FILES, RecordUrls
from index.records.errors import NoRecordServer
from index.records.servers import place_of
from index.shelves import RECORDS_FILE

DATABASE = "postgresql+pg8000://smx:secret@127.0.0.1:1/records"
SHELF = Path("data/generations/20261125T000000Z/public")


def test_records_stand_beside_the_shelf_unless_a_database_is_named() -> None:
    assert place_of(FILES, SHELF, "20261125T000000Z").address == SHELF / RECORDS_FILE


def test_each_shelf_of_each_generation_has_a_schema_of_its_own() -> None:
    urls = RecordUrls(DATABASE, DATABASE)
    places = {
        place_of(urls, SHELF.parent / audience, generation).schema
        for audience in ("public", "staff")
        for generation in ("20261125T000000Z", "20261126T000000Z")
    }
    assert len(places) == 4


def test_the_public_shelf_is_read_without_the_address_of_the_other() -> None:
    public = RecordUrls(public=DATABASE)
    assert place_of(public, SHELF, "1").address == DATABASE
    with pytest.raises(NoRecordServer, match="staff"):
        place_of(public, SHELF.parent / "staff", "1")


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://somebody@127.0.0.1/records", "sqlite:///records.sqlite", "postgresql+nothing://x/y"]
)
def test_a_url_that_names_no_postgresql_database_is_refused_with_what_to_do(url: str) -> None:
    with pytest.raises(NoRecordServer) as told:
        place_of(RecordUrls(public=url, staff=url), SHELF, "1")
    assert "SMX_RECORDS__PUBLIC_URL" in told.value.remedy


def test_another_database_makes_another_index_and_another_password_does_not() -> None:
    here = RecordUrls(DATABASE, DATABASE)
    assert here.digest == RecordUrls(DATABASE.replace("secret", "changed"), DATABASE).digest
    assert here.digest != RecordUrls(DATABASE.replace("/records", "/elsewhere"), DATABASE).digest
    assert FILES.digest == ""
