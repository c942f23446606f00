"""Describing: every refusal of an operation in its description, so that nothing a program meets is unexpected."""

from __future__ import annotations

from typing import Any

from ui.api.forms import Problem
from ui.api.problems import PROBLEM_TYPE

_ALWAYS = {
    "400": "The request cannot be read.",
    "422": "The request is not as it should be; `errors` say where.",
    "429": "There were too many requests; wait as long as `Retry-After` says.",
    "500": "Something failed; the log has the reference.",
    "503": "The service is not available just now.",
}
_WITH_BODY = {"413": "The body is too large.", "415": "The body must be JSON."}
_NAMING_ONE = {"404": "There is none."}


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with the refusals of each operation, in place of those that are described by default."""
    parts = schema["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts |= problem.pop("$defs") | {"Problem": problem}
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            has_body = "requestBody" in operation
            refusals = _ALWAYS | (_WITH_BODY if has_body else {})
            refusals |= _NAMING_ONE if "{" in path or path in ("/v1/match", "/v1/feedback") else {}
            operation["responses"] |= {status: _problem(said) for status, said in sorted(refusals.items())}
    return schema


def _problem(said: str) -> dict[str, Any]:
    form = {"$ref": "#/components/schemas/Problem"}
    return {"description": said, "content": {PROBLEM_TYPE: {"schema": form}}}
