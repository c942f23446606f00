"""The library page: every document with its dates and status, and the tables of records."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ENGLISH = {"Accept-Language": "en"}


def test_a_document_and_its_translation_stand_in_one_row(client):
    page = client.get("/documents", headers=ENGLISH).text
    row = page[page.index("report-2024-en") :]
    row = row[: row.index("</tr>")]
    assert 'lang="zh-CN" hreflang="zh-CN" href="/documents/report-2024-zh"' in row
    assert "三门峡市商务局" not in row  # the issuer of the version that is shown first
    assert "3 of 3 sources" in page
    assert "4 texts in both languages" in page


def test_filters_in_the_address_are_chips_and_counts(client):
    page = client.get("/documents?kind=policy&q=目录&q=2022").text
    assert "全部 3 份资料中的 1 份" in page
    assert 'aria-label="去掉条件：类别 政策法规"' in page
    assert 'href="/documents?q=2022"' in page
    assert "catalogue-2022-en" in page
    assert "report-2024-zh" not in page


@pytest.mark.parametrize("query", ["kind=x", "status=%3Cb%3E", "page=99", "sort=x", "language=fr"])
def test_a_senseless_address_is_told_and_never_an_error(client, query):
    response = client.get(f"/documents?{query}", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert "以下条件无法识别" in response.text
    assert "<b>" not in response.text


def test_the_tables_of_records_are_named_with_number_date_and_mark(client):
    page = client.get("/documents", headers=ENGLISH).text
    tables = page[page.index('id="record-tables"') :]
    assert "Projects" in tables
    assert ">50<" in tables
    assert "2026-09-30 to 2026-10-31" in tables
    assert "Demo data 49" in tables
    assert "Chains" in tables


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("locale", "kind", "apply"), [("zh-CN", "政策法规", "应用"), ("en-GB", "Policy", "Apply")])
def test_filters_work_without_any_script(visiting, width, locale, kind, apply):
    page = visiting("/documents", locale=locale, width=width, java_script_enabled=False).page
    if width == 390:
        page.locator(".filters-toggle").click()
    page.locator("#filters").get_by_label(kind).check()
    page.locator("#filters").get_by_role("button", name=apply).click()
    expect(page.locator(".papers tbody tr")).to_have_count(1)
    assert "kind=policy" in page.url


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_the_screen(visiting, width):
    page = visiting("/documents", width=width).page
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
