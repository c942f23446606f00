"""Serving the web application on one address of this machine, until it is told to stop."""

from __future__ import annotations

import gc
import signal
import time
from types import FrameType

import uvicorn
from fastapi import FastAPI

from assistant.settings import ServerSettings
from ui.connections import Connection
from ui.running.readiness import State
from ui.running.service import Service

_CLOSING_SECONDS = 2  # for what has been answered to be sent, and for pages that listen to notice


def serve(app: FastAPI, host: str, port: int, service: Service, settings: ServerSettings) -> None:
    """Serves until interrupted; answers under way are then finished within the time of the settings."""
    config = uvicorn.Config(
        app,
        http=Connection,
        host=host,
        port=port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=_CLOSING_SECONDS,
        ws="none",
    )
    # What is loaded by now stays to the end; looking through it for garbage would stop every answer for a while.
    gc.collect()
    gc.freeze()
    Server(config, service, settings.stop_seconds).run()


class Server(uvicorn.Server):
    """A server that first finishes the answers under way; a second signal ends them too."""

    def __init__(self, config: uvicorn.Config, service: Service, stop_seconds: float) -> None:
        super().__init__(config)
        self._service = service
        self._stop_seconds = stop_seconds
        self._stops_at = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal takes no more questions; whatever comes after it is obeyed at once."""
        if self._service.readiness.state is State.STOPPING:
            super().handle_exit(sig, frame)
            return
        if sig == signal.SIGINT:
            self._captured_signals.append(sig)  # which the command line reports; to be told to stop is no failure
        self._service.readiness.stop()
        self._stops_at = time.monotonic() + self._stop_seconds

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to close: nothing is being answered any more, or the wait is over."""
        should_exit = await super().on_tick(counter)
        if self._service.readiness.state is not State.STOPPING:
            return should_exit
        is_over = not self._service.answers.count or time.monotonic() >= self._stops_at
        return should_exit or is_over
