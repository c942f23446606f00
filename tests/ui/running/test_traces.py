from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from starlette.testclient import TestClient

from assistant.conversations import Conversation
from assistant.settings import Settings, TraceSettings
from tests.ui.conftest import made_app
from tests.ui.fakes import FakeAssistant
from ui.desk import Desk, Visit
from ui.running.service import service_of
from ui.running.traces import traces_to

QUESTION = "第29届签了多少项目？"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A collector on this machine, and what it was sent."""
    sent: list[bytes] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.path.encode() + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    thread.join()
    server.server_close()


def spans_of(sent: list[bytes]) -> list[tuple[str, dict[str, str]]]:
    found = []
    for body in sent:
        assert body.startswith(b"/v1/traces")
        for resource in ExportTraceServiceRequest.FromString(body.removeprefix(b"/v1/traces")).resource_spans:
            for span in (span for scope in resource.scope_spans for span in scope.spans):
                values = {a.key: a.value.string_value or str(a.value.int_value) for a in span.attributes}
                found.append((span.name, values))
    return found


def test_a_collector_that_is_named_is_told_of_requests_and_answers_but_not_what_was_asked(collector):
    endpoint, sent = collector
    traces = traces_to(endpoint)
    service = service_of(traces=traces)
    app, desk = made_app(FakeAssistant(), hosts=["smx.test"], service=service), Desk(FakeAssistant(), service)
    with TestClient(app, base_url="http://smx.test") as client:
        client.get("/documents", params={"q": QUESTION})
        list(desk.stream(Conversation(QUESTION), Visit("s", "page")))
        with pytest.raises(RuntimeError):
            list(desk.stream(Conversation("崩溃"), Visit("s", "api")))
    traces.stop()
    spans = spans_of(sent)
    request = {"http.request.method": "GET", "http.route": "/documents", "http.response.status_code": "200"}
    assert ("/documents", request) in spans
    assert ("answer", {"smx.channel": "page", "smx.outcome": "answered", "smx.composer": "quoting"}) in spans
    assert ("answer", {"smx.channel": "api", "smx.outcome": "failed", "smx.composer": "none"}) in spans
    assert not any(word.encode() in body for body in sent for word in ("29届", "签了", "崩溃", "the secret inside"))


@pytest.mark.parametrize("name", ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])
def test_nothing_is_traced_unless_a_collector_is_named(name: str, monkeypatch: pytest.MonkeyPatch):
    assert not Settings().are_traced
    assert Settings(traces=TraceSettings(endpoint="http://127.0.0.1:4318")).are_traced
    monkeypatch.setenv(name, "http://127.0.0.1:4318")
    assert Settings().are_traced
