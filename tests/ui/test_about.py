"""The chat opened with a thing to ask about."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.assistant.opportunities.projects import SECRETS
from ui.about import questions_about
from ui.about_texts import QUESTIONS
from ui.asking import about_address

FINISHED = "#chat-log a[href$='#copy']"


def test_the_page_says_what_is_asked_about(client):
    page = client.get("/?about=project:p-02", headers={"Accept-Language": "en"}).text
    assert 'href="/opportunities/p-02">Beta Aluminium Project</a>' in page
    assert "Demonstration data (fictional)" in page
    assert "三门峡开展精准招商" in client.get("/?about=document:report-2024-zh").text


@pytest.mark.parametrize(
    "about",
    [
        "project:p-99",
        "project:none",
        "target:p-01",
        "document:nothing",
        "p-01",
        ":",
        "project:",
        "x" * 5000,
        "<b>:<b>",
        "project:p-01 OR 1",
    ],
)
def test_what_is_not_on_the_shelf_is_ignored(client, about):
    page = client.get(f"/?about={quote(about)}")
    assert page.status_code == 200
    assert 'id="about"' not in page.text
    assert not [secret for secret in SECRETS if secret in page.text]


def test_pages_lead_to_asking_about_what_they_show(client):
    assert about_address("project", "p-02") in client.get("/opportunities/p-02").text.replace("&amp;", "&")
    assert about_address("document", "report-2024-zh") in client.get("/documents/report-2024-zh").text
    assert about_address("project", "p-1") in client.get("/records/project?id=p-1").text


def test_suggestions_fit_the_kind_and_what_is_stated(library):
    with_land, without = (library.subject("project", id_) for id_ in ("p-01", "p-03"))
    assert "用地多少亩？" in questions_about(with_land, "zh-Hans")
    assert "用地多少亩？" not in questions_about(without, "zh-Hans")
    assert questions_about(with_land, "zh-Hant")[0] == "總投資是多少？"
    report = library.subject("document", "report-2024-zh")
    assert questions_about(report, "en") == ("What is it about?", "Who issued it?")


def test_every_kind_has_questions_that_are_questions_in_both_languages():
    for questions in QUESTIONS.values():
        assert all(chinese.endswith("？") and english.endswith("?") for _, (chinese, english) in questions)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("locale", "name", "suggestion"),
    [("zh-CN", "甲铜箔项目", "总投资是多少？"), ("en-GB", "Alpha Foil Project", "What is the total investment?")],
)
def test_a_question_reaches_the_assistant_with_what_it_is_about(visiting, served, width, locale, name, suggestion):
    page = visiting("/?about=project:p-01", locale=locale, width=width).page
    expect(page.locator("#about")).to_contain_text(name)
    expect(page.locator("#chat-question textarea")).to_be_in_viewport()
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.get_by_role("button", name=suggestion).click()
    expect(page.locator(FINISHED)).to_have_count(1)
    asked = served.assistant.asked[-1]
    assert (asked.question, asked.about.kind, asked.about.id) == (suggestion, "project", "p-01")


def test_it_can_be_dropped_without_losing_the_conversation(visiting, served):
    page = visiting("/?about=project:p-01").page
    page.get_by_role("button", name="总投资是多少？").click()
    expect(page.locator(FINISHED)).to_have_count(1)
    expect(page.get_by_role("button", name="在哪个县区？")).to_be_visible()
    page.locator("#about-drop").click()
    expect(page.locator("#about")).to_have_count(0)
    expect(page.get_by_role("button", name="在哪个县区？")).to_have_count(0)
    assert page.url.endswith("/")
    page.fill("#chat-question textarea", "第29届签了多少？")
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(2)
    asked = served.assistant.asked[-1]
    assert (asked.about, len(asked.turns)) == (None, 1)


def test_a_new_conversation_is_still_about_it(visiting, served):
    page = visiting("/?about=project:p-01").page
    page.get_by_role("button", name="总投资是多少？").click()
    expect(page.locator(FINISHED)).to_have_count(1)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(FINISHED)).to_have_count(0)
    page.get_by_role("button", name="总投资是多少？").click()
    expect(page.locator(FINISHED)).to_have_count(1)
    assert served.assistant.asked[-1].about.id == "p-01"


def test_the_question_can_be_typed_at_once(visiting):
    page = visiting("/?about=project:p-01").page
    expect(page.locator("#chat-question textarea")).to_be_focused()
