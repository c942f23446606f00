"""Every page of the staff space for those who hear it, use no mouse, enlarge it or want no motion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answers import Outcome
from assistant.keeping.feedback import Feedback
from assistant.keeping.questions import QuestionLog
from index.generations import Generations
from tests.assistant.keeping.samples import kept as kept_question
from tests.ui.axe import violations
from tests.ui.reach import moving, small_targets, stops, visited
from tests.ui.staff.conftest import PASSWORD, Kept

BOX = "#chat-question textarea"
WIDTHS = (390, 320)  # a phone, and 1280 pixels enlarged to 400 %
Opening = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def asked(kept: Kept) -> Iterator[None]:
    """Enough questions for two pages of the log, some of them long, open or judged."""
    now, long = datetime.now(UTC), "https://www.example.org/" + "a-very-long-address/" * 8
    open_ = {"outcome": Outcome.NOT_FOUND.value, "citations": ()}
    questions = [
        kept_question("签了多少项目？", "a-1", id="reach-1", asked_at=now),
        kept_question(f"What does {long} say?", "a-2", id="reach-2", asked_at=now, language="en", **open_),
        kept_question("盐湖有多深？", "a-3", id="reach-3", asked_at=now - timedelta(days=2), **open_),
        kept_question("盐湖的深度是多少？", "a-3", id="reach-4", asked_at=now - timedelta(days=1), **open_),
    ]
    questions += [
        kept_question(
            f"第{number}届签了多少项目？", "a-5", id=f"reach-{number}", asked_at=now - timedelta(hours=number)
        )
        for number in range(10, 64)
    ]
    QuestionLog(kept.public).add(questions)
    kept.space.of_public.feedback.give(Feedback("reach-1", helpful=True, comment="很清楚"))
    kept.space.of_public.feedback.give(Feedback("reach-2", helpful=False, comment=long))
    yield
    for session in ("a-1", "a-2", "a-3", "a-5"):
        kept.space.of_public.questions.forget(session)


@pytest.fixture(scope="module")
def opening(browser: Browser, address: str) -> Iterator[Opening]:
    """Opens browsers in which an administrator has logged in, with the keyboard alone."""
    contexts = []

    def open_(locale: str, **options: Any) -> Page:
        context = browser.new_context(
            base_url=address, locale=locale, viewport={"width": 1280, "height": 820}, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/staff/")
        go_to(page, page.locator("#name"))
        page.keyboard.type("admin.li")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/staff/")
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=["zh-CN", "en-GB"])
def staff(request: Any, opening: Opening) -> Page:
    """One page of an administrator, in one language, who wants no motion."""
    return opening(request.param, reduced_motion="reduce")


def pages_of(page: Page) -> list[str]:
    """The addresses of all pages that the bar of the staff leads to, of the chat, and of one question."""
    page.goto("/staff/log")
    found = page.locator(".staff-bar a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [*found, "/staff/chat/", "/staff/log/reach-2"]


def go(page: Page, address: str) -> None:
    page.goto(address)
    if address.endswith("/chat/"):
        expect(page.locator(BOX)).to_be_visible()
        page.wait_for_timeout(500)  # the suggestions are there


def go_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until the focus is there."""
    for _ in range(stops(page) + 20):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def found_on_all(page: Page, look: Callable[[Page], object]) -> dict[str, object]:
    """What a look finds, by the page."""
    found, addresses = {}, pages_of(page)
    assert len(addresses) > len(("", "log", "unanswered", "feedback", "library", "switches", "audit", "account"))
    for address in addresses:
        go(page, address)
        if seen := look(page):
            found[address] = seen
    return found


def test_axe_finds_nothing_nothing_is_too_small_or_moves_and_every_page_fits_a_phone(staff: Page):
    def wrong(page: Page) -> list[str]:
        found = [*small_targets(page), *moving(page)]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += violations(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            needed = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{needed} px of {width}"] if needed > width else []
            found += small_targets(page)
        page.set_viewport_size({"width": 1280, "height": 820})
        return found

    assert found_on_all(staff, wrong) == {}


def test_the_login_page_is_for_everybody_too(browser: Browser, address: str):
    schemes: tuple[tuple[str, Literal["dark", "light"]], ...] = (("zh-CN", "dark"), ("en-GB", "light"))
    for locale, scheme in schemes:
        context = browser.new_context(base_url=address, locale=locale, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto("/staff/")
        assert [*violations(page), *small_targets(page), *moving(page)] == []
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        context.close()


def test_with_the_keyboard_everything_is_reached_and_the_focus_is_seen(staff: Page):
    def missed(page: Page) -> list[str]:
        needed, seen = stops(page), visited(page)
        found = [f"{len(seen)} stops of {needed}"] if len(seen) < needed else []
        return found + [stop["what"] for stop in seen if not (stop["isMarked"] and stop["isShown"])]

    assert found_on_all(staff, missed) == {}


def test_the_keyboard_goes_through_the_pages_filters_the_log_and_turns_a_switch(staff: Page, kept: Kept):
    staff.goto("/staff/")
    for address in ("/staff/unanswered", "/staff/log"):
        go_to(staff, staff.locator(f".staff-bar a[href='{address}']"))
        staff.keyboard.press("Enter")
        expect(staff).to_have_url(re.compile(f"{address}$"))
    go_to(staff, staff.locator("#outcome"))
    staff.keyboard.press("ArrowDown")
    chosen = staff.locator("#outcome").input_value()
    assert chosen
    go_to(staff, staff.locator(".log-filters button"))
    staff.keyboard.press("Enter")
    expect(staff).to_have_url(re.compile(f"outcome={chosen}"))
    staff.goto("/staff/switches")
    for to in ("closed", "open"):
        go_to(staff, staff.locator(f"form[action$='public_chat'] button[value={to}]"))
        staff.keyboard.press("Enter")
        other = "open" if to == "closed" else "closed"
        expect(staff.locator(f"form[action$='public_chat'] button[value={other}]")).to_be_visible()
        assert kept.space.switches.all()["public_chat"].is_open == (to == "open")


def test_a_build_of_the_command_line_is_seen_to_end(staff: Page, kept: Kept):
    with Generations(kept.data).building():
        staff.goto("/staff/library")
        expect(staff.locator("#work[data-running=yes]")).to_be_visible()
        assert violations(staff) == []
    over = staff.locator("#work").get_attribute("data-over")
    expect(staff.locator("#work-state")).to_have_text(over or "-")


def test_the_keyboard_logs_out(opening: Opening, address: str):
    page = opening("en-GB")
    go_to(page, page.locator(".staff-who button"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/staff/login")
