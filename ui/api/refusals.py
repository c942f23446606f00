"""Refusals: the form in which the part of the address that was asked says no."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import JSONResponse, Response

from ui.api.problems import Refusal, members, problem


def refusal(
    request: Request, status: int, *, headers: Mapping[str, str] | None = None, reference: str = ""
) -> Response | None:
    """The refusal as the programs' side says it; nothing where the address is for readers."""
    path: str = request.scope["path"]
    said = Refusal(status, headers=headers, reference=reference)
    if path.startswith("/v1/"):
        return completion_error(request, said)
    if path.startswith("/api/") or path == "/mcp":
        return problem(request, said)
    return None


def completion_error(
    request: Request, said: Refusal, *, parameter: str | None = None, code: str | None = None
) -> JSONResponse:
    """A refusal in the form that clients of chat completions read."""
    told = members(request, said)
    kind = "server_error" if said.status >= 500 else "invalid_request_error"
    error = {
        "message": f"{told['title']} · {told['detail']} ({told['reference']})",
        "type": "rate_limit_error" if said.status == 429 else kind,
        "param": parameter,
        "code": code or told["type"].rpartition(":")[2].replace("-", "_"),
    }
    return JSONResponse({"error": error}, said.status, {"Cache-Control": "no-store", **(said.headers or {})})
