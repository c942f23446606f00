from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.ui.conftest import made_app
from tests.ui.fakes import FakeAssistant
from ui.running.limits import Limits, Rates
from ui.running.service import Service, service_of

HTML = {"Accept": "text/html", "Accept-Language": "zh-CN"}


@pytest.fixture
def service() -> Service:
    return service_of(Limits(Rates(questions=2, requests=3)))


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    app = made_app(FakeAssistant(), hosts=["smx.test"], service=service)
    with TestClient(app, base_url="http://smx.test") as speaking:
        yield speaking


def test_who_opens_too_many_pages_reads_when_to_come_back(client: TestClient):
    answers = [client.get("/documents", headers=HTML) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "请求过于频繁" in answers[-1].text
    assert f"请在{answers[-1].headers['retry-after']}秒后再试" in answers[-1].text
    assert "nosniff" in answers[-1].headers["x-content-type-options"]


def test_a_program_is_told_as_a_problem(client: TestClient):
    answers = [client.get("/nowhere") for _ in range(4)]
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert answers[-1].json()["status"] == 429


def test_files_of_the_page_and_probes_are_always_given(client: TestClient):
    for _ in range(6):
        client.get("/nowhere")
    style = client.get(client.get("/page/x").url.path)  # whatever is under it
    assert style.status_code == 404
    assert client.get("/healthz").status_code == 200


def test_a_forwarded_address_is_not_believed_by_itself(client: TestClient):
    answers = [client.get("/nowhere", headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions", "/mcp"])
def test_asking_is_limited_apart_from_reading(client: TestClient, path: str):
    statuses = [client.post(path, json={}).status_code for _ in range(3)]
    assert statuses[2] == 429
    assert 429 not in statuses[:2]
    assert client.get("/documents").status_code == 200


def test_a_program_that_asks_a_process_that_stops_is_told_so_before_anything_else(client: TestClient, service: Service):
    service.readiness.stop()
    answer = client.post("/api/v1/ask", json={"question": "x"}, headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert client.get("/documents").status_code == 200
