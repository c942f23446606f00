"""The page that holds a plan against policies, projects and links, over a real index."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from assistant.browsing import Browsing
from assistant.matching.profile import address_fields, read_profile
from tests.assistant.matching.library import DAY, write_matching_library
from tests.assistant.samples import built, opened
from tests.ui.axe import violations
from tests.ui.conftest import made_app
from tests.ui.fakes import FakeAssistant
from ui.matching_texts import MATCHING_TEXTS

PATIENCE_SECONDS = 20
PLAN = {"product": "正极材料", "investment": "2.5亿", "origin": "foreign", "county": "411282", "cooperation": "joint"}
PLAN_EN = {**PLAN, "product": "cathode materials", "investment": "250 million yuan"}
PROMISES = re.compile(
    r"保证|可以?享受|一定能|将获得|\b(guarantee|entitled|eligible|will (get|receive))\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    folder = tmp_path_factory.mktemp("matching-page")
    index = opened(built(folder / "data", write_matching_library(folder / "library")))
    yield Browsing(index, lambda: DAY)
    index.get().close()


@pytest.fixture(scope="module")
def reading(shown: Browsing) -> Iterator[TestClient]:
    app = made_app(FakeAssistant(), shown, hosts=["smx.test"])
    with TestClient(app, base_url="http://smx.test", headers={"Accept-Language": "zh-CN"}) as client:
        yield client


@pytest.fixture(scope="module")
def address(shown: Browsing) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = made_app(FakeAssistant(), shown)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not server.started:
            assert time.monotonic() < deadline, "the server did not start in time"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[object]:
    contexts = []

    def open_page(path: str, locale: str, width: int, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=address, locale=locale, viewport={"width": width, "height": 820}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_form_is_offered_where_there_is_something_to_match(reading: TestClient) -> None:
    page = reading.get("/matching")
    assert page.status_code == 200
    assert 'href="/matching" aria-current="page"' in page.text
    assert "不保存" in page.text
    assert 'method="get"' in page.text
    assert 'id="policies"' not in page.text


def test_each_condition_is_shown_with_its_word_its_sign_and_its_clause_that_opens(reading: TestClient) -> None:
    page = reading.get(f"/matching?{urlencode(PLAN | {'investment': '6000万'})}")
    assert page.status_code == 200
    assert "演示数据" in page.text
    for state, word, sign in (("met", "满足", "✓"), ("unmet", "不满足", "✕"), ("unknown", "未知", "?")):
        assert f'data-state="{state}"' in page.text
        assert f'aria-hidden="true">{sign}</span>{word}</span>' in page.text
    links = re.findall(r'<blockquote[^>]*><a href="([^"]+)"', page.text)
    assert len(links) > 10
    opened_page = reading.get(links[0].replace("&amp;", "&"))
    assert "<mark" in opened_page.text
    for kind, id_ in (
        ("document", "henan-technical-renovation-subsidy-zh"),
        ("policy", "demo-policy-battery-chain-2025"),
        ("project", "demo-project-094"),
    ):
        assert f'href="/?about={kind}:{id_}"' in page.text


def test_what_cannot_be_read_is_said_at_its_field_and_the_rest_is_compared(reading: TestClient) -> None:
    page = reading.get(f"/matching?{urlencode({'product': '正极材料', 'investment': '<b>很多</b>', 'land': 'x'})}")
    assert page.status_code == 200
    assert 'id="error-investment"' in page.text
    assert 'aria-describedby="error-land"' in page.text
    assert "<b>很多</b>" not in page.text
    assert 'id="policies"' in page.text


def test_an_empty_plan_compares_nothing(reading: TestClient) -> None:
    page = reading.get("/matching?product=&investment=&currency=CNY&origin=")
    assert page.status_code == 200
    assert "还没有填写" in page.text
    assert 'id="policies"' not in page.text


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_the_page_speaks_the_readers_language_and_promises_nothing(reading: TestClient, language: str) -> None:
    plan = PLAN_EN if language == "en" else PLAN
    page = reading.get(f"/matching?{urlencode(plan)}", headers={"Accept-Language": language})
    expected = {"zh-CN": "意向县区", "zh-TW": "意向縣區", "en": "County or district"}[language]
    assert expected in page.text
    own = re.sub(r"<blockquote.*?</blockquote>", "", page.text, flags=re.DOTALL)
    assert not PROMISES.search(own)
    assert not any(PROMISES.search(text) for pair in MATCHING_TEXTS.values() for text in pair)


def test_the_address_of_a_plan_fills_the_form_with_it(reading: TestClient) -> None:
    fields = address_fields(read_profile(PLAN_EN | {"currency": "USD"}, ("land",)).profile)
    page = reading.get(f"/matching?{urlencode(fields)}")
    assert 'value="cathode materials"' in page.text
    assert 'value="250 million yuan"' in page.text
    assert '<option value="foreign" selected>' in page.text
    assert re.search(r'value="land" checked', page.text)


def test_the_language_can_be_changed_without_losing_the_plan(reading: TestClient) -> None:
    page = reading.get(f"/matching?{urlencode({'product': '电解液'})}")
    back = re.search(r'href="(/language/en\?back=[^"]+)"', page.text)
    assert back
    turned = reading.get(back[1].replace("&amp;", "&"), follow_redirects=False)
    assert turned.headers["location"] == f"/matching?{urlencode({'product': '电解液'})}"
    reading.cookies.clear()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("locale", "plan"), [("zh-CN", PLAN), ("en", PLAN_EN)])
def test_the_page_fits_the_screen_and_every_field_has_a_name(
    visit: object, width: int, locale: str, plan: dict[str, str]
) -> None:
    page: Page = visit(f"/matching?{urlencode(plan)}", locale, width)  # type: ignore[operator]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator(".plan-form > summary").click()
    for field in page.locator(".plan-form :is(input, select)").all():
        assert field.evaluate("field => field.labels.length > 0")
    assert page.locator(".card .state").first.inner_text().strip()
    assert violations(page) == []


def test_the_form_works_without_scripts(visit: object) -> None:
    page: Page = visit("/matching", "zh-CN", 1280, scripts=False)  # type: ignore[operator]
    page.fill("#product", "电解液")
    page.fill("#investment", "10亿")
    page.click(".plan-form button")
    assert "product=" in page.url
    assert page.locator("#projects").count() == 1
    assert "demo-project-217" in (page.locator(".card h3 a").last.get_attribute("href") or "")
