"""The page for other sites' frames and the script that makes them, over HTTP."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from tests.ui.fakes import FakeAssistant
from ui.pages import STATIC_FOLDER

HOST = "https://www.host.test"
HTML = {"Accept": "text/html"}


def embed(client: TestClient, *parameters: tuple[str, str], **headers: str) -> str:
    return client.get(f"/embed?{urlencode(parameters)}", headers=HTML | headers).text


def test_the_page_for_frames_may_be_framed_by_the_listed_sites_alone(client):
    headers = client.get("/embed").headers
    assert f"; frame-ancestors {HOST}" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/embedded", "/embed/theme.css", "/widget.js", "/documents/demo-en"]
)
def test_nothing_else_may_be_framed(client, path):
    headers = client.get(path, headers=HTML).headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert headers["x-frame-options"] == "DENY"


def test_by_itself_no_site_may_frame_the_page(make_app):
    with TestClient(make_app(FakeAssistant(), hosts=["smx.test"]), base_url="http://smx.test") as client:
        headers = client.get("/embed").headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(("tag", "shown"), [("en", "en"), ("en-US", "en"), ("zh-HK", "zh-TW"), ("zh-Hans", "zh-CN")])
def test_the_language_of_the_address_goes_before_cookie_and_browser(client, tag, shown):
    assert f'<html lang="{shown}"' in embed(client, ("lang", tag), Cookie="language=en" if shown != "en" else "")


def test_a_language_that_is_not_ours_is_left_aside(client):
    assert '<html lang="zh-CN"' in embed(client, ("lang", 'fr"><script>'))


def test_the_page_sets_no_cookie_and_leads_to_no_other_page_of_the_site(client):
    response = client.get("/embed", headers=HTML)
    assert "set-cookie" not in response.headers
    assert '<nav class="site"' not in response.text
    assert '<base target="_blank">' in response.text


def test_what_the_site_says_first_is_text_and_limited(client):
    questions = [("question", f"{number} {'长' * 200}") for number in range(9)]
    page = embed(client, ("greeting", "<img src=x onerror=alert(1)>" + "g" * 500), *questions)
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "g" * 92 in page
    assert "g" * 93 not in page
    assert page.count('<li><button type="button">') == 4
    assert "长" * 118 in page
    assert "长" * 119 not in page


@pytest.mark.parametrize(("accent", "words"), [("8A1F2B", "#ffffff"), ("ffe066", "#000000")])
def test_words_on_the_sites_colour_can_be_read(client, accent, words):
    assert f"--accent: #{accent.lower()}; --on-accent: {words}" in embed(client, ("accent", accent))


@pytest.mark.parametrize("accent", ["red", "fff", "000000;}*{display:none", "</style><script>"])
def test_a_colour_that_makes_no_sense_is_left_aside(client, accent):
    assert "--accent" not in embed(client, ("accent", accent))


@pytest.mark.parametrize(("theme", "shown"), [("dark", "dark"), ("light", "light"), ("auto", "auto"), ('x"', "auto")])
def test_the_site_chooses_dark_or_light(client, theme, shown):
    assert f'data-theme="{shown}"' in embed(client, ("theme", theme))


def test_a_listed_site_cannot_ask_in_the_name_of_another(make_app):
    app = make_app(FakeAssistant(), hosts=["smx.test"], embed_origins=[HOST, "https://other.test"])
    with TestClient(app, base_url="http://smx.test") as client:
        address = f"/embed?{urlencode({'host': HOST})}"
        statuses = [
            client.get(address, headers={"Referer": referer} if referer else {}).status_code
            for referer in (f"{HOST}/page", "", "https://other.test/")
        ]
    assert statuses == [200, 200, 403]


@pytest.mark.parametrize("path", ["upload", "info", "run/ask", "file=/etc/passwd", "queue/status"])
def test_the_frame_reaches_no_more_of_gradio_than_the_page(client, path):
    assert client.post(f"/embed/gradio_api/{path}").status_code == 404
    assert client.get(f"/embed/gradio_api/{path}").status_code == 404
    assert client.get("/embed/").status_code == 404


def test_the_script_may_be_loaded_by_any_site_and_is_small(client):
    response = client.get("/widget.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["cache-control"] == "public, max-age=600"
    assert len((STATIC_FOLDER / "widget.js").read_bytes()) < 15_000
