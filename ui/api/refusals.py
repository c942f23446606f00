"""Refusals: the form in which the part of the address that was asked says no."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import JSONResponse, Response

from ui.api.problems import problem, problem_content


def refusal(
    request: Request, status: int, *, headers: Mapping[str, str] | None = None, reference: str = ""
) -> Response | None:
    """The refusal as the programs' side says it; nothing where the address is for readers."""
    path: str = request.scope["path"]
    if path.startswith("/v1/"):
        return completion_error(request, status, headers=headers, reference=reference)
    if path.startswith(("/api/", "/mcp")):
        return problem(request, status, headers=headers, reference=reference)
    return None


def completion_error(
    request: Request,
    status: int,
    *,
    detail: str = "",
    parameter: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
    reference: str = "",
) -> JSONResponse:
    """A refusal in the form that clients of chat completions read."""
    said = problem_content(request, status, detail=detail, reference=reference)
    kinds = {429: "rate_limit_error"}
    error = {
        "message": f"{said['title']}{'：' if _is_chinese(said['title']) else ': '}{said['detail']}"
        f" ({said['reference']})",
        "type": kinds.get(status, "server_error" if status >= 500 else "invalid_request_error"),
        "param": parameter,
        "code": code or said["type"].rpartition(":")[2].replace("-", "_"),
    }
    return JSONResponse({"error": error}, status, {"Cache-Control": "no-store", **(headers or {})})


def _is_chinese(text: str) -> bool:
    return not text.isascii()
