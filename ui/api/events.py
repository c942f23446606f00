"""Server-sent events, as the HTML standard has them."""

from __future__ import annotations

import json
from typing import Any

EVENTS_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""So that no proxy keeps or holds back what is sent."""


def event(name: str, data: dict[str, Any]) -> bytes:
    """One event; JSON has no line breaks, so that its data is one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def data_only(data: str) -> bytes:
    """An event without a name."""
    return f"data: {data}\n\n".encode()


def heartbeat() -> bytes:
    """A comment, which readers skip: it shows that the connection is alive, and to us whether anybody is there."""
    return b": waiting\n\n"
