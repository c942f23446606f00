"""Bodies that are JSON and say so."""

from __future__ import annotations

from fastapi import HTTPException, Request


def json_only(request: Request) -> None:
    """Refuses a body that does not say that it is JSON; a page of another site can send no such body unasked."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind != "application/json":
        raise HTTPException(415)
