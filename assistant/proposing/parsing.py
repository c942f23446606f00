"""Parsing: the JSON object in what a model wrote, however much it wrote around it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_MOST_DIGITS = 30  # of a figure, before or behind the point


def _figure(text: str) -> Decimal:
    value = Decimal(text)
    if abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError("no figure is so large or so small")
    return value


_DECODER = json.JSONDecoder(parse_float=_figure, parse_int=_figure)


def object_in(text: str) -> Mapping[str, Any] | None:
    """The first JSON object of a text; nothing where there is none."""
    start = text.find("{")
    while start >= 0:
        try:
            found, _ = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError, ArithmeticError):
            start = text.find("{", start + 1)
            continue
        return found if isinstance(found, dict) else None
    return None
