"""Replies: the assistant's own words, in the language and script of the question."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Formatter

import yaml

from corpus.languages import Script, in_script


def reply(name: str, script: Script, **values: str) -> str:
    """One of the assistant's sentences. Raises `KeyError` for an unknown name or a value that is missing."""
    text = _texts()[name]["en" if script == "latn" else "zh"]
    for _, field, _, _ in Formatter().parse(text):
        if field is not None and field not in values:
            raise KeyError(f"The reply {name!r} needs a value for {field!r}.")
    filled = text.format(**values)
    return in_script(filled, script)


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = yaml.safe_load(files("assistant").joinpath("replies.yaml").read_text("utf-8"))
    return texts
