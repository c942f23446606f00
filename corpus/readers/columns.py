"""Columns: the order in which the words of a page are read."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from corpus.readers.segments import Segment

_FEWEST_LINES = 3
_FILLED = 0.55
"""Of a column's width, by its lines in the middle of their order: text fills it, the cells of a table do not."""

_MOST_CANDIDATES = 200
_DEEPEST = 3


def columns_of(segments: Sequence[Segment], depth: int = 0) -> list[list[Segment]]:
    """The segments in the columns that are read one after the other; a heading over two columns is one by itself."""
    ordered = sorted(segments, key=lambda segment: (segment.middle, segment.left))
    gutter = _gutter(ordered) if depth < _DEEPEST else None
    if gutter is None:
        return [ordered] if ordered else []
    columns: list[list[Segment]] = []
    for is_divided, run in _runs(ordered, gutter):
        if is_divided:
            left, right = _sides(run, gutter)
            columns += columns_of(left, depth + 1) + columns_of(right, depth + 1)
        else:
            columns.append(run)
    return columns


def _gutter(ordered: Sequence[Segment]) -> float | None:
    """The place between left and right that divides the most words into columns of text."""
    edges = sorted({round(segment.right) + 1.0 for segment in ordered})
    candidates = edges[:: max(len(edges) // _MOST_CANDIDATES, 1)]
    best = max(candidates, key=lambda x: _divided(ordered, x), default=None)
    return best if best is not None and _divided(ordered, best) else None


def _divided(ordered: Sequence[Segment], x: float) -> int:
    return sum(len(run) for is_divided, run in _runs(ordered, x) if is_divided)


def _runs(ordered: Sequence[Segment], x: float) -> list[tuple[bool, list[Segment]]]:
    """The segments between those that reach over x, and whether x divides them into columns."""
    runs: list[tuple[bool, list[Segment]]] = []
    run: list[Segment] = []

    def close(crossing: Segment | None) -> None:
        if _are_columns(run, x):
            runs.append((True, list(run)))
            run.clear()
        if crossing is not None:
            run.append(crossing)
        if run and runs and not runs[-1][0]:
            runs[-1][1].extend(run)
        elif run:
            runs.append((False, list(run)))
        run.clear()

    for segment in ordered:
        if segment.left < x < segment.right:
            close(segment)
        else:
            run.append(segment)
    close(None)
    return runs


def _are_columns(run: Sequence[Segment], x: float) -> bool:
    left, right = _sides(run, x)
    return _is_column(left) and _is_column(right)


def _is_column(side: Sequence[Segment]) -> bool:
    if len(side) < _FEWEST_LINES:
        return False
    width = max(segment.right for segment in side) - min(segment.left for segment in side)
    return median(segment.right - segment.left for segment in side) >= _FILLED * width and width > 6 * side[0].size


def _sides(run: Sequence[Segment], x: float) -> tuple[list[Segment], list[Segment]]:
    return [segment for segment in run if segment.right <= x], [segment for segment in run if segment.right > x]
