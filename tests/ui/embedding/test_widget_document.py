"""What docs/widget.md says of the script, held against the script; its example, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.conftest import running
from tests.ui.fakes import FakeAssistant, FakeLibrary
from tests.ui.host_site import STRICT_POLICY
from ui.embedding.wishes import LONGEST_TEXT, MOST_QUESTIONS
from ui.pages import STATIC_FOLDER

DOCS = Path(__file__).parents[3] / "docs"
DOCUMENT = (DOCS / "widget.md").read_text("utf-8")
WIDGET = (STATIC_FOLDER / "widget.js").read_text("utf-8")
FRAME = (STATIC_FOLDER / "embed.js").read_text("utf-8")
EXAMPLE_ADDRESS = "https://invest.example.org"


def rows(heading: str) -> list[str]:
    """The first cells of the tables under a heading."""
    part = DOCUMENT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)


def quoted(pattern: str, text: str) -> list[str]:
    return re.findall(r'"([^"]+)"', re.findall(pattern, text)[0])


def test_the_table_lists_every_attribute():
    assert sorted(rows("Attributes")) == sorted(quoted(r"const NAMES = \[(.*?)\]", WIDGET))


def test_the_tables_list_every_method_and_event():
    methods = re.findall(r"^    (?!constructor|\w*Callback)([a-z]+\(\w*\)) \{", WIDGET, re.MULTILINE)
    events = [f"smx-{name}" for name in re.findall(r'this\._say\("(\w+)"', WIDGET)]
    assert sorted(rows("Methods and events")) == sorted({*methods, *events})


def test_the_table_lists_every_permission_of_the_frame():
    part = re.findall(r'sandbox: "([^"]+)"', WIDGET)[0]
    assert [row for row in rows("The frame") if row.startswith("allow-")] == part.split()


def test_the_table_lists_every_message():
    sent = set(re.findall(r'_tell\("(\w+)"', WIDGET))
    answered = set(re.findall(r'\btell\("(\w+)"', FRAME))
    part = DOCUMENT.partition("| from the page |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE)) == sent
    assert set(re.findall(r"^\|[^|]*\|[^|]*\| `(\w+)`", part, re.MULTILINE)) == answered


def test_the_limits_are_those_that_are_kept():
    assert f"const LONGEST = {LONGEST_TEXT};" in WIDGET
    assert f"| text, {LONGEST_TEXT} characters |" in DOCUMENT
    assert f"| up to {MOST_QUESTIONS}, separated by a vertical bar, {LONGEST_TEXT} characters each |" in DOCUMENT


def test_the_lines_of_the_policy_are_those_that_are_tested():
    [lines] = re.findall(r"^```\n(script-src.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    for line in lines.splitlines():
        assert line.replace(EXAMPLE_ADDRESS, "{smx}") in STRICT_POLICY


@pytest.fixture
def example(tmp_path: Path) -> Iterator[str]:
    """The address of the example, which shows an assistant on this machine."""
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        origin = f"http://localhost:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        with running(FakeAssistant(), FakeLibrary(), embed_origins=[origin]) as smx:
            for file in (DOCS / "examples").iterdir():
                text = file.read_text("utf-8")
                (tmp_path / file.name).write_text(text.replace(EXAMPLE_ADDRESS, smx), "utf-8")
            yield f"{origin}/host.html"
        server.shutdown()
        thread.join()


def test_the_example_works(example: str, browser: Browser):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(example)
    expect(page.get_by_role("button", name="Ask the Bureau of Commerce")).to_be_visible()
    page.get_by_role("button", name="Ask about the aluminium chain").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("#chat-log .user-row")).to_have_text("Which firms lead the aluminium chain?")
    expect(page.locator("#told li")).to_have_text(
        ["smx-open {}", "smx-ready {}", 'smx-answer {"number":1,"sources":0}'], timeout=10_000
    )
    page.get_by_role("button", name="Close", exact=True).first.click()
    expect(page.locator("#told li").last).to_have_text("smx-close {}")
    page.close()
    assert complaints == []
