from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assistant.answers import Outcome
from assistant.keeping.feedback import Feedback
from assistant.keeping.log_entries import CitedSource
from assistant.keeping.questions import QuestionLog
from assistant.views import DocumentView
from corpus.documents import Document, Status
from index.generations import Generations
from tests.assistant.keeping.samples import kept as kept_question
from tests.ui.staff.conftest import HTML, Staff
from ui.staff.overview import noted_sources

READING = ("", "?days=7", "log", "unanswered", "feedback", "fields", "files", "library", "switches", "account")


@pytest.fixture(scope="module", autouse=True)
def asked(kept):
    """Some questions of the last days, two of them with feedback."""
    now = datetime.now(UTC)
    unanswered = {"outcome": Outcome.NOT_FOUND.value, "citations": ()}
    english = {"language": "en", "script": "latn", "channel": "api"}
    questions = [
        kept_question("制盐补贴有多少？", "s-1", id="q-1", asked_at=now, **unanswered),
        kept_question("制盐的补贴是多少？", "s-2", id="q-2", asked_at=now - timedelta(days=1), **unanswered),
        kept_question("How deep is the lake?", "s-3", id="q-3", asked_at=now, **unanswered, **english),
        kept_question("签了多少项目？", "s-4", id="q-4", asked_at=now),
        kept_question("<script>alert(1)</script>", "s-5", id="q-5", asked_at=now),
    ]
    QuestionLog(kept.public).add(questions)
    kept.space.of_public.feedback.give(Feedback("q-4", helpful=False, comment="<b>wrong</b> year"))
    QuestionLog(kept.staff).add([kept_question("内部问题", "s-9", id="q-9", channel="staff", asked_at=now)])


@pytest.mark.parametrize("path", READING)
def test_every_page_is_there_for_a_reader_in_every_language(reader, path):
    page = reader.get(path)
    assert page.status_code == 200
    assert "reader.li" in page.text
    for tag in ("zh-CN", "zh-TW"):
        shown = reader.client.get(f"/staff/{path}", headers=HTML | {"Accept-Language": tag})
        assert f'lang="{tag}"' in shown.text


def test_the_addresses_of_public_templates_lead_to_the_staffs_own_pages(reader):
    page = reader.get("documents").text
    assert 'href="/staff/documents/staff-targets-zh"' in page
    assert 'action="/staff/documents"' in page
    assert 'href="/staff/chat/"' in page
    assert 'href="/documents' not in page
    assert reader.get("documents/staff-targets-zh").status_code == 200
    assert reader.client.get("/documents/staff-targets-zh", headers=HTML).status_code == 404


def test_the_chat_says_that_internal_sources_are_among_its_own(reader):
    page = reader.get("chat/").text
    assert "internal sources" in page
    assert "Made-up material" not in page  # the notice for the public
    assert "internal sources" not in reader.client.get("/", headers=HTML).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"q-1", "q-2", "q-3", "q-4", "q-5"}),
        ("?outcome=not_found", {"q-1", "q-2", "q-3"}),
        ("?outcome=not_found&language=en", {"q-3"}),
        ("?channel=api", {"q-3"}),
        ("?channel=staff", {"q-9"}),
        ("?judged=unhelpful", {"q-4"}),
        ("?q=%E5%88%B6%E7%9B%90", {"q-1", "q-2"}),
        ("?conversation=s-2", {"q-2"}),
        ("?since=2001-01-01&until=2001-01-02", set()),
        ("?outcome=no&since=tomorrow&page=x&channel=no", {"q-1", "q-2", "q-3", "q-4", "q-5"}),
    ],
)
def test_the_log_shows_what_its_address_asks_for(reader, query, found):
    page = reader.get(f"log{query}").text
    assert {one for one in ("q-1", "q-2", "q-3", "q-4", "q-5", "q-9") if f"/staff/log/{one}" in page} == found


def test_what_readers_wrote_is_shown_as_text(reader):
    page = reader.get("log/q-5").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>wrong" not in reader.get("feedback").text


def test_unanswered_questions_of_one_meaning_stand_together(reader):
    page = reader.get("unanswered").text
    groups = page.split('class="group"')[1:]
    assert len(groups) == 2
    assert "制盐补贴有多少" in groups[0]
    assert "制盐的补贴是多少" in groups[0]
    assert "asked 2×" in groups[0]
    assert "How deep is the lake?" in groups[1]


def test_feedback_is_looked_after_with_a_note_and_is_in_the_audit(editor, kept):
    assert "q-4" in editor.get("feedback").text
    assert editor.post("log/q-4/feedback", state="done", note="The year was added.").status_code == 303
    assert "q-4" not in editor.get("feedback").text
    page = editor.get("log/q-4").text
    assert "The year was added." in page
    assert "editor.li" in page
    entry = kept.space.audit.page(what="feedback_handled").entries[0]
    assert (entry.who, dict(entry.detail)) == ("editor.li", {"question": "q-4", "state": "done"})


ACTS = {
    "log/q-4/feedback": ("editor", {"state": "seen"}),
    "log/q-none/forget": ("editor", {}),
    "fields": ("editor", {"document": "tea-zh"}),
    "files/remove": ("editor", {"library": "0", "path": "paper-zh.md"}),
    "library/build": ("admin", {}),
    "library/roll-back": ("admin", {}),
    "switches/public_chat": ("admin", {"to": "closed"}),
}


@pytest.mark.parametrize("path", ACTS)
def test_what_a_role_may_not_do_is_refused_by_the_server(running, kept, path):
    needed, fields = ACTS[path]
    before = kept.space.audit.page(size=1).total
    for role in ("reader", "editor")[: 1 if needed == "editor" else 2]:
        staff = Staff(running, f"{role}.li")
        before += 1  # its login
        refused = staff.post(path, **fields)
        assert refused.status_code == 403
        assert "Not permitted" in refused.text
    assert kept.space.audit.page(size=1).total == before


def test_the_export_and_the_audit_are_not_for_every_role(running):
    assert Staff(running, "reader.li").get("log.csv").status_code == 403
    editor = Staff(running, "editor.li")
    assert "制盐补贴有多少？" in editor.get("log.csv").text
    assert editor.get("audit").status_code == 403
    assert "questions exported" in Staff(running, "admin.li").get("audit").text


def test_the_switch_closes_the_public_chat_and_opens_it_again_with_the_words_for_readers(admin, kept):
    asking = {"json": {"question": "第12届风筝节签约项目多少个？"}, "headers": {"Accept": "application/json"}}
    assert admin.post("switches/public_api", to="closed", message_zh="今日维护").headers["location"].endswith("both=1")
    assert (
        admin.post("switches/public_api", to="closed", message_zh="今日维护", message_en="Under care").status_code
        == 303
    )
    wait_until_looked()
    assert "今日维护" in admin.client.post("/api/v1/ask", **asking).text
    admin.post("switches/public_api", to="open")
    wait_until_looked()
    assert "38" in admin.client.post("/api/v1/ask", **asking).text


def wait_until_looked() -> None:
    time.sleep(2.3)  # each process looks every two seconds


def test_a_build_goes_on_aside_and_tells_how_far_it_is(admin, kept):
    (kept.library / "note-en.md").write_text("# A made-up note\n\nThe made-up tower has 77 steps.\n", "utf-8")
    before = kept.space.rebuilding.served.id
    assert admin.post("library/build").headers["location"] == "/staff/library"
    assert admin.post("library/build").headers["location"] == "/staff/library?busy=1"
    while (work := admin.client.get("/staff/library/work").json())["is_running"]:
        time.sleep(0.2)
    assert any("writing" in line for line in work["lines"]), work
    assert kept.space.rebuilding.served.id > before
    assert before in admin.get("library").text
    assert "It has ended well." in admin.get("library").text
    assert "serves these documents" not in admin.get("library").text
    (kept.library / "note-en.md").unlink()
    assert admin.post("library/build").status_code == 303
    while admin.client.get("/staff/library/work").json()["is_running"]:
        time.sleep(0.2)
    before = kept.space.rebuilding.earlier[0].id
    page = admin.get("library").text
    assert page.index("serves these documents") < page.index("<li>note-en") < page.index("library/roll-back")
    assert admin.post("library/roll-back").status_code == 303
    assert kept.space.rebuilding.served.id == before


def test_a_build_of_the_command_line_is_told_of_and_no_other_begins(admin, kept):
    with Generations(kept.data).building():
        assert admin.post("library/build").headers["location"] == "/staff/library?busy=1"
        page = admin.get("library?busy=1").text
        work = admin.get("library/work").json()
    assert "A build is running since" in page
    assert "A build is running already." in page
    assert (work["is_running"], work["lines"]) == (True, [])
    assert work["begun"] in page
    assert work["begun"] not in admin.get("library").text


def test_a_conversation_is_deleted_at_the_wish_of_whoever_asked(editor, kept):
    QuestionLog(kept.public).add([kept_question("删除我", "s-6", id="q-6"), kept_question("还有我", "s-6", id="q-7")])
    assert editor.post("log/q-6/forget").status_code == 303
    assert [editor.get(f"log/{one}").status_code for one in ("q-6", "q-7")] == [404, 404]


def test_sources_are_noted_by_what_is_the_matter_with_them_and_how_often_they_are_cited():
    def view(name: str, status: Status = "undated", **facts: Any) -> DocumentView:
        return DocumentView(Document(name, name, "en", "", (), f"{name}.md", **facts), status, ())

    views = [
        view("ended", "superseded"),
        view("ended-and-never-cited", "expired"),
        view("ending", "in_force", expires="2026-12-31"),
        view("one", "in_force", supersedes=("old",)),
        view("two", "in_force", supersedes=("old",)),
        view("aged", as_of="2023"),
        view("fresh", as_of="2026-01"),
    ]
    cited = [
        CitedSource("passage", name, name, None, count, datetime.now(UTC))
        for name, count in (("ended", 2), ("aged", 9), ("fresh", 9), ("two", 5))
    ]
    found = [(one.problem, one.document.id, one.cited) for one in noted_sources(views, cited, date(2026, 11, 26))]
    assert found == [
        ("ended", "ended", 2),
        ("expiring", "ending", 0),
        ("conflicting", "two", 5),
        ("conflicting", "one", 0),
        ("stale", "aged", 9),
    ]
