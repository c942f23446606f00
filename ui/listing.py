"""Listing: what pages with filters in their address share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict
from urllib.parse import urlencode

from corpus.schemas import Language
from ui.languages import InterfaceLanguage

Parameters = Sequence[tuple[str, str]]

_BESIDE = 2  # pages named on either side of the one shown


class Chip(TypedDict):
    """One condition that is set, the language of its value where those are a record's words, the address without it."""

    label: str
    value: str
    language: Language | None
    address: str


def chip(label: str, value: str, address: str, language: Language | None = None) -> Chip:
    """A chip for a template."""
    return Chip(label=label, value=value, language=language, address=address)


def with_query(path: str, parameters: Parameters, page: int = 1) -> str:
    """The path with the parameters after it, and the page where that is not the first."""
    asked = [*parameters, *([("page", str(page))] if page > 1 else [])]
    return f"{path}?{urlencode(asked)}" if asked else path


def locales_for(language: InterfaceLanguage) -> dict[str, str]:
    """The tags of the two languages, and which is the reader's own."""
    return {"zh": "zh-CN", "en": "en", "own": "en" if language == "en" else "zh"}


def page_numbers(page: int, count: int) -> list[int | None]:
    """The pages to name: the first, the last and those around the one shown, with None for those left out."""
    named = sorted({1, count, *range(max(1, page - _BESIDE), min(count, page + _BESIDE) + 1)})
    numbers: list[int | None] = []
    for number in named:
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
