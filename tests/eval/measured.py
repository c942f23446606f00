"""Rows and runs with nothing in them but what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from eval.runs import Machine, Row, Run, SuiteRun
from eval.summaries import latency_of, metrics_of


def made_row(key: str, passed: bool | None = True, **changes: Any) -> Row:
    values: dict[str, Any] = {
        "suite": "cases", "id": key, "question": f"Question {key}?", "language": "en", "audience": "public",
        "kind": "answerable", "expected_outcomes": ("answered",), "outcome": "answered", "passed": passed, "text": "",
        "likelihood": 0.5, "latency_ms": 10.0, "scores": {} if passed is None else {"passed": float(passed)},
    }  # fmt: skip
    return Row(**values | changes)


def made_run(rows: Sequence[Row]) -> Run:
    names = dict.fromkeys(row.suite for row in rows)
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    machine = Machine(processor="abacus", cores=2, python="3.11", packages={})
    return Run(
        id="made", started_at=now, finished_at=now, command=("smx",), smx_version="0", settings={}, machine=machine,
        suites=tuple(_suite(name, [row for row in rows if row.suite == name]) for name in names),
    )  # fmt: skip


def _suite(name: str, rows: Sequence[Row]) -> SuiteRun:
    return SuiteRun(
        name=name, kind="cases", path=name, questions=len(rows), generation="g", model="m", documents=1, passages=1,
        metrics=metrics_of(rows), latency_ms=latency_of(rows),
    )  # fmt: skip
