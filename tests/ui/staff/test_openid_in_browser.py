"""The way to a provider and back in a real browser, to which the provider is another site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from assistant.keeping.audit import Actor
from assistant.keeping.openid_logins import OpenIdLogins
from assistant.openid.provider import Provider
from assistant.settings import StaffSettings
from tests.assistant.openid.issuing import CLIENT_ID, SECRET, Issuing, issuing
from tests.ui.axe import violations
from tests.ui.conftest import running as served_here
from tests.ui.staff.conftest import Kept
from ui.staff.space import OpenId

BY = Actor("test", "here")
BUTTON = {"zh-CN": "通过统一身份认证登录", "en-GB": "Log in with single sign-on"}
LEAVE = {"zh-CN": "一并退出", "en-GB": "Log out there too"}
UNKNOWN = {"zh-CN": "您还没有工作台账号", "en-GB": "You have no account here yet"}


@pytest.fixture(scope="module")
def idp() -> Iterator[Issuing]:
    with issuing("localhost") as provider:
        yield provider


@pytest.fixture(scope="module")
def address(kept: Kept, idp: Issuing) -> Iterator[str]:
    given = {"openid_issuer": idp.issuer, "openid_client_id": CLIENT_ID, "openid_client_secret": SecretStr(SECRET)}
    provider = Provider(StaffSettings(**given))
    space = replace(kept.space, openid=OpenId(provider, OpenIdLogins(kept.staff, provider.issuer)))
    kept.space.accounts.add_of_subject("zhao.there", "editor", idp.issuer, "subject-1", BY)
    with served_here(kept.assistant, kept.browsing, keeper=kept.keeper, staff=space) as address:
        yield address
    kept.space.accounts.remove("zhao.there", BY)


@pytest.fixture(params=[("zh-CN", "light", 1280), ("en-GB", "dark", 390)], ids=["zh", "en"])
def person(request: Any, browser: Browser, address: str) -> Iterator[tuple[Page, str]]:
    """A page of somebody who has not logged in, and their language."""
    locale, scheme, width = request.param
    context = browser.new_context(
        base_url=address, locale=locale, color_scheme=scheme, viewport={"width": width, "height": 820}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page, locale
    # That a page was refused is no complaint of the page.
    assert [said for said in complaints if "status of 403" not in said] == []
    context.close()


def fits_when_enlarged(page: Page) -> bool:
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": 320, "height": 256})
    width: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return width <= 320


def test_the_button_leads_to_the_provider_and_back_to_what_was_wanted(person, idp, address):
    page, locale = person
    page.goto("/staff/log?q=tea")
    button = page.get_by_role("link", name=BUTTON[locale], exact=True)
    expect(button).to_be_visible()
    assert violations(page) == []
    assert fits_when_enlarged(page)
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="I am subject-1").click()
    expect(page).to_have_url(f"{address}/staff/log?q=tea")
    expect(page.locator(".staff-who")).to_contain_text("zhao.there")
    page.locator(".staff-who button").click()
    expect(page.locator("#password")).to_be_visible()
    assert violations(page) == []
    assert fits_when_enlarged(page)
    page.get_by_role("link", name=LEAVE[locale]).click()
    expect(page).to_have_url(f"{idp.issuer}/end?client_id=smx+made+up")
    page.goto("/staff/log")
    expect(page.locator("#password")).to_be_visible()
    expect(page.get_by_role("link", name=LEAVE[locale])).to_have_count(0)


def test_who_has_no_account_reads_what_to_do_and_can_go_back(person, idp, address):
    page, locale = person
    idp.subject = "subject-without"
    try:
        page.goto("/staff/login")
        page.get_by_role("link", name=BUTTON[locale]).click()
        page.get_by_role("link", name="I am subject-without").click()
    finally:
        idp.subject = "subject-1"
    expect(page.get_by_role("heading", level=1)).to_have_text(UNKNOWN[locale])
    expect(page.locator("code")).to_have_text("subject-without")
    assert violations(page) == []
    assert fits_when_enlarged(page)
    page.locator("main a.button").click()
    expect(page.locator("#password")).to_be_visible()
