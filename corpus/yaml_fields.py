"""The fields of a YAML text with their lines, checked against a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from corpus.problems import Problem, shown
from corpus.yaml_values import NotPlainValuesError, Path, composed

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "string_type": "text",
    "float_parsing": "a number",
    "float_type": "a number",
    "tuple_type": "a list",
    "model_type": "fields written as name: value",
    "dict_type": "fields written as name: value",
    "url_parsing": "a web address",
    "url_type": "a web address",
    "url_scheme": "a web address that begins with http:// or https://",
    "string_too_short": "some text",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a YAML text; `lines` holds the line in the file of each path of keys and list positions."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing above it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, expected: str, found: str) -> Problem:
        """A problem with what stands at the path."""
        return Problem(self.file, self.line(path), self._name(path), expected, found)

    def _name(self, path: Path) -> str:
        """The path as a person reads it: items of a list go by their id, or by their position from 1."""
        data, names = self.data, []
        for key in path:
            names.append(str(key + 1) if isinstance(key, int) else key)
            try:
                data = data[key]
            except (KeyError, IndexError, TypeError):
                data = None
            if isinstance(key, int) and isinstance(data, dict) and isinstance(data.get("id"), str):
                names[-1] = data["id"]
        return ".".join(names) or "file"


def read_fields(text: str, file: str, first_line: int = 1) -> Fields | Problem:
    """The fields of a YAML mapping that begins on `first_line` of its file."""
    try:
        data, lines = composed(text)
    except NotPlainValuesError as error:
        return Problem(file, first_line + error.line, "YAML", error.expected, error.found)
    if not isinstance(data, dict):
        return Problem(file, first_line, "YAML", "fields written as name: value", shown(data))
    return Fields(file, data, {path: first_line + line for path, line in lines.items()})


def validated(model: type[Model], fields: Fields) -> Model | tuple[Problem, ...]:
    """The fields as the schema's value, or everything in them that the schema does not allow."""
    try:
        return model.model_validate(fields.data)
    except ValidationError as error:
        return tuple(
            _problem(model, fields, details)
            for details in error.errors(include_url=False)
            # Pydantic calls a list too short when its items are wrong, which is told item by item.
            if not (details["type"] == "too_short" and details["input"])
        )


def _problem(model: type[BaseModel], fields: Fields, details: ErrorDetails) -> Problem:
    path, kind, context = tuple(details["loc"]), details["type"], details.get("ctx", {})
    if kind == "missing":
        return fields.problem(path, "a value", "nothing")
    if kind == "extra_forbidden":
        names = ", ".join(_field_names(model, path[:-1]))
        return fields.problem(path, f"one of the fields {names}", shown(path[-1]))
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected", "")).replace("'", "")
    elif kind == "string_pattern_mismatch":
        expected = f"text that matches {context.get('pattern')}"
    elif kind == "too_short":
        expected = "at least one item"
    elif kind == "value_error":
        reason = str(context.get("error", details["msg"]))
        expected = reason.removeprefix("expected ") if reason.startswith("expected ") else f"a real value ({reason})"
    else:
        expected = _EXPECTED.get(kind, details["msg"])
    return fields.problem(path, expected, shown(details["input"]))


def _field_names(model: type[BaseModel], path: Path) -> Iterator[str]:
    """The names a schema knows at the path; list positions are steps of the path, but not of the schema."""
    for key in path:
        if isinstance(key, str):
            model = next(_models(model.model_fields[key].annotation))
    return iter(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
