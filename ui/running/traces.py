"""Traces: a span for each request and each answer, sent to a collector where one is named and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from opentelemetry.trace import NoOpTracer, Span, SpanKind, Status, StatusCode, Tracer, use_span

Note = Callable[[str, str | int], None]
"""Writes a named value on a span."""


class Traces:
    """Spans with names, numbers and outcomes, and never a word of what was asked."""

    def __init__(self, tracer: Tracer | None = None, stop: Callable[[], None] = lambda: None) -> None:
        self._tracer = tracer or NoOpTracer()
        self.stop = stop

    @contextmanager
    def request(self, method: str) -> Iterator[Note]:
        """The span of a request."""
        with self._span(method, SpanKind.SERVER) as span, use_span(span, False, False, False):
            yield _noting(span)

    @contextmanager
    def answer(self, channel: str) -> Iterator[Note]:
        """The span of an answer; below the request's where both are made in one context."""
        with self._span("answer", SpanKind.INTERNAL) as span:
            span.set_attribute("smx.channel", channel)
            yield _noting(span)

    @contextmanager
    def _span(self, name: str, kind: SpanKind) -> Iterator[Span]:
        # What an exception says may hold what was asked: its kind alone is written down.
        span = self._tracer.start_span(name, kind=kind, record_exception=False, set_status_on_exception=False)
        try:
            yield span
        except Exception as error:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise
        finally:
            span.end()


def _noting(span: Span) -> Note:
    def note(name: str, value: str | int) -> None:
        if name == "http.route":
            span.update_name(str(value))
        span.set_attribute(name, value)

    return note


def traces_to(endpoint: str) -> Traces:
    """Traces sent over HTTP to a collector, by default the one that the standard `OTEL_…` variables name."""
    # Imported here: without a collector none of this is loaded.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces" if endpoint else None)
    provider = TracerProvider(resource=Resource.create({"service.name": "smx"}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Traces(provider.get_tracer("smx"), provider.shutdown)
