"""Documents that were read from files: their originals, and the place of a quote in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from assistant.assembly import IndexLocation
from assistant.browsing import Browsing
from assistant.current_index import CurrentIndex
from assistant.settings import load_settings
from eval.faults.samples import policy_pdf, slides_file, web_page
from index.embedding import BUNDLED, compiled
from index.gloss import compiled_dictionary
from tests.index.sites import Site
from tests.ui.axe import violations
from tests.ui.conftest import made_app, running
from tests.ui.fakes import FakeAssistant
from ui.citing import digest

SECOND_PAGE = "右栏第2页第3行的文字内容"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def browsing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    """A built library whose own folder is gone, as on a public machine."""
    cache = load_settings().cache
    compiled(BUNDLED, cache)
    compiled_dictionary(cache)
    site = Site.under(tmp_path_factory.mktemp("originals"), cache, {"secret.pdf.yaml": "audience: staff\n"})
    files = {"办法.pdf": policy_pdf(), "slides.pptx": slides_file(), "page.html": web_page()}
    for name, data in {**files, "secret.pdf": policy_pdf() + b"%"}.items():
        (site.library / name).write_bytes(data)
    site.build()
    for file in site.library.iterdir():
        file.unlink()
    index = CurrentIndex(IndexLocation(site.data, cache, ("public",)))
    yield Browsing(index)
    index.get().close()


@pytest.fixture(scope="module")
def reading(browsing: Browsing) -> Iterator[TestClient]:
    with TestClient(made_app(FakeAssistant(), browsing, hosts=["smx.test"]), base_url="http://smx.test") as client:
        yield client


def quoting(browsing: Browsing, document_id: str, words: str) -> str:
    view = browsing.document(document_id)
    assert view
    start = view.document.text.index(words)
    return f"/documents/{document_id}?start={start}&end={start + len(words)}&check={digest(words)}"


def test_an_original_is_downloaded_as_it_was(reading: TestClient) -> None:
    answer = reading.get("/documents/办法/original")
    assert answer.content == policy_pdf()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert 'href="/documents/%E5%8A%9E%E6%B3%95/original"' in reading.get("/documents/办法").text


@pytest.mark.parametrize("path", ["secret/original", "secret/pages/1.png", "nothing/original", "办法/pages/3.png"])
def test_what_is_not_for_the_reader_or_not_there_is_not_found(reading: TestClient, path: str) -> None:
    assert reading.get(f"/documents/{path}").status_code == 404


def test_a_web_page_never_runs_as_ours(reading: TestClient) -> None:
    answer = reading.get("/documents/page/original")
    assert answer.content == web_page()
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_quote_opens_its_page_with_its_lines_marked(browsing: Browsing, reading: TestClient) -> None:
    page = reading.get(quoting(browsing, "办法", SECOND_PAGE), headers=ENGLISH).text
    assert "Page 2 of 2" in page
    assert "Where the quote stands in the original: page 2" in page
    (left,) = re.findall(r'class="box" style="left: ([\d.]+)%', page)
    assert 50 < float(left) < 60  # the right column begins at 320 of 595 points
    described = re.search(r'pages/2\.png" alt="([^"]*)"', page)
    assert described
    assert SECOND_PAGE in unescape(described[1])
    assert "第1页第" not in described[1]
    before = re.search(r'rel="prev" href="([^"]*)"', page)
    assert before
    other = reading.get(unescape(before[1]), headers=ENGLISH).text
    assert "Page 1 of 2" in other
    assert 'class="box"' not in other
    assert reading.get("/documents/办法/pages/2.png").content.startswith(b"\x89PNG")


def test_slides_are_named_and_what_has_no_places_is_said_to_have_none(browsing: Browsing, reading: TestClient) -> None:
    slides, page = browsing.document("slides"), browsing.document("page")
    assert slides
    assert page
    words = slides.passages[0].text.splitlines()[-1]
    assert "original: slide 1" in reading.get(quoting(browsing, "slides", words), headers=ENGLISH).text
    words = page.passages[0].text.splitlines()[-1]
    for language, said in (("en", "cannot be told"), ("zh-CN", "无法确定"), ("zh-TW", "無法確定")):
        answer = reading.get(quoting(browsing, "page", words), headers={"Accept-Language": language})
        assert said in answer.text


def test_a_marked_page_can_be_seen_without_a_script_on_a_phone(browsing: Browsing, browser: Browser) -> None:
    asked: list[str] = []
    with running(FakeAssistant(), browsing) as address:
        for width, script in ((1280, True), (390, True), (390, False)):
            context = browser.new_context(
                base_url=address, locale="en-GB", viewport={"width": width, "height": 820}, java_script_enabled=script
            )
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.goto(quoting(browsing, "办法", SECOND_PAGE))
            picture, box = page.locator(".sheet img").bounding_box(), page.locator(".sheet .box").bounding_box()
            assert picture
            assert box
            assert picture["height"] / picture["width"] == pytest.approx(842 / 595, rel=0.01)  # as drawn, not broken
            assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]
            if script:
                expect(page.locator(".sheet .box")).to_be_in_viewport()
                assert page.evaluate("() => document.documentElement.scrollWidth") == width
                assert violations(page) == []
            context.close()
    assert asked
    assert not [url for url in asked if not url.startswith((address, "data:"))]
