"""Files in a real browser: sent with their progress, looked at, put in, built, and cited at their page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx as docx_package
import pytest
from playwright.sync_api import Browser, Page, expect

from eval.faults.samples import Words, pdf_file
from tests.ui.axe import violations
from tests.ui.staff.conftest import PASSWORD, Kept

BOX = "#chat-question textarea"
FINISHED = "#chat-log a[href$='#copy']"


@pytest.fixture(scope="module", params=[("zh-CN", "light", 1280), ("en-GB", "dark", 390)], ids=["zh", "en"])
def admin(request: Any, browser: Browser, here: str) -> Iterator[Page]:
    """A page of an administrator."""
    locale, scheme, width = request.param
    context = browser.new_context(
        base_url=here, locale=locale, color_scheme=scheme, viewport={"width": width, "height": 820}
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/staff/login?next=/staff/files")
    page.fill("#name", "admin.li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{here}/staff/files")
    yield page
    assert complaints == []
    context.close()


def fits(page: Page) -> None:
    """Nothing is wrong for those who hear the page, and nothing stands out of it on a narrow screen."""
    assert violations(page) == []
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert before
    page.set_viewport_size(before)


def lighthouse(file: Path, language: str) -> Path:
    """A PDF file of two pages and a fact of its own for each language of the page."""
    first = [
        Words(150, 90, "云溪县灯塔说明", 22),
        Words(60, 140, "一、来历", 14),
        Words(60, 170, "虚构的灯塔建于码头旁。"),
    ]
    fact = f"虚构的{language}号灯塔高三十七米，每年接待游客九千人。"
    second = [Words(60, 140, "二、高度", 14), Words(60, 170, fact)]
    file.write_bytes(pdf_file([first, second]))
    return file


def test_files_are_sent_looked_at_put_in_and_cited_at_their_page(admin: Page, side: Kept, tmp_path: Path) -> None:
    language = admin.evaluate("document.documentElement.lang")[:2]
    pdf = lighthouse(tmp_path / f"灯塔{language}.pdf", language)
    document = docx_package.Document()
    document.add_heading(f"云溪县码头说明{language}", 1)
    document.add_paragraph("虚构的码头长八十八米。")
    document.save(str(tmp_path / f"码头{language}.docx"))
    admin.goto("/staff/files")
    fits(admin)
    admin.set_input_files("#upload-files", [pdf, tmp_path / f"码头{language}.docx"])
    admin.locator("#upload button").click()
    expect(admin.locator(".own-uploads li")).to_have_count(2)
    fits(admin)
    for name in (f"码头{language}.docx", pdf.name):
        admin.get_by_role("link", name=name, exact=True).click()
        expect(admin.locator(".as-cited li").first).to_be_visible()
        fits(admin)
        public = name.endswith("pdf")
        if public:
            expect(admin.locator(".cited-at").last).to_contain_text("第2页")
        admin.locator(f"input[value={'public' if public else 'staff'}]").check()
        admin.locator(".choose ~ p button").click()
        if public:
            expect(admin.locator("#confirmed")).to_be_focused()
            fits(admin)
            admin.keyboard.type("公开")
            admin.keyboard.press("Enter")
        expect(admin.locator(".done")).to_be_visible()
    admin.locator("form[action='/staff/library/build'] button").first.click()
    expect(admin.locator("#work[data-running]")).to_be_visible()
    said = "已完成。" if language == "zh" else "It has ended well."
    expect(admin.locator("#work-state")).to_have_text(said, timeout=90_000)
    admin.goto("/")
    admin.fill(BOX, f"{language}号灯塔高多少米？")
    admin.keyboard.press("Enter")
    expect(admin.locator(FINISHED)).to_have_count(1)
    expect(admin.locator("#chat-log")).to_contain_text("三十七米")
    admin.locator("#chat-log p a[href*='check=']").first.click()
    expect(admin.locator("#source")).to_contain_text("第2页")
    admin.goto(f"/staff/files?q={pdf.name}")
    expect(admin.locator(".library-files tbody tr")).to_have_count(1)
    admin.get_by_role("link", name=pdf.name).last.click()
    fits(admin)
    admin.locator("form[action='/staff/files/remove'] button").click()
    expect(admin.locator(".done")).to_be_visible()
    assert (side.library / "removed" / pdf.name).exists()


def test_a_file_that_is_dropped_is_sent_and_one_that_is_refused_says_why(admin: Page) -> None:
    admin.goto("/staff/files")
    drop = """async (names) => {
        const data = new DataTransfer();
        for (const name of names) data.items.add(new File(["A made-up note."], name));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }"""
    admin.evaluate(drop, ["note.md", "note.exe"])
    expect(admin.locator("#sending li")).to_have_count(2)
    expect(admin.locator("#sending li").first.locator("a")).to_be_visible()
    expect(admin.locator("#sending li").last).to_contain_text("note.exe")
    expect(admin.locator("#sending-said")).to_contain_text("note.exe")
    fits(admin)
    admin.locator("#sending li a").click()
    admin.locator("form[action$='/discard'] button").click()
    expect(admin.locator(".done")).to_be_visible()


def test_without_a_script_a_file_is_sent_and_looked_at(browser: Browser, here: str) -> None:
    context = browser.new_context(base_url=here, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    page.goto("/staff/login?next=/staff/files")
    page.fill("#name", "editor.li")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.set_input_files(
        "#upload-files", {"name": "plain.txt", "mimeType": "text/plain", "buffer": b"A made-up plain text."}
    )
    page.locator("#upload button").click()
    while page.locator(".as-cited").count() == 0:
        page.get_by_role("link", name="Look again").click()
    expect(page.locator(".as-cited")).to_contain_text("A made-up plain text.")
    page.locator("form[action$='/discard'] button").click()
    expect(page.locator(".done")).to_be_visible()
    context.close()
