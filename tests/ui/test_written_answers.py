"""A real library asked on the page through a chat model that streams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.browsing import Browsing
from assistant.composing import Composer
from assistant.flow import Assistant
from assistant.modelling import chat_model
from eval.scripted_model import ScriptedServer, event, keeps_silent, says
from tests.assistant.samples import TODAY, built, opened, write_library
from tests.ui.conftest import running

QUESTION = "茶叶企业每家可以申请多少补贴？"
WORDED = "每家茶叶企业可以申请30万元补贴。"
ANSWER = "#chat-log .bot-row"
FINISHED = "#chat-log a[href$='#copy']"


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    with ScriptedServer(says("")) as server:
        yield server


@pytest.fixture(scope="module")
def address(model: ScriptedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("written")
    index = opened(built(folder / "data", write_library(folder / "library")))
    chat = chat_model(model.settings(deadline_seconds=4, retries=0))
    assert chat is not None
    with closing(chat), running(Assistant(index, lambda: TODAY, Composer(chat, 4)), Browsing(index)) as served:
        yield served
    index.get().close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="zh-CN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def ask(page: Page) -> None:
    page.fill("#chat-question textarea", QUESTION)
    page.keyboard.press("Enter")


def test_each_worded_sentence_opens_the_words_it_rests_on(page, model):
    model.then(says(*f"{WORDED}[S1]苏州茶厂共有99家。[S1]茶叶企业补贴由县农业局受理。[S1]", pause=0.02), says(""))
    ask(page)
    expect(page.locator(FINISHED)).to_have_count(1, timeout=20_000)
    expect(page.locator(f"{ANSWER} strong").first).to_have_text("AI生成")
    expect(page.locator(ANSWER)).to_contain_text(WORDED)
    expect(page.locator(ANSWER)).to_contain_text("略去")
    expect(page.locator(ANSWER)).not_to_contain_text("99")
    page.locator(f"{ANSWER} p a[href*='check=']").first.click()
    expect(page.locator("#source mark")).to_have_text("茶叶企业每家可以申请补贴30万元。")


def test_a_model_that_falls_silent_leaves_the_plain_answer(page, model):
    model.then(keeps_silent([event({"content": f"{WORDED}[S1]茶"})]))
    ask(page)
    expect(page.locator(ANSWER)).to_contain_text(WORDED, timeout=20_000)
    expect(page.locator(FINISHED)).to_have_count(1, timeout=20_000)
    expect(page.locator(ANSWER)).to_contain_text("语言模型没有应答")
    expect(page.locator(ANSWER)).not_to_contain_text(WORDED)
    expect(page.locator(f"{ANSWER} p strong")).to_have_count(0)
