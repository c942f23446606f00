from __future__ import annotations

import logging
import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.ui.fakes import FakeAssistant, FakeLibrary, cite
from ui.citing import quote_address

HTML = {"Accept": "text/html"}
SENTENCE = "第29届黄河文化旅游节期间举办高端制造业产业推介会，共签约项目49个，投资总额613.47亿元。"


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match
    return match[1]


def quote_path(citation) -> str:
    path, _, query = quote_address(citation).partition("#")[0].partition("?")
    return f"{path}/quote?{query}"


def test_says_that_it_is_alive(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_the_page_stands_in_the_readers_language_before_any_script_runs(client):
    page = client.get("/", headers={"Accept-Language": "zh-TW"}).text
    assert '<html lang="zh-TW"' in page
    assert "<span>三門峽市商務局</span>" in page
    assert page.count("<h1") == 1


def test_the_chosen_language_is_kept(client):
    response = client.get("/language/en", params={"back": "/documents"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/documents")
    assert "language=en" in response.headers["set-cookie"]
    client.cookies.clear()
    assert '<html lang="en"' in client.get("/documents", headers={"Cookie": "language=en"}).text


@pytest.mark.parametrize(
    "back", ["https://example.invalid/", "//example.invalid", "/\\example.invalid", "/\t/example.invalid"]
)
def test_a_choice_of_language_never_leads_to_another_site(client, back):
    response = client.get("/language/en", params={"back": back}, follow_redirects=False)
    client.cookies.clear()
    assert response.headers["location"] == "/"


def test_nothing_of_gradios_page_names_gradio_or_the_outside(client):
    page = client.get("/").text
    visible = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    assert "Gradio" not in visible
    assert "iframeResizer" not in page
    assert not re.findall(r'(?:src|href|content)="https?://', visible)


def test_every_inline_script_carries_the_nonce_of_this_response(client):
    first, second = client.get("/"), client.get("/")
    nonces = [found(r"'nonce-([\w-]+)'", page.headers["content-security-policy"]) for page in (first, second)]
    assert nonces[0] != nonces[1]
    for tag in re.findall(r"<script\b[^>]*>", first.text):
        assert f'nonce="{nonces[0]}"' in tag or 'src="/page/' in tag


@pytest.mark.parametrize("path", ["/", "/documents", "/healthz", "/nowhere"])
def test_every_response_carries_the_security_headers(client, path):
    headers = client.get(path, headers=HTML).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/api/ask"),
        ("POST", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/proxy=https://example.invalid"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        ("GET", "/config"),
        ("GET", "/monitoring"),
        ("POST", "/login"),
        ("GET", "/assets/../../etc/passwd"),
        ("GET", "/assets/%2e%2e/%2e%2e/routes.py"),
    ],
)
def test_what_the_page_does_not_need_is_not_there(client, method, path):
    assert client.request(method, path).status_code == 404


def test_no_other_origin_is_let_in(client):
    response = client.get("/theme.css", headers={"Origin": "https://example.invalid"})
    assert "access-control-allow-origin" not in response.headers


def test_a_foreign_host_name_is_refused(client):
    assert client.get("/healthz", headers={"Host": "example.invalid"}).status_code == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Gradio-Server"])
def test_a_forged_forwarding_header_changes_no_address(client, header):
    assert "example.invalid" not in client.get("/", headers={header: "http://example.invalid"}).text


def test_a_body_that_is_too_large_is_refused(client):
    assert client.post("/gradio_api/queue/join", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/gradio_api/queue/join", content=(b"x" * 60_000 for _ in range(20))).status_code == 413


def test_static_files_are_kept_by_browsers_under_a_name_that_changes_with_them(client):
    address = found(r'href="(/page/\w+/page\.css)"', client.get("/documents").text)
    assert "immutable" in client.get(address).headers["cache-control"]


def test_lists_every_document_with_language_date_and_status(client):
    page = client.get("/documents", headers={"Accept-Language": "en"}).text
    assert page.index("report-2024-en") < page.index("report-2024-zh")
    chinese = client.get("/documents").text
    assert chinese.index("report-2024-zh") < chinese.index("report-2024-en")
    assert 'href="/documents/report-2024-zh"' in page
    assert "Superseded" in page
    assert "2024-06" in page
    assert "Demonstration data" in page


def test_a_document_shows_its_facts_and_its_translation(client):
    page = client.get("/documents/report-2024-zh").text
    assert '<h1 lang="zh-CN">三门峡开展精准招商</h1>' in page
    assert 'href="/documents/report-2024-en"' in page
    assert "https://en.smx.gov.cn/714/616851648/1815631.html" in page
    assert page.count("三门峡开展精准招商</h") == 1  # the text's own headline is not repeated


def test_a_documents_markup_is_shown_and_never_run(client):
    page = client.get("/documents/demo-en").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img src=x" not in page


def test_a_superseded_document_says_so_and_names_its_successor(client):
    page = client.get("/documents/catalogue-2022-en").text
    assert "本文件已被新的文件替代" in page
    assert "catalogue-2025-en" in page


def test_the_quote_is_marked_on_its_documents_page(client):
    citation = cite(1, "report-2024-zh", SENTENCE)
    page = client.get(quote_address(citation)).text
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page)) == SENTENCE
    assert 'id="passage-report-2024-zh#1"' in page


def test_after_a_change_no_other_words_are_marked(client):
    citation = cite(1, "report-2024-zh", SENTENCE)
    address = quote_address(citation).replace(f"start={citation.span.start}", f"start={citation.span.start + 1}")
    page = client.get(address).text
    assert "<mark" not in page
    assert "已更新" in page
    assert client.get(quote_path(citation).replace("check=", "check=0")).status_code == 409


def test_the_panel_gets_the_quote_inside_its_passage_in_words(client):
    shown = client.get(quote_path(cite(1, "report-2024-zh", "项目23个，新材料项目17个。"))).json()
    runs = [run for block in shown["blocks"] for row in block["rows"] for cell in row["cells"] for run in cell]
    assert "".join(run["text"] for run in runs if run["quoted"]) == "项目23个，新材料项目17个。"
    assert (shown["status_name"], shown["provenance_name"], shown["as_of"]) == ("未注明有效期", "公开来源", "2024-06")
    assert shown["source_address"] == "https://en.smx.gov.cn/714/616851648/1815631.html"


def test_a_page_that_does_not_exist_says_so_in_both_languages(client):
    response = client.get("/documents/nothing", headers=HTML)
    assert response.status_code == 404
    assert "没有这个页面" in response.text
    assert "Page not found" in response.text


def test_an_address_that_makes_no_sense_is_not_found(client):
    assert client.get("/documents/report-2024-zh?start=x", headers=HTML).status_code == 404
    assert client.get("/language/xx").status_code == 404
    assert client.get(f"/documents/{quote('../etc', safe='')}").status_code == 404


def test_a_failure_is_an_apology_with_a_reference_that_is_in_the_log(make_app, caplog):
    class Broken(FakeLibrary):
        def documents(self):
            raise RuntimeError("the secret inside")

    app = make_app(FakeAssistant(), Broken(), hosts=["smx.test"])
    with TestClient(app, base_url="http://smx.test") as client, caplog.at_level(logging.ERROR):
        page = client.get("/documents", headers=HTML)
        plain = client.get("/documents", headers={"Accept": "application/json"})
    assert (page.status_code, plain.status_code) == (500, 500)
    assert "the secret inside" not in page.text + plain.text
    reference = found(r"编号 ([0-9A-F]{8})", page.text)
    assert reference in caplog.text
    assert "content-security-policy" in page.headers


def test_without_a_profile_the_page_still_has_a_name_and_a_notice(make_app):
    class Nameless(FakeLibrary):
        profile = None

    with TestClient(make_app(FakeAssistant(), Nameless(), hosts=["smx.test"]), base_url="http://smx.test") as client:
        page = client.get("/", headers={"Accept-Language": "en"}).text
    assert "<span>Investment Assistant</span></h1>" in page
    assert "not a commitment or an approval" in page
