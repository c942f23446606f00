"""Spans: parts of a text by where their characters stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENDS = re.compile(r"[。！？!?；;\n]")
_MOST_AROUND = 120  # characters of a sentence on either side of what stands in it


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """The sentence in which a span stands: what is before it, the words, and what is after."""
    ends = [match.end() for match in _ENDS.finditer(text, max(span.start - _MOST_AROUND, 0), span.start)]
    start = ends[-1] if ends else max(span.start - _MOST_AROUND, 0)
    close = _ENDS.search(text, span.end)
    end = min(close.end() if close else len(text), span.end + _MOST_AROUND)
    before, after = text[start : span.start].lstrip(" \t#*|>"), text[span.end : end].rstrip()
    cut_before = "…" if not ends and start > 0 else ""
    cut_after = "…" if not close or close.end() > end else ""
    return cut_before + before, text[span.start : span.end], after + (cut_after if end < len(text) else "")
