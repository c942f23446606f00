"""Health: whether the process lives, and whether questions should be sent to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter
from starlette.responses import JSONResponse

from assistant.browsing import Browsing
from ui.running.readiness import Readiness, State

logger = logging.getLogger(__name__)


def health_routes(readiness: Readiness) -> APIRouter:
    """`/healthz` as long as the process answers at all, `/readyz` while it should be asked."""
    routes = APIRouter()

    @routes.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/readyz")
    def ready() -> JSONResponse:
        state = readiness.state
        return JSONResponse({"status": state}, 200 if state is State.READY else 503)

    return routes


@asynccontextmanager
async def warmed(library: Browsing, readiness: Readiness) -> AsyncIterator[None]:
    """Within it the library is warmed in a thread of its own, after which the service is ready."""

    async def warm() -> None:
        try:
            await asyncio.to_thread(library.warm)
        except Exception:
            logger.exception("the library could not be tried; it is served as it is")
        readiness.started()

    warming = asyncio.create_task(warm())
    try:
        yield
    finally:
        readiness.stop()
        await warming
