"""Every public page for those who hear it, use no mouse, enlarge it or want no motion, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.axe import violations
from tests.ui.conftest import Served
from tests.ui.reach import moving, small_targets, stops, visited

PAGES = {
    "chat about a document": "/?about=document:report-2024-zh",
    "frame with first questions": "/embed?greeting=Welcome&question=demo&accent=8a1f2b&frame=dialog",
    "documents": "/documents?level=x",
    "document": "/documents/report-2024-zh",
    "opportunities": "/opportunities?min=1&unit=wan&county=x",
    "project": "/opportunities/",
    "chains": "/chains",
    "link of a chain": "/chains/c-glass?link=l-melt",
    "matching form": "/matching?investment=much",
    "records": "/records/project?id=p-1&id=p-2",
    "privacy": "/privacy",
    "no such page": "/nowhere",
}
BOX = "#chat-question textarea"
FINISHED = "#chat-log a[href$='#copy']"
CHIPS = "#chat-log p a[href*='check=']"
QUESTION = "第29届黄河文化旅游节签了多少项目？"

ANNOUNCED = """() => {
  window.announced = [];
  const isLive = (element) => {
    const region = element?.closest?.("[aria-live], [role=status], [role=alert], [role=log], output");
    return region && region.getAttribute("aria-live") !== "off" ? region : null;
  };
  new MutationObserver((changes) => {
    const regions = new Set(changes.map(({ target }) => isLive(target.nodeType === 3 ? target.parentElement : target)));
    for (const region of regions) if (region && region.textContent.trim()) announced.push(region.textContent.trim());
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module", params=[("zh-CN", "light", 1280), ("en-GB", "dark", 390)], ids=["zh", "en"])
def reader(request: Any, browser: Browser, served: Served) -> Iterator[Page]:
    """One browser page that goes from page to page."""
    locale, scheme, width = request.param
    context = browser.new_context(
        base_url=served.address, locale=locale, color_scheme=scheme, viewport={"width": width, "height": 820}
    )
    yield context.new_page()
    context.close()


def go(page: Page, name: str) -> None:
    """To a page by its name; the address of a project stands in the list of them."""
    address = PAGES[name]
    if name == "project":
        found = re.search(r'href="(/opportunities/[^"?]+)"', page.request.get("/opportunities").text())
        assert found
        address = found[1]
    page.goto(address)
    if name.startswith(("chat", "frame")):
        expect(page.locator(BOX)).to_be_visible()
        page.wait_for_timeout(500)  # the suggestions are there


def answered(page: Page, question: str = QUESTION) -> None:
    page.fill(BOX, question)
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(1)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_the_page_fits_when_it_is_enlarged(reader, name):
    go(reader, name)
    assert violations(reader) == []
    assert small_targets(reader) == []
    before = reader.viewport_size
    reader.set_viewport_size({"width": 320, "height": 256})  # as 1280 by 1024 enlarged to 400 %
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    reader.set_viewport_size(before)


@pytest.mark.parametrize(
    ("path", "locale", "scheme", "width"), [("/", "zh-CN", "dark", 1280), ("/embed", "en-GB", "light", 390)]
)
def test_axe_finds_nothing_in_an_answer_and_its_source(visiting, path, locale, scheme, width):
    page = visiting(path, locale=locale, color_scheme=scheme, width=width).page
    answered(page)
    page.wait_for_timeout(300)  # the suggestions come back
    assert violations(page) == []
    page.locator(CHIPS).first.click()
    expect(page.locator("#source mark")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#chat-log a[href*='#unhelpful-']").click()
    expect(page.locator("#feedback")).to_be_visible()
    assert violations(page) == []


def test_a_finished_answer_is_announced_once_and_nothing_else_while_it_comes(visiting, served: Served):
    page = visiting().page
    served.assistant.may_go_on.clear()
    page.evaluate(ANNOUNCED)
    page.fill(BOX, f"{QUESTION}请用自己的话说。")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-log .bot-row")).to_contain_text("共签约项目49个")
    page.wait_for_timeout(1500)  # signs of life come every second
    assert page.evaluate("announced") == []
    served.assistant.may_go_on.set()
    expect(page.locator(FINISHED)).to_have_count(1)
    page.wait_for_timeout(500)
    [announced] = page.evaluate("announced")
    assert "共签约项目49个" in announced
    assert "新材料项目17个" in announced


@pytest.mark.parametrize(
    "name", ["chat about a document", "frame with first questions", "opportunities", "link of a chain", "matching form"]
)
def test_with_the_keyboard_everything_is_reached_and_the_focus_is_seen(visiting, name):
    page = visiting("/documents").page
    go(page, name)
    seen = visited(page)
    assert len(seen) >= stops(page)
    assert [one["what"] for one in seen if not one["isMarked"]] == []
    assert [one["what"] for one in seen if not one["isShown"]] == []


def test_the_first_stop_leads_past_the_masthead(visiting):
    page = visiting("/documents", locale="en-GB").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_over_a_small_screen_the_source_holds_the_focus_and_gives_it_back(visiting):
    page = visiting("/?about=document:report-2024-zh", width=390).page
    answered(page)
    chip = page.locator(CHIPS).first
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_visible()
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 12:
        page.keyboard.press(key)
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('#source') !== null"
        )
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_nothing_moves_for_those_who_want_no_motion(visiting):
    page = visiting("/embed", reduced_motion="reduce").page
    answered(page)
    page.locator(CHIPS).first.click()
    assert moving(page) == []
