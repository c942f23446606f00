"""Starting: a service made from the settings, with what it serves and sends beside the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from assistant.composing import Composer
from assistant.current_index import CurrentIndex
from assistant.settings import Settings
from ui.running.limits import Limits, Rates
from ui.running.service import Service, service_of
from ui.running.traces import Traces, traces_to


@contextmanager
def running(settings: Settings, index: CurrentIndex, composer: Composer | None) -> Iterator[Service]:
    """The service; within the context metrics are served and traces sent where the settings say so.

    Raises `OSError`.
    """
    most = settings.limits
    rates = Rates(most.questions, most.embed_questions, most.requests)
    traces = traces_to(settings.traces.endpoint) if settings.are_traced else Traces()
    limits = Limits(rates, settings.server.redis_url.get_secret_value())
    service = service_of(limits, most.answers_at_once, traces)
    service.metrics.watch(
        lambda: index.get().manifest, lambda: service.answers.count, composer.counts if composer else None
    )
    with ExitStack() as ending:
        ending.callback(traces.stop)
        if settings.metrics.port:
            ending.callback(service.metrics.serve(settings.metrics.host, settings.metrics.port))
        yield service
