"""The service: what its parts share while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from ui.running.answers import Answers
from ui.running.limits import Limits, Rates
from ui.running.metrics import Metrics
from ui.running.readiness import Readiness
from ui.running.traces import Traces


@dataclass(frozen=True, slots=True)
class Service:
    """Limits, readiness, answers, metrics and traces of one process."""

    limits: Limits
    readiness: Readiness
    answers: Answers
    metrics: Metrics
    traces: Traces


def service_of(limits: Limits | None = None, at_once: int = 0, traces: Traces | None = None) -> Service:
    """A service; without anything given nothing is limited and no trace is kept."""
    readiness, metrics, traces = Readiness(), Metrics(), traces or Traces()
    answers = Answers(at_once, readiness, metrics, traces)
    return Service(limits or Limits(Rates()), readiness, answers, metrics, traces)
