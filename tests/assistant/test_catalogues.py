"""The documents as a list: works with their translations, filtered, sorted and paged by an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import HttpUrl

from assistant.catalogues import CatalogueView, catalogue_view
from assistant.holdings import holdings
from assistant.views import DocumentView
from corpus.documents import Document, Status
from corpus.schemas import Source
from tests.assistant.opportunities.projects import write_stores


def view(id_: str, title: str, status: Status = "undated", **facts: object) -> DocumentView:
    language = "zh" if id_.endswith("zh") else "en"
    return DocumentView(Document(id_, title, language, "text", (), f"{id_}.md", **facts), status, ())  # type: ignore[arg-type]


SOURCE = Source(title="示例日报", url=HttpUrl("https://example.org/1"), published="2023-05")
POLICY = {"kind": "policy", "level": "city", "effective": "2026-01-01"}
DOCUMENTS = (
    view("a-zh", "铜箔办法", "in_force", **POLICY, issuer="示例局", number="示政〔2026〕1号"),
    view("a-en", "Copper foil measures", "in_force", **POLICY, translation_of="a-zh"),
    view("b-zh", "旧办法", "expired", kind="policy", issued="2019", expires="2020-12-31"),
    view("c-en", "Report", kind="report", as_of="2024-06", provenance="public"),
    view("d-en", "Only English note", kind="note", provenance="demo", translation_of="not-here"),
    view("e-zh", "来源说明", kind="note", source=SOURCE),
)


def catalogue(*parameters: tuple[str, str], own="zh") -> CatalogueView:
    return catalogue_view(DOCUMENTS, parameters, own)


def titles(found: CatalogueView) -> list[list[str]]:
    return [[version.document.id for version in work.versions] for work in found.works]


def test_a_work_and_its_translation_are_one_row_the_readers_language_first():
    assert ["a-zh", "a-en"] in titles(catalogue())
    assert ["a-en", "a-zh"] in titles(catalogue(own="en"))
    found = catalogue()
    assert (found.matched, found.total, found.document_count) == (5, 5, 6)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([("q", "foil")], ["a-zh"]),
        ([("q", "銅箔 示例局")], ["a-zh"]),
        ([("q", "〔2026〕1号")], ["a-zh"]),
        ([("q", "示例日报")], ["e-zh"]),
        ([("kind", "policy"), ("kind", "report")], ["a-zh", "b-zh", "c-en"]),
        ([("status", "expired")], ["b-zh"]),
        ([("provenance", "demo")], ["d-en"]),
        ([("language", "en")], ["a-zh", "d-en", "c-en"]),
        ([("level", "city")], ["a-zh"]),
        ([("q", "nothing like it")], []),
    ],
)
def test_filters_by_what_stands_in_the_address(parameters, expected):
    found = catalogue(*parameters)
    assert sorted(row[0] for row in titles(found)) == sorted(expected)
    assert found.parameters == tuple(parameters)
    assert found.ignored == ()


def test_counts_are_taken_beside_what_else_is_chosen():
    counts = catalogue(("kind", "policy"), ("status", "expired")).counts
    assert counts["kind"] == {"policy": 1}
    assert counts["status"] == {"in_force": 1, "expired": 1}


def test_sorts_by_date_with_the_undated_last():
    assert [row[0] for row in titles(catalogue(("sort", "date")))] == ["a-zh", "c-en", "e-zh", "b-zh", "d-en"]


@pytest.mark.parametrize(
    "parameter", [("kind", "novel"), ("status", "x"), ("sort", "x"), ("page", "0"), ("page", "2"), ("page", "x")]
)
def test_what_makes_no_sense_is_left_aside_and_told(parameter):
    found = catalogue(parameter)
    assert (found.matched, found.ignored) == (5, (parameter,))


def test_pages_of_fifty():
    many = [view(f"m{number:03}-zh", f"资料{number:03}") for number in range(120)]
    last = catalogue_view(many, [("page", "3")], "zh")
    assert (last.first, last.last, last.matched, last.page_count) == (101, 120, 120, 3)


def test_the_tables_of_a_shelf_are_counted_with_their_dates(tmp_path: Path):
    staff, public = write_stores(tmp_path)
    [projects, chains] = holdings(public)
    assert (projects.entity, projects.count, projects.as_of) == ("project", 5, ("2026-09-30", "2026-10-31"))
    assert projects.provenances == {"demo": 4, "public": 1}
    assert (chains.entity, chains.count, chains.as_of, chains.provenances) == ("chain", 2, None, {})
    staff.close()
    public.close()
