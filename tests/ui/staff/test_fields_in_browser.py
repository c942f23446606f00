"""The details of documents in a real browser: a proposal taken over with the keyboard, a mistake, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.axe import violations
from tests.ui.conftest import running as served_here
from tests.ui.staff.conftest import PASSWORD, Kept, opening
from tests.ui.staff.papers import paper_library


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kept, str]]:
    """A staff space over made-up papers, and where it is served."""
    with (
        opening(tmp_path_factory.mktemp("browsed"), paper_library) as (kept, _),
        served_here(kept.assistant, kept.browsing, keeper=kept.keeper, staff=kept.space) as address,
    ):
        yield kept, address


@pytest.fixture(params=[("zh-CN", "light", 1280), ("en-GB", "dark", 390)], ids=["zh", "en"])
def staff(request: Any, browser: Browser, side: tuple[Kept, str]) -> Iterator[Page]:
    """A page of an editor who has logged in."""
    locale, scheme, width = request.param
    kept, address = side
    context = browser.new_context(
        base_url=address, locale=locale, color_scheme=scheme, viewport={"width": width, "height": 820}
    )
    page = context.new_page()
    broken: list[str] = []
    # The browser itself notes a form that came back with a mistake.
    page.on(
        "console", lambda said: broken.append(said.text) if said.type == "error" and "422" not in said.text else None
    )
    page.goto("/staff/fields")
    page.fill("#name", "editor.li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/staff/fields")
    yield page
    assert not broken
    context.close()
    for beside in kept.library.glob("*.md.yaml"):
        beside.unlink()


def fits(page: Page) -> bool:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= page.viewport_size["width"]  # type: ignore[index]


def test_a_proposal_is_seen_in_its_sentence_corrected_reviewed_and_saved(staff: Page) -> None:
    assert violations(staff) == []
    assert fits(staff)
    staff.get_by_role("link", name="示例市窑炉改造申报通知").click()
    expect(staff.locator("mark", has_text="示商〔2026〕3号")).to_be_visible()
    assert violations(staff) == []
    assert fits(staff)
    staff.locator("input[name=said-number]").first.focus()
    staff.keyboard.press("ArrowRight")  # from "decide later" to "take it over"
    staff.fill("#expires", "2026-13")
    staff.locator("#supersedes-1").press_sequentially("竹艺企业补贴")
    expect(staff.locator("#documents option")).to_have_attribute("value", "bamboo-old")
    staff.fill("#supersedes-1", "bamboo-old")
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("alert")).to_contain_text("2026-13")
    expect(staff.locator("#expires")).to_have_value("2026-13")
    expect(staff.locator("input[name=said-number][value=take]")).to_be_checked()
    assert violations(staff) == []
    staff.fill("#expires", "2027")
    staff.keyboard.press("Enter")
    expect(staff.locator(".follows li").first).to_contain_text("示例市竹艺企业补贴办法")
    assert violations(staff) == []
    assert fits(staff)
    staff.locator("button[value=edit]").click()
    expect(staff.locator("#expires")).to_have_value("2027")
    staff.locator(".form-end button").click()
    staff.locator("button[value=save]").click()
    expect(staff.get_by_role("status")).to_be_visible()
    expect(staff.locator("#number")).to_have_value("示商〔2026〕3号")
    assert violations(staff) == []
