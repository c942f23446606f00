"""The chat in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

QUESTION = "第29届黄河文化旅游节签了多少项目？"
SENTENCE = "第29届黄河文化旅游节期间举办高端制造业产业推介会，共签约项目49个，投资总额613.47亿元。"
FINISHED = "#chat-log a[href$='#copy']"
CHIPS = "#chat-log p a[href*='check=']"


def ask(page: Page, question: str, answers: int = 1) -> None:
    page.fill("#chat-question textarea", question)
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(answers)


def test_an_answer_leads_to_its_quote_and_to_the_whole_document(visiting):
    page = visiting().page
    ask(page, QUESTION)
    expect(page.locator("#chat-log .bot-row p").first).to_contain_text(SENTENCE)
    expect(page.locator("#chat-log li")).to_have_count(2)
    page.locator(CHIPS).first.click()
    panel = page.locator("#source")
    expect(panel.locator("mark")).to_have_text(SENTENCE)
    expect(panel.locator("#source-title")).to_have_text("三门峡开展精准招商")
    expect(panel.locator("#source-as-of")).to_have_text("2024-06")
    expect(panel.locator("#source-status")).to_have_text("未注明有效期")
    expect(panel.locator("#source-provenance")).to_have_text("公开来源")
    expect(panel.locator("td").first).to_have_text("高端制造")
    original = panel.locator("#source-original")
    expect(original).to_have_attribute("href", "https://en.smx.gov.cn/714/616851648/1815631.html")
    expect(original).to_have_attribute("rel", re.compile("noopener"))
    panel.locator("#source-document").click()
    page.wait_for_url("**/documents/report-2024-zh?**")
    expect(page.locator("mark")).to_have_text(SENTENCE)
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_panel_is_left_with_escape_and_gives_the_focus_back(visiting):
    page = visiting().page
    ask(page, QUESTION)
    chip = page.locator(CHIPS).nth(1)
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source-heading")).to_be_focused()
    expect(page.locator("#source-language")).to_have_text("英文")
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(chip).to_be_focused()


def test_on_a_phone_the_source_is_a_sheet_at_the_bottom(visiting):
    page = visiting(width=390, has_touch=True).page
    ask(page, QUESTION)
    page.locator(CHIPS).first.tap()
    expect(page.locator("#source mark")).to_be_visible()
    box = page.locator("#source").bounding_box()
    assert box["x"] == 0
    assert box["width"] == 390
    assert box["y"] > 100
    assert box["y"] + box["height"] == pytest.approx(820, abs=1)
    assert page.locator("#main").evaluate("main => main.inert")
    page.mouse.click(195, 20)
    expect(page.locator("#source")).to_be_hidden()
    assert page.locator("body").evaluate("() => document.documentElement.scrollWidth") == 390


def test_a_superseded_source_is_labelled_in_answer_and_panel(visiting):
    page = visiting(locale="en-GB").page
    page.get_by_role("button", name="Which edition of the encouraged catalogue applies?").click()
    expect(page.locator(FINISHED)).to_have_count(1)
    expect(page.locator("#chat-log li strong")).to_have_text("Superseded")
    page.locator(CHIPS).first.click()
    expect(page.locator("#source-status")).to_have_text("Superseded")


def test_the_language_of_the_whole_interface_can_be_switched(visiting):
    page = visiting().page
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Sanmenxia Municipal Bureau of Commerce Investment Assistant"
    )
    expect(page.get_by_placeholder("Ask in Chinese or English")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("link", name="繁體").click()
    expect(page.get_by_role("button", name="發送")).to_be_visible()
    expect(page.get_by_role("button", name="容缺受理是什麼？")).to_be_visible()
    expect(page.locator("#chat-log")).to_contain_text("歡迎瞭解三門峽")
    page.get_by_role("link", name="資料目錄").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("資料目錄")


def test_a_new_conversation_forgets_the_old_one(visiting, served):
    page = visiting().page
    ask(page, QUESTION)
    page.get_by_role("button", name="其中新材料投资多少亿？").click()
    expect(page.locator(FINISHED)).to_have_count(2)
    assert [turn.question for turn in served.assistant.asked[-1].turns] == [QUESTION]
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(FINISHED)).to_have_count(0)
    expect(page.get_by_role("button", name="容缺受理是什么？")).to_be_visible()
    ask(page, QUESTION)
    assert served.assistant.asked[-1].turns == ()


def test_a_new_question_comes_to_the_top_so_that_its_answer_is_read_from_the_start(visiting):
    page = visiting(width=390).page
    page.set_viewport_size({"width": 390, "height": 560})
    for count in (1, 2, 3):
        ask(page, QUESTION, answers=count)
    log = page.locator("#chat-log [role=log]").bounding_box()
    answer = page.locator("#chat-log .bot-row").last.bounding_box()
    assert answer["height"] > log["height"]
    assert log["y"] <= page.locator("#chat-log .user-row").last.bounding_box()["y"] <= log["y"] + 20


def test_an_answer_is_copied_with_its_sources(visiting):
    page = visiting(permissions=["clipboard-read", "clipboard-write"]).page
    ask(page, QUESTION)
    page.locator(FINISHED).click()
    expect(page.locator("#announcement")).to_have_text("已复制")
    copied = page.locator("body").evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(
        f"{SENTENCE}[1][2]其中高端制造业项目23个，新材料项目17个。[3]\n\n[1][3] 三门峡开展精准招商 · "
    )
    assert "2024-06" in copied
    assert "https://en.smx.gov.cn/714/616851648/1815631.html" in copied
    assert "复制" not in copied


def test_a_finished_answer_is_announced_once(visiting):
    page = visiting().page
    ask(page, QUESTION)
    expect(page.locator("#announcement")).to_contain_text(SENTENCE)
    log = page.get_by_role("log", name="对话")
    expect(log).to_have_attribute("aria-live", "off")
    expect(log.locator("[aria-label*='message']")).to_have_count(0)


def test_dark_and_light_follow_the_system_until_chosen(visiting):
    page = visiting(color_scheme="dark").page
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    expect(page.locator("#chat-question textarea")).to_be_visible()
    page.locator("#theme").click()
    expect(page.locator("body")).not_to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    expect(page.locator("#chat-question textarea")).to_be_visible()
    expect(page.locator("body")).not_to_have_class(re.compile(r"\bdark\b"))


def test_a_documents_markup_does_not_act_in_the_chat(visiting):
    page = visiting(locale="en-GB").page
    ask(page, "demo")
    expect(page.locator("#chat-log .bot-row p").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#chat-log .bot-row img")).to_have_count(0)
    page.locator(CHIPS).first.click()
    expect(page.locator("#source mark").first).to_contain_text("<img src=x")
    expect(page.locator("#source-text img")).to_have_count(0)
    expect(page.locator("#source-provenance")).to_have_text("Demonstration data (fictional)")


def test_a_failure_is_an_apology_with_a_reference(visiting):
    page = visiting(locale="en-GB").page
    ask(page, "crash <b>now</b>")
    answer = page.locator("#chat-log .bot-row")
    expect(answer).to_contain_text(re.compile(r"quote the reference [0-9A-F]{8}"))
    expect(answer).not_to_contain_text("secret")


def test_an_over_long_question_reaches_the_assistant_and_is_shown_cut(visiting, served):
    page = visiting().page
    ask(page, "长" * 100_000)
    assert len(served.assistant.asked[-1].question) == 100_000
    assert len(page.locator("#chat-log .user-row").inner_text()) < 700


def test_an_answer_from_records_opens_them_and_is_copied_with_its_source(visiting):
    page = visiting(permissions=["clipboard-read", "clipboard-write"]).page
    ask(page, "有几条记录？")
    page.locator(FINISHED).click()
    expect(page.locator("#announcement")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "项目的数量是2个。" in copied
    assert "项目记录" in copied
    assert "/records/project?id=p-1&id=p-2" in copied
    page.goto(page.locator("#chat-log p a[href*='/records/']").first.get_attribute("href"))
    expect(page.locator("h2").first).to_contain_text("示例甲项目 <b>")
