"""The pages of industrial chains, with a chain of tables and one of facts files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.schemas import Audience
from tests.index.chains.samples import MARKER
from tests.ui.fakes import FakeAssistant, FakeLibrary

GLASS, ALUMINIUM = "/chains/c-glass", "/chains/chain-example-aluminium"
PAGES = ("/chains", GLASS, f"{GLASS}?link=l-melt", f"{GLASS}?link=l-plate", ALUMINIUM)


class StaffLibrary(FakeLibrary):
    audience: Audience = "staff"


@pytest.fixture
def staff(make_app: Callable[..., FastAPI]) -> TestClient:
    app = make_app(FakeAssistant(), StaffLibrary(), hosts=["smx.test"])
    return TestClient(app, base_url="http://smx.test", headers={"Accept-Language": "zh-CN"})


def test_all_chains_are_listed_with_what_is_known_of_them(client: TestClient) -> None:
    page = client.get("/chains").text
    assert page.index("示例铝产业链") < page.index("示例玻璃产业链")  # demonstration data come last
    for words in ("5 个环节", "列有 3 家企业", "1 个项目", "演示数据（虚构）", "数据日期 2026-10-31"):
        assert words in page
    assert 'href="/chains" aria-current="page"' in page


def test_a_chain_shows_its_links_and_what_is_said_of_it(client: TestClient) -> None:
    page = client.get(GLASS).text
    assert page.count('class="box"') == 5
    for words in ("全国多地生产", "做薄", "列有 2 家企业", "资料中未列企业（不等于本地没有）", "渑池县"):
        assert words in page
    assert "本地状况" not in page


def test_a_chosen_link_shows_all_that_is_known_of_it(client: TestClient) -> None:
    page = client.get(f"{GLASS}?link=l-melt").text
    for words in ("玻璃液", "全氧燃烧", "3041", "2026-09-30", "示例熔窑厂", "三门峡开展精准招商"):
        assert words in page
    for address in (
        "/records/enterprise?id=e-2",
        "/records/link?id=l-melt",
        "/?about=link:l-melt",
        "/?about=chain:c-glass",
    ):
        assert f'href="{address}"' in page
    assert f'href="{GLASS}?link=l-sand#link"' in page


def test_a_link_of_a_facts_file_leads_to_its_document(client: TestClient) -> None:
    page = client.get(f"{ALUMINIUM}?link=link-electrolysis").text
    assert "电解铝环节的企业是示例铝厂。" in page
    assert 'href="/documents/chain-example-aluminium-zh"' in page
    assert 'href="/documents/example-firms-zh"' in page
    assert "企业数不能当作统计数" in page


def test_no_firm_is_told_as_what_the_library_knows(client: TestClient) -> None:
    page = client.get(f"{GLASS}?link=l-plate").text
    assert "本资料库没有列出这一环节的企业" in page
    assert "不说明本地没有" in page


@pytest.mark.parametrize(
    "path", ["/chains/nothing", f"{GLASS}?link=nothing", f"{GLASS}?link=link-wheels", "/chains/c-hidden"]
)
def test_what_is_not_there_has_no_page(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_link_is_found_whatever_its_chain(client: TestClient) -> None:
    found = client.get("/links/l-melt", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, f"{GLASS}?link=l-melt#link")
    assert client.get("/links/l-secret").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_the_public_pages_hold_nothing_for_staff(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert MARKER not in page.text
    assert "t-1" not in page.text
    assert "目标企业" not in page.text


def test_staff_see_how_links_stand_and_who_would_fill_them(staff: TestClient) -> None:
    page = staff.get(f"{GLASS}?link=l-plate").text
    for words in (
        "缺失 · 未列企业",
        "弱 · 列有 1 家企业",
        "本地配套率",
        "目标企业分布（按省份）",
        "示例东省",
        f"{MARKER}甲",
    ):
        assert words in page
    assert 'href="/records/target?id=t-1"' in page
    assert "本地状况" not in staff.get(ALUMINIUM).text


def test_names_are_in_the_readers_script(client: TestClient) -> None:
    page = client.get(GLASS, headers={"Accept-Language": "zh-TW"}).text
    assert "示例玻璃產業鏈" in page
    assert "熔窯" in page


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_their_window_in_both_languages(visiting: Any, path: str, width: int, locale: str) -> None:
    page = visiting(path, width=width, locale=locale).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if path.startswith("/chains/"):
        assert page.locator(".chain-map").is_visible() == (width == 1280)
        assert page.locator(".chain-steps").is_visible() == (width == 390)


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_words_stay_inside_their_boxes(visiting: Any, locale: str) -> None:
    page = visiting(GLASS, locale=locale).page
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".box")].flatMap((box) => {
            const edge = box.querySelector("rect").getBBox();
            return [...box.querySelectorAll("text")].filter((text) => {
                const words = text.getBBox();
                return words.x + words.width > edge.x + edge.width || words.y + words.height > edge.y + edge.height;
            }).map((text) => text.textContent);
        })"""
    )
    assert outside == []


def test_a_link_is_opened_with_the_keyboard(visiting: Any) -> None:
    page = visiting(GLASS, locale="en-GB").page
    page.locator(".box", has_text="Glass melting").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chains/c-glass?link=l-melt#link")
    assert page.locator("#link h2").inner_text().startswith("Glass melting")
    page.get_by_role("link", name="Close the link").click()
    page.wait_for_url("**/chains/c-glass#map")


def test_on_a_phone_links_are_read_one_after_the_other(visiting: Any) -> None:
    page = visiting(GLASS, width=390).page
    names = page.locator(".chain-steps li a").all_inner_texts()
    assert names == ["石英砂", "熔窑", "示例面板", "平板玻璃", "碎玻璃回收"]
    assert "供应给 → 示例面板、平板玻璃" in page.locator(".chain-steps").inner_text()
