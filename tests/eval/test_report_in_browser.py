"""The page of a run in a browser, opened as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from eval.reporting.page import write_report
from tests.eval.report_samples import few_resamples, made_row, made_rows, made_run

# How bright the words of the plots are, and the paper under them.
_COLOURS = """[["figure text", "fill"], ["body", "backgroundColor"]].map(([element, property]) =>
  getComputedStyle(document.querySelector(element))[property].match(/\\d+/g).reduce((sum, part) => sum + +part, 0))"""

Opening = Callable[..., Page]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    wide = "很长的问题" * 40 + "longword" * 40
    now = [made_row(1, passed=True, text=wide, question=wide), *made_rows(40, 3)[1:], *made_rows(8, 5, "other")]
    before = made_run(folder / "before", [made_row(n, passed=n % 2 == 0) for n in range(1, 41)])
    with few_resamples():
        write_report(made_run(folder / "now", now, days=1, grouped=True), folder / "report.html", before)
    return folder / "report.html"


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Opening]:
    """Opens the report; afterwards it may have asked for nothing but itself, and complained of nothing."""
    contexts, requests, complaints = [], [], []

    def open_page(width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 820}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(report.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {url for url in requests if not url.startswith("data:")} == {report.as_uri()}
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_fits_the_screen_with_every_question_open(opened: Opening, width: int, scheme: str):
    page = opened(width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ink, paper = page.evaluate(_COLOURS)
    assert (ink < paper) == (scheme == "light")


def test_questions_are_filtered_by_what_is_chosen(opened: Opening):
    page = opened()
    page.locator("select[name=suite]").select_option("other")
    page.locator("select[name=language]").select_option("zh")
    assert page.locator(".question:visible").count() == 4
    assert page.locator("output").inner_text() == "4 of 48 shown"


def test_a_link_reaches_its_question_though_it_is_filtered_out(opened: Opening):
    page = opened()
    page.locator("select[name=suite]").select_option("other")
    page.locator(".references a").first.click()
    page.wait_for_function("document.querySelectorAll('.question[open]').length === 1")
    assert page.locator(".question[open] h3").first.is_visible()
    assert page.locator("output").inner_text() == "48 of 48 shown"


def test_works_without_script(opened: Opening):
    page = opened(java_script_enabled=False)
    assert page.locator("#filter").is_hidden()
    assert page.locator(".question:visible").count() == 48
    page.locator(".references a").first.click()
    assert page.locator(".question[open] h3").first.is_visible()


def test_a_question_is_opened_with_the_keyboard(opened: Opening):
    page = opened()
    page.locator(".question summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".question[open]").count() == 1
    assert page.evaluate("document.activeElement.closest('details, .question') !== null")


def test_wide_tables_scroll_in_their_own_box_and_are_reached_by_keyboard(opened: Opening):
    page = opened(390)
    box = page.get_by_role("region", name="Metrics by kind").first
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth && box.tabIndex === 0")
