"""Paragraphs: the lines of a column put together as they were before they were set."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.segments import Segment, needs_space
from corpus.statutes.numbering import HAN_NUMERAL

_ENDS = tuple("。！？；：.!?;:”」")
_BEGINS = re.compile(
    rf"\s*(?:第{HAN_NUMERAL}[编篇章节節条]|{HAN_NUMERAL}、|[（(]{HAN_NUMERAL}[）)]|\d{{1,2}}[.、．)]\s?(?!\d)|[-*•·●▪①-⑳])"
)
_SAME_SIZE = 0.08
_WIDER = 1.4
"""Of the usual distance from line to line: a greater one begins a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one; `size` is that of its letters."""

    lines: tuple[Segment, ...]

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size


def paragraphs_of(lines: Sequence[Segment], body_size: float) -> Iterator[Paragraph]:
    """The paragraphs of a column."""
    if not lines:
        return
    pitches = [below.top - above.top for above, below in itertools.pairwise(lines)]
    usual = median(pitches) if pitches else 0.0
    right = max(line.right for line in lines)
    current = [lines[0]]
    for above, line in itertools.pairwise(lines):
        if _begins(above, line, usual, right, body_size):
            yield Paragraph(tuple(current))
            current = []
        current.append(line)
    yield Paragraph(tuple(current))


def _begins(above: Segment, line: Segment, usual: float, right: float, body_size: float) -> bool:
    size = line.size
    if abs(size - above.size) > _SAME_SIZE * size or line.top - above.top > _WIDER * max(usual, size):
        return True
    if _BEGINS.match(line.text):
        return True
    if size > body_size * (1 + _SAME_SIZE):
        return False  # a heading in large letters goes on in the next line
    is_indented = line.left > above.left + 0.8 * size
    ended_early = above.right < right - 1.5 * size
    return is_indented or (ended_early and above.text.rstrip().endswith(_ENDS)) or above.right < right - 8 * size


def glue(above: str, below: str) -> tuple[str, str]:
    """The upper line as it goes on, and what stands between it and the lower one: a hyphen at its end goes."""
    if re.search(r"[A-Za-z]-$", above) and below[:1].islower():
        return above[:-1], ""
    return above, " " if needs_space(above, below) else ""
