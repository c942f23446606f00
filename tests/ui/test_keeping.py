"""What readers see and do about what is kept: feedback, deletion and the page that explains it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import gradio as gr
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from starlette.testclient import TestClient

from assistant.keeping.keeper import Keeper
from assistant.keeping.stores import Store
from assistant.keeping.tables import feedback, questions
from tests.ui.fakes import FakeAssistant, FakeLibrary
from ui.desk import Desk
from ui.dialogue import Dialogue
from ui.exchanging import Exchanging
from ui.running.service import service_of
from ui.texts import TEXTS

QUESTION = "第29届黄河文化旅游节签了多少项目？"
FINISHED = "#chat-log a[href$='#copy']"


def ask(page: Page, question: str = QUESTION, answers: int = 1) -> None:
    page.fill("#chat-question textarea", question)
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(answers, timeout=15_000)


def said(store: Store, id_: str) -> tuple[bool, str] | None:
    with store.reading() as connection:
        row = connection.execute(select(feedback).where(feedback.c.question_id == id_)).one_or_none()
    return row and (row.helpful, row.comment)


def conversation_of(store: Store, id_: str) -> list[str]:
    session = select(questions.c.session).where(questions.c.id == id_).scalar_subquery()
    with store.reading() as connection:
        return list(connection.scalars(select(questions.c.id).where(questions.c.session == session)))


@pytest.mark.parametrize(
    ("locale", "unhelpful", "send"),
    [("zh-CN", "没有帮助", "提交说明"), ("zh-TW", "沒有幫助", "提交說明"), ("en-GB", "Not helpful", "Send")],
)
def test_a_reader_says_what_an_answer_lacks_with_the_keyboard_alone(visiting, served, locale, unhelpful, send):
    page = visiting(locale=locale).page
    ask(page)
    button = page.locator("#chat-log").get_by_role("button", name=unhelpful)
    id_ = button.get_attribute("href").partition("-")[2]
    button.focus()
    page.keyboard.press("Space")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(id_)
    assert said(served.store, id_) == (False, "")
    expect(page.locator("#feedback-comment")).to_be_focused()
    page.keyboard.type("请打13812345678")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name=send)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#announcement")).not_to_be_empty()
    assert said(served.store, id_) == (False, "请打[电话 phone]")
    ask(page, answers=2)
    expect(button.first).to_have_attribute("aria-pressed", "true")


def test_what_is_kept_of_a_visit_is_deleted_after_asking_once_more(visiting, served):
    page = visiting(width=390).page
    ask(page)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(FINISHED)).to_have_count(0)
    ask(page)
    id_ = page.locator("#chat-log a[href*='#helpful-']").get_attribute("href").partition("-")[2]
    page.locator("#chat-log").get_by_role("button", name="有帮助", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    assert len(conversation_of(served.store, id_)) == 2
    page.get_by_role("button", name="删除对话记录").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(page.locator(FINISHED)).to_have_count(1)
    page.get_by_role("button", name="删除对话记录").click()
    page.get_by_role("dialog").get_by_role("button", name="删除", exact=True).click()
    expect(page.locator("#chat-log")).to_contain_text("已全部删除")
    expect(page.locator("#announcement")).to_contain_text("已全部删除")
    assert said(served.store, id_) is None
    with served.store.reading() as connection:
        assert id_ not in set(connection.scalars(select(questions.c.id)))
    ask(page)


def test_an_answer_that_is_still_coming_is_left_and_not_kept(visiting, served):
    page = visiting().page
    ask(page)
    id_ = page.locator("#chat-log a[href*='#helpful-']").get_attribute("href").partition("-")[2]
    served.assistant.may_go_on.clear()
    page.fill("#chat-question textarea", "第29届用自己的话说")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-log .bot-row").last).to_contain_text("共签约项目49个")
    page.get_by_role("button", name="删除对话记录").click()
    page.get_by_role("dialog").get_by_role("button", name="删除", exact=True).click()
    expect(page.locator("#chat-log")).to_contain_text("已全部删除")
    served.assistant.may_go_on.set()
    page.wait_for_timeout(1_000)
    with served.store.reading() as connection:
        assert id_ not in set(connection.scalars(select(questions.c.id)))
        assert "第29届用自己的话说" not in set(connection.scalars(select(questions.c.question)))


def test_what_could_not_be_deleted_is_told_and_stays_on_the_page(tmp_path):
    (tmp_path / "file").write_text("in the way")
    request = SimpleNamespace(query_params={}, cookies={}, headers={"accept-language": "en"})
    with Store(tmp_path / "file" / "x.sqlite", "public") as store, Keeper(store, "public", days=7) as keeper:
        exchanging = Exchanging(Desk(FakeAssistant(), service_of(), keeper), FakeLibrary())
        dialogue, log, *_ = exchanging.forget(Dialogue(session="one"), cast(gr.Request, request))
    assert dialogue == gr.skip()
    assert [message.content.replace("\\", "") for message in log] == [TEXTS["en"]["not_forgotten"]]


def test_feedback_on_an_answer_that_is_no_longer_kept_says_so(visiting, served):
    visit = visiting(locale="en-GB")
    page = visit.page
    ask(page)
    with served.store.writing() as connection:
        connection.execute(questions.delete())
    page.locator("#chat-log").get_by_role("button", name="Helpful", exact=True).click()
    expect(page.locator("#announcement")).to_have_text("This answer is no longer kept")
    assert [complaint for complaint in visit.complaints if "404" not in complaint] == []
    visit.complaints.clear()  # the browser notes the refusal


def test_the_privacy_page_says_how_long_and_is_linked_from_every_page(client, tmp_path, make_app):
    for path in ("/", "/documents", "/opportunities", "/documents/report-2024-zh"):
        assert 'href="/privacy"' in client.get(path).text
    assert "不保存问题和回答" in client.get("/privacy").text
    with Store(tmp_path / "x.sqlite", "public") as store, Keeper(store, "public", days=7) as keeper:
        app = make_app(FakeAssistant(), keeper=keeper, hosts=["smx.test"])
        with TestClient(app, base_url="http://smx.test") as keeping:
            pages = {
                language: keeping.get("/privacy", headers={"Accept-Language": language}).text
                for language in ("zh-CN", "zh-TW", "en")
            }
    assert "提问后7天" in pages["zh-CN"]
    assert "提問後7天" in pages["zh-TW"]
    assert "For 7 days" in pages["en"]


def test_feedback_names_an_answer_and_is_refused_otherwise(client):
    assert client.post("/feedback", json={"question": "nobody", "helpful": True}).status_code == 404
    for senseless in ({}, {"question": "x"}, {"question": "x", "helpful": True, "comment": "x" * 501}, {"more": 1}):
        assert client.post("/feedback", json=senseless).status_code == 404
    assert client.post("/feedback", content=b"question=x").status_code == 404
