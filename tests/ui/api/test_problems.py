from __future__ import annotations

import json

import pytest

ASK = "/api/v1/ask"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/api/v1/nowhere", {}, 404),
        ("GET", "/api/", {}, 404),
        ("GET", "/api/v1/documents/nothing", {}, 404),
        ("DELETE", "/api/v1/chains", {}, 405),
        ("POST", ASK, {"content": b"x" * 1_000_001, "headers": JSON}, 413),
        ("POST", ASK, {"content": b"question=1", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", ASK, {"content": b'{"question": "1"}'}, 415),
        ("POST", ASK, {"content": b"{", "headers": JSON}, 422),
        ("POST", ASK, {"content": b"[" * 100_000, "headers": JSON}, 400),
        ("POST", ASK, {"content": b'{"question": "\\ud800"}', "headers": JSON}, 422),
        ("POST", ASK, {"content": b'{"question": "1", "\\ud800": 1}', "headers": JSON}, 422),
        ("POST", ASK, {"content": b'{"question": "1", "id": 1e999}', "headers": JSON}, 422),
        ("POST", ASK, {"content": b'{"id": ' + b"9" * 5_000 + b', "question": "1"}', "headers": JSON}, 400),
        ("POST", ASK, {"json": {"question": "1", "model": "x"}}, 422),
        ("GET", "/api/v1/projects?county=%00", {}, 422),
        ("GET", "/api/v1/projects?colour=red", {}, 422),
        ("GET", "/mcp", {}, 405),
        ("POST", ASK, {"json": {"question": "crash"}}, 500),
    ],
)  # fmt: skip
def test_every_refusal_is_a_problem_with_a_reference(client, method, path, sent, status):
    response = client.request(method, path, **sent)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["reference"]
    assert problem["title"]
    assert "secret" not in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-CN", "不支持这种请求方法"), ("zh-TW", "不支持這種請求方法"), ("en", "This method is not supported here")],
)
def test_a_problem_is_told_in_the_language_that_is_asked_for(client, language, title):
    assert client.delete("/api/v1/chains", headers={"Accept-Language": language}).json()["title"] == title


def test_the_methods_of_an_address_are_named(client):
    assert client.delete("/api/v1/search").headers["allow"] == "GET, POST"


def test_of_two_members_of_one_name_the_last_counts(client):
    sent = b'{"question": "a", "question": "29"}'
    assert client.post(ASK, content=sent, headers=JSON).json()["question"] == "29"


def test_a_host_name_with_more_around_it_makes_no_address(client):
    refused = client.get("/api/v1/chains", headers={"Host": "smx.test:80@example.invalid"})
    assert refused.status_code == 400
    assert "example.invalid" not in refused.text


def test_no_page_of_another_site_is_let_in(client):
    response = client.get("/api/v1/chains", headers={"Origin": "https://example.invalid"})
    assert "access-control-allow-origin" not in response.headers
    asked = {"Origin": "https://example.invalid", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in client.options(ASK, headers=asked).headers


def test_what_went_wrong_is_in_the_log_under_the_reference(client, caplog):
    reference = client.post(ASK, json={"question": "crash"}).json()["reference"]
    assert reference in caplog.text
    assert json.dumps(reference)


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/mcp"])
@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        b"null",
        b"[" * 100_000,
        b'{"model": "smx", "messages": [{"role": "user", "content": "\\ud800"}]}',
        b'{"model": "smx", "messages": [{"role": "user", "content": "\\u0000"}], "n": 1e400}',
        b'{"model": "smx", "messages": ' + b"9" * 5_000 + b"}",
        b'{"model": "smx", "messages": [{"role": "user", "content": [{"type": "text", "text": {"a": 1}}]}]}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": 1}}}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "\\ud800", "arguments": {}}}',
        b'{"jsonrpc": "2.0", "id": ' + b"9" * 400 + b', "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": ["\\udead"]}}',
    ],
    ids=range(12),
)
def test_no_body_whatever_makes_the_other_forms_fail(client, path, sent):
    headers = {**JSON, "Accept": "application/json, text/event-stream"}
    response = client.post(path, content=sent, headers=headers)
    assert response.status_code < 500
    assert "Traceback" not in response.text
