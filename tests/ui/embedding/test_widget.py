"""The assistant on a page of another site with a strict policy, third-party cookies blocked, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.ui.axe import violations
from tests.ui.conftest import Served
from tests.ui.host_site import HostSite
from ui.desk import Desk, Visit

QUESTION = {"zh-CN": "第29届黄河文化旅游节签了多少项目？", "en": "How many projects were signed at the 29th festival?"}
FINISHED = "#chat-log a[href$='#copy']"
CHIPS = "#chat-log p a[href*='check=']"
REMEMBER = """
  window.seen = [];
  for (const name of ["ready", "open", "close", "answer", "error"])
    addEventListener(`smx-${name}`, (event) => seen.push([name, event.detail]));
"""
STORAGE = "() => { try { localStorage.setItem('a', '1'); return 'open'; } catch { return 'blocked'; } }"


class Hosting:
    """Pages of the other site, and the browser that opens them."""

    def __init__(self, browser: Browser, served: Served, site: HostSite) -> None:
        self.browser, self.served, self.site = browser, served, site
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, body: str, *, language: str = "zh-CN", origin: str = "", width: int = 1280, **options: Any) -> Page:
        """A page with this body, in which {smx} is the address of the assistant."""
        context = self.browser.new_context(viewport={"width": width, "height": 820}, locale="de-DE", **options)
        return self.open_in(context, body, language=language, origin=origin)

    def open_in(self, context: BrowserContext, body: str, *, language: str = "zh-CN", origin: str = "") -> Page:
        context.set_default_timeout(10_000)
        context.add_init_script(REMEMBER)
        self.contexts.append(context)
        path = f"/page-{len(self.site.pages)}"
        smx = self.served.address
        self.site.put(path, body.replace("{smx}", smx), smx=smx, language=language)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{origin or self.site.origin}{path}")
        return page


@pytest.fixture
def hosting(browser: Browser, served: Served, host_site: HostSite) -> Iterator[Hosting]:
    opened = Hosting(browser, served, host_site)
    yield opened
    for context in opened.contexts:
        context.close()
    assert not opened.complaints


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[Visit]:
    """What each question came through."""
    seen: list[Visit] = []
    stream = Desk.stream

    def noting(self: Desk, conversation: Any, visit: Visit) -> Any:
        seen.append(visit)
        return stream(self, conversation, visit)

    monkeypatch.setattr(Desk, "stream", noting)
    return seen


def script(attributes: str = 'data-mode="launcher"') -> str:
    return f'<script src="{{smx}}/widget.js" {attributes}></script>'


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def happened(page: Page, name: str, times: int = 1) -> list[Any]:
    """The details of the events of this name, once there are as many."""
    for _ in range(100):
        found = [detail for seen, detail in page.evaluate("() => seen") if seen == name]
        if len(found) >= times:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"no {name} in {page.evaluate('() => seen')}")


def in_frame(page: Page, function: str) -> Any:
    return inside(page).locator("html").evaluate(function)


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1280), ("en", 390)])
def test_answers_and_their_sources_are_read_in_the_frame(
    hosting: Hosting, visits: list[Visit], language: str, width: int
):
    page = hosting.open(script('data-position="bottom-left" data-color="#8a1f2b"'), language=language, width=width)
    page.locator(".launcher").click()
    happened(page, "ready")
    assert in_frame(page, STORAGE) == "blocked"
    assert in_frame(page, "() => document.documentElement.lang") == language
    inside(page).locator("#chat-question textarea").fill(QUESTION[language])
    inside(page).locator("#chat-send").click()
    expect(inside(page).locator(FINISHED)).to_have_count(1)
    [answer] = happened(page, "answer")
    assert answer == {"number": 1, "sources": inside(page).locator("#chat-log li a[href*='check=']").count()}
    inside(page).locator(CHIPS).first.click()
    expect(inside(page).locator("#source mark")).to_contain_text("49")
    expect(inside(page).locator("#source-provenance")).to_have_text("公开来源" if language != "en" else "Public source")
    with page.context.expect_page() as opened:
        inside(page).locator("#source-document").click()
    expect(opened.value.locator("mark")).to_contain_text("49")
    assert opened.value.evaluate("() => document.documentElement.lang") == language
    assert [visit.channel for visit in visits] == ["embed"]
    assert page.context.cookies(hosting.site.origin) == []


def test_nothing_is_loaded_but_the_script_until_the_chat_is_opened(hosting: Hosting):
    asked: list[str] = []
    page = hosting.open("")
    page.on("request", lambda request: asked.append(request.url))
    hosting.site.put("/lazy", script().replace("{smx}", hosting.served.address), smx=hosting.served.address)
    page.goto(f"{hosting.site.origin}/lazy")
    expect(page.locator(".launcher")).to_have_text("招商助手")
    page.wait_for_timeout(300)
    assert [url for url in asked if hosting.served.address in url] == [f"{hosting.served.address}/widget.js"]


def test_with_the_keyboard_alone_it_is_opened_asked_and_left(hosting: Hosting):
    page = hosting.open(f'<a href="#top">first</a>{script()}', language="en")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".launcher")).to_be_focused()
    assert violations(page, "smx-assistant") == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Investment Assistant")).to_be_visible()
    expect(inside(page).locator("#chat-question textarea")).to_be_focused()
    assert violations(page, "smx-assistant") == []
    page.keyboard.type(QUESTION["en"])
    page.keyboard.press("Enter")
    expect(inside(page).locator(FINISHED)).to_have_count(1)
    chip = inside(page).locator(CHIPS).first
    while not chip.evaluate("chip => chip === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(inside(page).locator("#source-heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".launcher")).to_be_focused()
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(inside(page).locator(FINISHED)).to_have_count(1)  # the conversation is still there
    assert page.locator("iframe").count() == 1


def test_what_is_said_of_an_answer_is_said_in_the_frame(hosting: Hosting):
    page = hosting.open(script(), language="en")
    page.locator(".launcher").click()
    page.locator("smx-assistant").evaluate(f"it => it.ask({json.dumps(QUESTION['en'])})")
    dialog = inside(page).locator("#feedback")
    inside(page).locator("#chat-log a[href*='#helpful-']").click()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    inside(page).locator("#chat-log a[href*='#helpful-']").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("dialog")).to_be_visible()
    with page.context.expect_page() as opened:
        inside(page).locator(".notice a").click()
    expect(opened.value).to_have_url(f"{hosting.served.address}/privacy")


def test_on_a_phone_it_takes_the_whole_screen_and_the_page_behind_cannot_be_reached(hosting: Hosting):
    page = hosting.open(f'<button id="behind">behind</button>{script()}', width=390, has_touch=True)
    page.locator(".launcher").tap()
    expect(inside(page).locator("#chat-question textarea")).to_be_visible()
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 820}
    assert page.locator("dialog").evaluate("dialog => dialog.matches(':modal')")
    expect(page.get_by_role("button", name="关闭")).to_be_focused()  # the keyboard does not cover the half
    page.locator("#behind").evaluate("button => button.focus()")
    assert page.evaluate("() => document.activeElement.id") != "behind"
    page.set_viewport_size({"width": 1000, "height": 820})
    expect(page.locator("dialog")).to_have_css("width", "420px")
    assert not page.locator("dialog").evaluate("dialog => dialog.matches(':modal')")
    page.get_by_role("button", name="关闭").click()
    assert [name for name, _ in page.evaluate("() => seen")] == ["open", "ready", "close"]


def test_the_page_opens_asks_and_closes_by_its_own_script(hosting: Hosting):
    tag = '<smx-assistant site="news" width="500px" label="Ask us" theme="light"></smx-assistant>'
    page = hosting.open(f"{tag}<script src='{{smx}}/widget.js' defer></script>", language="en")
    assistant = page.locator("smx-assistant")
    assistant.evaluate(f"it => {{ it.ask({json.dumps(QUESTION['en'])}); }}")
    expect(inside(page).locator(FINISHED)).to_have_count(1)
    page.wait_for_timeout(600)  # nothing waits any more
    assistant.evaluate("it => { it.ask('demo'); it.ask('left out'); it.ask('Which catalogue edition?'); }")
    expect(inside(page).locator(FINISHED)).to_have_count(3)  # of those that have to wait, the last one is asked
    assert [answer["number"] for answer in happened(page, "answer", 3)] == [1, 2, 3]
    expect(inside(page).locator("#chat-log .user-row")).to_have_text(
        [QUESTION["en"], "demo", "Which catalogue edition?"]
    )
    expect(page.locator("dialog")).to_have_css("width", "500px")
    assert in_frame(page, "() => document.body.classList.contains('dark')") is False
    assistant.evaluate("it => it.setAttribute('theme', 'dark')")
    expect(inside(page).locator("body")).to_have_class(re.compile(r"\bdark\b"))
    assistant.evaluate("it => it.close()")
    expect(page.locator("dialog")).to_be_hidden()
    assistant.evaluate("it => it.setAttribute('open', '')")
    expect(page.locator("dialog")).to_be_visible()
    assistant.evaluate("it => it.removeAttribute('open')")
    expect(page.locator("dialog")).to_be_hidden()
    assert [name for name, _ in page.evaluate("() => seen") if name in {"open", "close"}] == ["open", "close"] * 2


def test_greeting_and_first_questions_of_the_page_are_text_and_are_asked(hosting: Hosting):
    greeting, questions = "欢迎来到&lt;b&gt;园区&lt;/b&gt;", f"{QUESTION['zh-CN']} | demo"
    tag = f'<smx-assistant mode="inline" height="600" greeting="{greeting}" questions="{questions}"></smx-assistant>'
    page = hosting.open(f"{tag}<script src='{{smx}}/widget.js'></script>", language="zh-Hant")
    expect(inside(page).locator(".welcome p")).to_have_text("欢迎来到<b>园区</b>")
    expect(page.locator("smx-assistant")).to_have_css("height", "600px")
    expect(inside(page).get_by_role("button", name="發送")).to_be_visible()
    inside(page).locator(".first button").first.click()
    expect(inside(page).locator(FINISHED)).to_have_count(1)
    expect(inside(page).locator("#chat-log .user-row")).to_have_text(QUESTION["zh-CN"])
    expect(inside(page).locator(".welcome")).to_be_hidden()


def test_a_site_that_is_not_listed_gets_words_in_place_of_the_chat(hosting: Hosting):
    page = hosting.open("", origin=hosting.site.stranger, language="en")
    page.clock.install()
    hosting.site.put(
        "/stranger", script().replace("{smx}", hosting.served.address), smx=hosting.served.address, language="en"
    )
    page.goto(f"{hosting.site.stranger}/stranger")
    page.locator(".launcher").click()
    page.wait_for_timeout(1000)
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("alert")).to_contain_text("cannot be shown here")
    assert [name for name, _ in page.evaluate("() => seen")] == ["open", "error"]
    assert all("/embed" not in frame.url for frame in page.frames)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert any("frame-ancestors" in complaint for complaint in hosting.complaints)
    hosting.complaints.clear()


def test_it_works_where_the_browser_keeps_nothing_at_all(hosting: Hosting, browser: Browser, tmp_path: Path):
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
    )
    page = hosting.open_in(context, script(), language="en")
    assert page.evaluate(STORAGE) == "blocked"
    page.locator(".launcher").click()
    happened(page, "ready")
    assert in_frame(page, STORAGE) == "blocked"
    page.locator("smx-assistant").evaluate(f"it => it.ask({json.dumps(QUESTION['en'])})")
    expect(inside(page).locator(FINISHED)).to_have_count(1)


def test_neither_side_listens_to_anybody_else(hosting: Hosting):
    page = hosting.open(script(), language="en")
    page.locator(".launcher").click()
    happened(page, "ready")
    page.evaluate("() => { for (const type of ['answer', 'escape']) postMessage({smx: 1, type, number: 9}, '*'); }")
    in_frame(page, "() => { postMessage({smx: 1, type: 'ask', question: 'demo'}, '*'); }")
    page.wait_for_timeout(500)
    expect(page.locator("dialog")).to_be_visible()
    expect(inside(page).locator(".user-row")).to_have_count(0)
    assert [name for name, _ in page.evaluate("() => seen")] == ["open", "ready"]


@pytest.mark.parametrize(
    ("named", "version", "is_heard"), [("", 1, True), ("https://other.test", 1, False), ("", 2, False)]
)
def test_the_frame_answers_only_the_site_it_was_made_for_and_its_own_version(
    hosting: Hosting, named: str, version: int, is_heard: bool
):
    page = hosting.open(f'<iframe src="{{smx}}/embed?host={named}"></iframe>')
    expect(inside(page).locator("#chat-question textarea")).to_be_visible()
    page.evaluate(
        """([version, smx]) => {
            window.heard = [];
            addEventListener('message', (event) => heard.push([event.origin, event.data.type]));
            frames[0].postMessage({ smx: version, type: 'hello' }, smx);
        }""",
        [version, hosting.served.address],
    )
    page.wait_for_timeout(500)
    assert page.evaluate("() => heard") == ([[hosting.served.address, "ready"]] if is_heard else [])


def test_an_answer_in_the_frame_is_judged_and_forgotten(hosting: Hosting):
    page = hosting.open(script('data-mode="inline"'), width=390)
    happened(page, "ready")
    frame = inside(page)
    frame.locator("#chat-question textarea").fill(QUESTION["zh-CN"])
    frame.locator("#chat-question textarea").press("Enter")
    expect(frame.locator(FINISHED)).to_have_count(1)
    frame.get_by_role("button", name="没有帮助").click()
    frame.locator("#feedback-comment").fill("没有说明年份")
    frame.get_by_role("button", name="提交说明").click()
    expect(frame.locator("#announcement")).to_have_text("说明已收到，谢谢")
    frame.get_by_role("button", name="删除对话记录").click()
    frame.get_by_role("button", name="删除", exact=True).click()
    expect(frame.locator("#chat-log")).to_contain_text("已全部删除")
