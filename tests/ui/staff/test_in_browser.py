"""The staff space in a real browser: logging in, asking, and every page for those who hear it or enlarge it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from assistant.answers import Outcome
from assistant.keeping.feedback import Feedback
from assistant.keeping.log_entries import LogFilter
from assistant.keeping.questions import QuestionLog
from tests.assistant.keeping.samples import kept as kept_question
from tests.ui.axe import violations
from tests.ui.staff.conftest import PASSWORD, Kept

PAGES = (
    "",
    "log",
    "log/seen-1",
    "unanswered",
    "feedback",
    "fields",
    "files",
    "library",
    "switches",
    "audit",
    "account",
    "documents",
)
BOX = "#chat-question textarea"
FINISHED = "#chat-log a[href$='#copy']"


@pytest.fixture(scope="module", autouse=True)
def asked(kept: Kept) -> Iterator[None]:
    now = datetime.now(UTC)
    open_ = {"outcome": Outcome.NOT_FOUND.value, "citations": ()}
    QuestionLog(kept.public).add(
        [
            kept_question("签了多少项目？", "b-1", id="seen-1", asked_at=now),
            kept_question("盐湖有多深？", "b-2", id="seen-2", asked_at=now, **open_),
        ]
    )
    kept.space.of_public.feedback.give(Feedback("seen-1", helpful=True, comment="很清楚"))
    yield
    for session in ("b-1", "b-2"):
        kept.space.of_public.questions.forget(session)


@pytest.fixture(scope="module", params=[("zh-CN", "light", 1280), ("en-GB", "dark", 390)], ids=["zh", "en"])
def staff(request: Any, browser: Browser, address: str) -> Iterator[Page]:
    """A page of an administrator who has logged in with the form."""
    locale, scheme, width = request.param
    context = browser.new_context(
        base_url=address, locale=locale, color_scheme=scheme, viewport={"width": width, "height": 820}
    )
    page = context.new_page()
    complaints: list[ConsoleMessage] = []
    page.on("console", lambda said: complaints.append(said))  # noqa: PLW0108  # builtins cannot listen
    page.goto("/staff/log?outcome=not_found")
    assert violations(page) == []
    page.fill("#name", "admin.li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/staff/log?outcome=not_found")
    yield page
    assert [said.text for said in complaints if said.type == "error"] == []
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_the_page_fits_when_it_is_enlarged(staff, path):
    staff.goto(f"/staff/{path}")
    assert violations(staff) == []
    before = staff.viewport_size
    staff.set_viewport_size({"width": 320, "height": 256})
    assert staff.evaluate("document.documentElement.scrollWidth") <= 320
    staff.set_viewport_size(before)


def test_an_answer_from_the_staffs_shelf_opens_at_its_source_and_can_be_judged(staff, kept):
    staff.goto("/staff/chat")
    staff.fill(BOX, "风筝产业的目标企业是谁？")
    staff.keyboard.press("Enter")
    expect(staff.locator(FINISHED)).to_have_count(1)
    expect(staff.locator("#chat-log")).to_contain_text("青鸢集团")
    chip = staff.locator("#chat-log p a[href*='check=']").first
    assert "/staff/documents/staff-targets-zh" in chip.get_attribute("href")
    chip.click()
    expect(staff.locator("#source mark")).to_contain_text("青鸢集团")
    assert violations(staff) == []
    staff.keyboard.press("Escape")
    staff.locator("#chat-log a[href*='#helpful-']").click()
    expect(staff.locator("#feedback")).to_be_visible()
    entry = kept.space.of_staff.log.page(LogFilter(text="目标企业")).entries[0]
    assert (entry.question.channel, entry.feedback.helpful) == ("staff", True)
    assert kept.space.of_public.log.page(LogFilter(text="目标企业")).total == 0


def test_logging_out_leads_to_the_login(staff, address):
    staff.goto("/staff/account")
    staff.locator(".staff-who button").click()
    expect(staff).to_have_url(f"{address}/staff/login")
    staff.go_back()
    expect(staff.locator("#password")).to_be_visible()
