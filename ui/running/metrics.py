"""Metrics: counts and times for Prometheus, none of which holds a word of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from assistant.modelling import TokenCounts
from index.generations import Manifest

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40)


class Metrics:
    """What is counted in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests answered.", "route", "status")
        self._questions = self._counter(
            "questions", "Questions, by how they ended.", "channel", "outcome", "composer", "language"
        )
        self._first = self._histogram("first_sentence_seconds", "From a question to its first sentence.", "channel")
        self._whole = self._histogram("answer_seconds", "From a question to its whole answer.", "channel")
        self._limited = self._counter("limited", "What was refused because a limit was reached.", "limit")
        self._feedback = self._counter("feedback", "Judgements of readers.", "verdict")

    def request(self, route: str, status: int) -> None:
        """One request was answered."""
        self._requests.labels(route, str(status)).inc()

    def question(self, channel: str, outcome: str, composer: str, language: str) -> None:
        """One question has ended."""
        self._questions.labels(channel, outcome, composer, language).inc()

    def first_sentence(self, channel: str, seconds: float) -> None:
        """An answer has begun."""
        self._first.labels(channel).observe(seconds)

    def whole_answer(self, channel: str, seconds: float) -> None:
        """An answer is whole."""
        self._whole.labels(channel).observe(seconds)

    def limited(self, limit: str) -> None:
        """A limit was reached."""
        self._limited.labels(limit).inc()

    def feedback(self, verdict: str) -> None:
        """A reader has judged an answer."""
        self._feedback.labels(verdict).inc()

    def watch(
        self, manifest: Callable[[], Manifest], answering: Callable[[], int], model: Callable[[], TokenCounts] | None
    ) -> None:
        """Tell as well, when somebody looks, what is served, how many answers are being made and the model's counts."""
        self._registry.register(_Looked(manifest, answering, model))

    def serve(self, host: str, port: int) -> Callable[[], None]:
        """Serve the metrics, and those of the process, on an address of their own; call what is given to stop.

        Raises `OSError`.
        """
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        server, thread = start_http_server(port, host, self._registry)

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return stop

    @property
    def registry(self) -> CollectorRegistry:
        """Everything counted, for whoever writes it out."""
        return self._registry

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"smx_{name}", what, labels, registry=self._registry)

    def _histogram(self, name: str, what: str, *labels: str) -> Histogram:
        return Histogram(f"smx_{name}", what, labels, registry=self._registry, buckets=_SECONDS)


class _Looked(Collector):
    """Values that are kept elsewhere and looked at when asked for."""

    def __init__(
        self, manifest: Callable[[], Manifest], answering: Callable[[], int], model: Callable[[], TokenCounts] | None
    ) -> None:
        self._manifest = manifest
        self._answering = answering
        self._model = model

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        yield GaugeMetricFamily("smx_answers_at_once", "Answers being made now.", self._answering())
        served = self._manifest()
        built = GaugeMetricFamily(
            "smx_generation_built_timestamp_seconds", "When the served generation was built.", labels=["generation"]
        )
        built.add_metric([served.id], datetime.fromisoformat(served.built_at).timestamp())
        yield built
        if self._model is None:
            return
        counts = self._model()
        yield CounterMetricFamily("smx_model_requests", "Requests to the chat model.", counts.requests)
        failures = CounterMetricFamily("smx_model_failures", "Failed requests to the chat model.", labels=["kind"])
        for kind, number in counts.failures.items():
            failures.add_metric([kind.value], number)
        yield failures
        tokens = CounterMetricFamily("smx_model_tokens", "Tokens of the chat model.", labels=["kind"])
        tokens.add_metric(["prompt"], counts.prompt_tokens)
        tokens.add_metric(["completion"], counts.completion_tokens)
        yield tokens
