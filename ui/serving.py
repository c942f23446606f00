"""Serving the web application on one address of this machine."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serves until interrupted; open conversations are given a moment to end."""
    uvicorn.run(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=3, ws="none"
    )
