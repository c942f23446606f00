"""Prompts: files in both languages, rendered strictly; what others wrote is put into them as data."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from string import Template

_LONGEST_PART = 2_000  # characters of one text
_MARKER = re.compile(r"[\[［【]\s*(S\d+)", re.IGNORECASE)
_ANGLES = str.maketrans("<>", "〈〉")


def rendered(room: str, name: str, **values: str) -> str:
    """A prompt of a room of the assistant with its values. Raises `KeyError` for one that is missing."""
    return prompt(room, name).substitute(values)


@cache
def prompt(room: str, name: str) -> Template:
    """A prompt as it stands in its file."""
    return Template(files(f"assistant.{room}").joinpath(f"prompts/{name}.md").read_text("utf-8").strip())


def as_data(text: str, *, one_line: bool = False) -> str:
    """A text that can neither close its fence nor pass for a citation."""
    text = _MARKER.sub(r"(\1", text[:_LONGEST_PART]).translate(_ANGLES)
    return " · ".join(text.replace('"', "'").split("\n")) if one_line else text
