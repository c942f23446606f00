"""What is wrong with the files of a library, told so that whoever wrote them can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_FOUND_LENGTH = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file; `field` is the way to it ("items.alumina.statement.en").

    `line` counts from 1; in files without lines it is the page, the row or the slide.
    """

    file: str
    line: int
    field: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something to know of a file that is not wrong: `line` as in a problem."""

    file: str
    line: int
    text: str


def render_problems(problems: Iterable[Problem]) -> str:
    """One line each, in the order of files and lines: `path:line: field: expected …, found …`."""
    return "\n".join(
        f"{problem.file}:{problem.line}: {problem.field}: expected {problem.expected}, found {problem.found}"
        for problem in sorted(problems)
    )


def shown(value: object) -> str:
    """A value as a problem shows it: on one line, and short."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return "fields: " + shown(", ".join(map(str, value)))
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= _FOUND_LENGTH else f'"{text[: _FOUND_LENGTH - 1]}…"'
