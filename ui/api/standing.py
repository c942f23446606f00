"""/health and /ready: whether the process lives, and whether it can answer."""

from __future__ import annotations

import logging
from typing import Any, Literal

from fastapi import APIRouter, HTTPException

from assistant.browsing import Browsing
from index.errors import SearchIndexError
from ui.api.forms import Closed
from ui.running.readiness import Readiness, State

logger = logging.getLogger(__name__)


class HealthForm(Closed):
    """The process answers."""

    status: Literal["ok"]


class ReadyForm(Closed):
    """The index is open; `generation` names the build of the library that is served."""

    status: Literal["ready"]
    generation: str


def standing_routes(library: Browsing, readiness: Readiness) -> APIRouter:
    """The routes of /health and /ready."""
    routes = APIRouter()

    @routes.get("/health", operation_id="health", response_model=HealthForm)
    def health() -> Any:
        """Whether the process is alive."""
        return HealthForm(status="ok")

    @routes.get("/ready", operation_id="ready", response_model=ReadyForm)
    def ready() -> Any:
        """Whether questions should be sent here: the index is open and warm, and the process is not being stopped."""
        if readiness.state is not State.READY:
            raise HTTPException(503)
        try:
            return ReadyForm(status="ready", generation=library.edition.generation)
        except SearchIndexError as error:
            logger.warning("not ready: %s", error)
            raise HTTPException(503) from error

    return routes
