"""The pages of published projects, over HTTP and in a real browser."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.assistant.opportunities.projects import HOSTILE, SECRETS

HTML = {"Accept": "text/html"}
ENGLISH = {"Accept-Language": "en"}


def links(page: str, start: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', page) if unescape(address).startswith(start)]


def test_the_page_is_led_to_and_counts_what_it_shows(client):
    assert "/opportunities" in links(client.get("/documents").text, "/opportunities")
    page = client.get("/opportunities").text
    assert "全部 50 个已发布项目中的 50 个" in page
    assert "第 1–20 个，共 50 个" in page
    assert "12.5亿元" in page
    assert "演示数据" in page
    assert "排在最后：1 个未注明、1 个为其他币种。" in page


def test_the_address_filters_and_the_next_page_keeps_the_filters(client):
    page = client.get("/opportunities?q=普通&sort=name-asc&page=2", headers=ENGLISH).text
    assert "45 of 50 published projects" in page
    assert "21–40 of 45" in page
    following = next(address for address in links(page, "/opportunities?") if "page=3" in address)
    assert dict(parse_qsl(urlsplit(following).query)) == {"q": "普通", "sort": "name-asc", "page": "3"}


def test_each_condition_is_a_chip_that_takes_it_off(client):
    page = client.get("/opportunities?q=项目&county=411281&county=411282&min=1&max=20&unit=yi&investor=stated").text
    chips = re.findall(r'<li><a href="([^"]+)" aria-label="([^"]+)"', page)
    assert [name for _, name in chips] == [
        "去掉条件：搜索 “项目”",
        "去掉条件：县区 义马市",
        "去掉条件：县区 灵宝市",
        "去掉条件：总投资 1 至 20 亿元",
        "去掉条件：投资方 已注明",
    ]
    without = dict(parse_qsl(urlsplit(unescape(chips[3][0])).query))
    assert without == {"q": "项目", "county": "411282", "investor": "stated"}


@pytest.mark.parametrize(
    "query",
    [
        "chain=nothing",
        "min=abc",
        "page=99",
        "sort=x",
        "unit=x",
        "county=%00",
        "q=%ED%A0%80",
        "land_max=-1",
        "min=9&max=1",
    ],
)
def test_a_senseless_address_is_never_an_error(client, query):
    response = client.get(f"/opportunities?{query}", headers=HTML)
    assert response.status_code == 200
    if not query.startswith("q="):
        assert "以下条件无法识别" in response.text
    for format_ in ("csv", "xlsx"):
        assert client.get(f"/opportunities.{format_}?{query}").status_code == 200


def test_hostile_text_is_only_text(client):
    page = client.get('/opportunities?q="><script>alert(1)</script>&county=<b>').text
    assert "<script>alert" not in page
    assert "<b>" not in page
    shown = client.get("/opportunities/p-05").text
    assert HOSTILE in unescape(shown)


def test_a_project_shows_what_is_published_of_it(client):
    page = client.get("/opportunities/p-02", headers=ENGLISH).text
    for text in ("Beta Aluminium Project", "300 million yuan", "30000 万元", "Lingbao", "80.5 mu", "2026-09-30"):
        assert text in page
    assert "fictional" in page
    assert "/?about=project:p-02" in page


@pytest.mark.parametrize(
    "path", ["/opportunities/p-99", "/opportunities/none", "/opportunities/a/b", "/opportunities/"]
)
def test_what_is_not_published_has_no_page(client, path):
    assert client.get(path, headers=HTML).status_code == 404


def test_the_files_carry_the_filter_the_name_and_the_address(client):
    response = client.get("/opportunities.csv?county=411281&sort=land-asc&page=2", headers=ENGLISH)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''investment-projects-2-as-of-2026-10-31.csv" in response.headers["content-disposition"]
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert [line[0] for line in lines[1:3]] == ["p-04", "p-01"]
    assert ["Address", "http://smx.test/opportunities?county=411281&sort=land-asc"] in lines
    book = load_workbook(io.BytesIO(client.get("/opportunities.xlsx").content))
    assert book.worksheets[0].max_row == 51


def test_nothing_for_staff_stands_in_any_page_or_file(client):
    paths = ["/opportunities", "/opportunities?page=3", *(f"/opportunities/p-0{n}" for n in range(1, 6))]
    text = "".join(client.get(path, headers=language).text for path in paths for language in ({}, ENGLISH))
    text += client.get("/opportunities.csv").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(client.get("/opportunities.xlsx").content))
    text += "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not [secret for secret in (*SECRETS, "7.77", "示例密链") if secret in text]


def test_a_choice_of_language_keeps_the_filters(client):
    page = client.get("/opportunities?county=411281&min=1").text
    assert "/language/en?back=/opportunities%3Fcounty%3D411281%26min%3D1" in page


def test_filters_work_without_any_script(visiting):
    page = visiting("/opportunities", java_script_enabled=False).page
    page.get_by_label("搜索名称、建设内容、投资方").fill("铜箔")
    page.get_by_label("总投资 最低").fill("1")
    page.locator("#filters").get_by_role("button", name="应用").click()
    expect(page.locator(".matched")).to_contain_text("50 个已发布项目中的 1 个")
    page.get_by_role("link", name="去掉条件：总投资").click()
    expect(page.locator(".matched")).to_contain_text("50 个已发布项目中的 2 个")
    page.get_by_label("卢氏县").check()
    page.locator("#sort").select_option("land-asc")
    page.locator("#filters").get_by_role("button", name="应用").click()
    expect(page.locator(".projects tbody tr")).to_have_count(1)
    assert dict(parse_qsl(urlsplit(page.url).query)) == {
        "q": "铜箔", "county": "411224", "sort": "land-asc", "unit": "yi",
    }  # fmt: skip


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_and_a_project_fit_the_screen(visiting, locale, width):
    page = visiting("/opportunities?min=1&unit=wan", locale=locale, width=width).page
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    filters = page.locator("#filters")
    if width == 390:
        expect(filters).to_be_hidden()
        page.locator(".filters-toggle").click()
    expect(filters).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.locator(".projects tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("甲铜箔项目" if locale == "zh-CN" else "Alpha Foil Project")
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


def test_the_columns_sort_both_ways(visiting):
    page = visiting("/opportunities", locale="en-GB").page
    first = page.locator(".projects tbody tr").first
    expect(first).to_contain_text("Alpha Foil")
    page.locator(".projects th").get_by_role("link", name="Total investment").click()
    expect(first).to_contain_text("200 yuan")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Total investment")
