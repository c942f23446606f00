"""Answers that come sentence by sentence, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.conversations import Conversation
from tests.ui.conftest import Served
from tests.ui.fakes import FakeAssistant
from ui.messages import message_of
from ui.texts import TEXTS

QUESTION = "第29届黄河文化旅游节签了多少项目？请用自己的话说。"
FINISHED = "#chat-log a[href$='#copy']"
ANSWER = "#chat-log .bot-row"
_PATIENCE_SECONDS = 15


@pytest.fixture
def writer(served: Served) -> Iterator[FakeAssistant]:
    """The assistant behind the page, which stops after its first sentence."""
    served.assistant.may_go_on.clear()
    served.assistant.was_left.clear()
    yield served.assistant
    served.assistant.may_go_on.set()


def begin(page: Page, question: str = QUESTION) -> None:
    page.fill("#chat-question textarea", question)
    page.keyboard.press("Enter")
    expect(page.locator(f"{ANSWER} strong")).to_have_count(1, timeout=_PATIENCE_SECONDS * 1000)


def test_sentences_are_shown_while_the_model_is_still_writing(visiting, writer):
    page = visiting().page
    begin(page)
    expect(page.locator(ANSWER)).to_contain_text("共签约项目49个")
    expect(page.locator(ANSWER)).not_to_contain_text("新材料项目17个")
    expect(page.locator(f"{ANSWER} p strong")).to_have_text("AI生成")
    expect(page.locator(f"{ANSWER} a[href*='check=']").first).to_be_visible()
    writer.may_go_on.set()
    expect(page.locator(FINISHED)).to_have_count(1)
    expect(page.locator(ANSWER)).to_contain_text("新材料项目17个")
    expect(page.locator(f"{ANSWER} p strong")).to_have_text("AI生成")


def test_what_is_copied_says_that_a_model_wrote_it(visiting, writer):
    writer.may_go_on.set()
    visit = visiting(permissions=["clipboard-read", "clipboard-write"])
    begin(visit.page)
    visit.page.locator(FINISHED).click()
    expect(visit.page.locator("#announcement")).to_have_text("已复制")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("AI生成 ")
    assert "项目49个" in copied


def test_a_plain_answer_takes_the_place_of_what_a_failing_model_had_begun(visiting, writer):
    page = visiting(locale="en-GB").page
    begin(page, "How many projects at the 29th festival, in own words? It fails.")
    expect(page.locator(f"{ANSWER} p strong")).to_have_text("AI-generated")
    writer.may_go_on.set()
    expect(page.locator(FINISHED)).to_have_count(1)
    expect(page.locator(ANSWER)).to_contain_text("did not respond")
    expect(page.locator(f"{ANSWER} p strong")).to_have_count(0)


def test_the_model_is_stopped_when_the_reader_leaves(visiting, writer):
    page = visiting().page
    begin(page)
    expect(page.locator(ANSWER)).to_contain_text("共签约项目49个")
    page.close()
    assert writer.was_left.wait(_PATIENCE_SECONDS)


def test_the_model_is_stopped_when_the_reader_begins_anew(visiting, writer):
    page = visiting().page
    begin(page)
    expect(page.locator(ANSWER)).to_contain_text("共签约项目49个")
    page.get_by_role("button", name="新对话").click()
    assert writer.was_left.wait(_PATIENCE_SECONDS)
    expect(page.locator("#chat-log .message")).to_have_count(0)


def test_only_what_a_model_wrote_is_labelled():
    answer = FakeAssistant().answer(Conversation(QUESTION))
    assert "AI生成" not in message_of(answer, TEXTS["zh-Hans"])
