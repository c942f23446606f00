from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.modelling import FailureKind, TokenCounts
from tests.ui.running.ports import free_port
from ui.running.metrics import Metrics

DASHBOARD = Path(__file__).parents[3] / "deploy/grafana/smx.json"
MANIFEST = cast(Any, SimpleNamespace(id="20260101T000000000000Z", built_at="2026-01-01T00:00:00+00:00"))
COUNTS = TokenCounts(5, {FailureKind.TIMED_OUT: 2}, 700, 90)


@pytest.fixture
def text() -> str:
    """What Prometheus reads, each kind of event having happened once."""
    metrics, port = Metrics(), free_port()
    metrics.watch(lambda: MANIFEST, lambda: 3, lambda: COUNTS)
    metrics.request("/documents", 200)
    metrics.question("page", "answered", "quoting", "zh")
    metrics.first_sentence("page", 0.2)
    metrics.whole_answer("page", 0.3)
    metrics.limited("questions")
    metrics.feedback("helpful")
    stop = metrics.serve("127.0.0.1", port)
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()
    finally:
        connection.close()
        stop()


def test_tells_what_is_served_and_what_the_model_was_asked(text: str):
    assert 'smx_generation_built_timestamp_seconds{generation="20260101T000000000000Z"} 1.7672256e+09' in text
    assert "smx_answers_at_once 3.0" in text
    assert "smx_model_requests_total 5.0" in text
    assert 'smx_model_failures_total{kind="timed_out"} 2.0' in text
    assert 'smx_model_tokens_total{kind="prompt"} 700.0' in text


def test_every_query_of_the_shipped_dashboard_names_metrics_and_labels_that_exist(text: str):
    held: dict[str, set[str]] = {}
    for name, labels in re.findall(r"^(\w+)(?:\{(.*?)\})? ", text, re.MULTILINE):
        held.setdefault(name, set()).update(re.findall(r"(\w+)=", labels))
    queries = re.findall(r'"expr": ("(?:[^"\\]|\\.)*")', DASHBOARD.read_text("utf-8"))
    assert len(queries) >= 10
    for query in map(json.loads, queries):
        named = set(re.findall(r"\b((?:smx|process|python)_\w+)", query))
        assert named, query
        assert named <= set(held), query
        asked = {label for labels in re.findall(r"by \(([\w, ]+)\)", query) for label in labels.split(", ")}
        asked |= set(re.findall(r"[{,]\s*(\w+)=", query))
        assert asked - {"instance", "job"} <= set.union(*(held[name] for name in named)), query
