"""Segments: runs of characters on a page, and the lines they make, in points from the page's top left corner."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.languages import HAN
from corpus.places import Box

_WIDE = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef\u2018-\u201d]")
_GAP = 0.25
"""Of the size of letters: a gap wider than this stands for a space between words."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words without a wide gap among them; `size` is that of their letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


def lines_of(segments: Iterable[Segment]) -> list[Segment]:
    """The lines of a column from top to bottom, each as one segment."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: (segment.middle, segment.left)):
        if rows and abs(segment.middle - rows[-1][0].middle) < 0.5 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [joined(sorted(row, key=lambda segment: segment.left)) for row in rows]


def joined(row: Sequence[Segment]) -> Segment:
    """Segments that stand beside each other as one."""
    text = row[0].text
    for before, segment in itertools.pairwise(row):
        gap = segment.left - before.right
        text += (
            " " if gap > segment.size or (needs_space(text, segment.text) and gap > _GAP * segment.size) else ""
        ) + segment.text
    return Segment(
        text,
        min(segment.left for segment in row),
        min(segment.top for segment in row),
        max(segment.right for segment in row),
        max(segment.bottom for segment in row),
        max(segment.size for segment in row),
    )


def needs_space(before: str, after: str) -> bool:
    """Whether words that follow each other are divided by a space: not where Chinese stands on either side."""
    return not (_WIDE.match(before[-1:]) or _WIDE.match(after[:1]))


def box_of(segment: Segment, width: float, height: float) -> Box:
    """Where a segment stands on a page of this size."""

    def share(value: float, whole: float) -> int:
        return max(0, min(10_000, round(10_000 * value / whole))) if whole > 0 else 0

    return Box(
        share(segment.left, width),
        share(segment.top, height),
        share(segment.right, width),
        share(segment.bottom, height),
    )
