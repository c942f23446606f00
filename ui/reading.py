"""A document's Markdown laid out for reading, every shown character still at its place in the text.

Nothing here makes HTML: blocks hold runs of plain text, which templates and scripts put on the page as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from corpus.blocks import Block, blocks_of, content_start, table_lines, trimmed
from corpus.documents import Span

Style = Literal["", "strong", "em", "code"]
LayoutKind = Literal["heading", "paragraph", "list", "table"]

# Bounded, so that no text takes more than linear time.
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<fence>`+)(?P<code>.{1,500}?)(?P=fence)
    | \*\*(?P<strong>(?=\S).{1,500}?(?<=\S))\*\*
    | (?<!\w)__(?P<strong_>(?=\S).{1,500}?(?<=\S))__(?!\w)
    | \*(?P<em>(?=[^\s*])[^*]+?(?<=\S))\*
    | (?<!\w)_(?P<em_>(?=[^\s_])[^_]+?(?<=\S))_(?!\w)
    | !?\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\s]*)\)
    | <(?P<address>https?://[^<>\s]+)>""",
    re.VERBOSE,
)
_COLUMN_MARK = re.compile(r"(?<!\\)\|")
_HEADING_MARKS = re.compile(r"#*[ \t\u3000]*")
_STYLES: dict[str, Style] = {"code": "code", "strong": "strong", "strong_": "strong", "em": "em", "em_": "em"}


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters shown alike: `text` is exactly the characters of `span`."""

    text: str
    span: Span
    style: Style = ""
    address: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block: one cell, or in a table several. `anchors` are the ids of the passages that begin in it."""

    span: Span
    cells: tuple[tuple[Run, ...], ...]
    bulleted: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One block as shown; `level` is a heading's depth, `header` the number of rows that name a table's columns."""

    kind: LayoutKind
    rows: tuple[Row, ...]
    level: int = 0
    header: int = 0


def layouts_of(text: str) -> tuple[Layout, ...]:
    """The document's blocks in reading order."""
    layouts: list[Layout] = []
    for is_item, blocks in groupby(blocks_of(text), key=lambda block: block.kind == "item"):
        if is_item:
            layouts.append(Layout("list", tuple(_item(text, block) for block in blocks)))
        else:
            layouts.extend(_layout(text, block) for block in blocks if block.kind != "markup")
    return tuple(layouts)


def marked(layouts: tuple[Layout, ...], quote: Span) -> tuple[Layout, ...]:
    """The same blocks with exactly the quote's characters set apart in runs of their own."""

    def cut(run: Run) -> Iterator[Run]:
        start, end = max(run.span.start, quote.start), min(run.span.end, quote.end)
        if start >= end:
            yield run
            return
        for left, right, quoted in ((run.span.start, start, False), (start, end, True), (end, run.span.end, False)):
            if left < right:
                yield replace(_part(run, left, right), quoted=quoted)

    return tuple(
        replace(
            layout,
            rows=tuple(_with_runs(row, lambda cell: tuple(p for r in cell for p in cut(r))) for row in layout.rows),
        )
        for layout in layouts
    )


def excerpt(layouts: tuple[Layout, ...], span: Span) -> tuple[Layout, ...]:
    """Only what lies in the span, cut at its ends; a table keeps the row that names its columns."""

    def inside(row: Row) -> Row:
        return _with_runs(
            row,
            lambda cell: tuple(
                _part(run, max(run.span.start, span.start), min(run.span.end, span.end))
                for run in cell
                if run.span.start < span.end and run.span.end > span.start
            ),
        )

    kept: list[Layout] = []
    for layout in layouts:
        body = [inside(row) for row in layout.rows[layout.header :] if _overlap(row.span, span)]
        names = [*layout.rows[: layout.header]]
        if body or any(_overlap(row.span, span) for row in names):
            kept.append(replace(layout, rows=(*names, *body)))
    return tuple(kept)


def anchored(layouts: tuple[Layout, ...], passages: tuple[tuple[str, int], ...]) -> tuple[Layout, ...]:
    """The same blocks with each passage's id on the row in which it begins."""
    starts = [row.span.start for layout in layouts for row in layout.rows]
    anchors: dict[int, list[str]] = {}
    for name, start in passages:
        row = max((first for first in starts if first <= start), default=starts[0] if starts else 0)
        anchors.setdefault(row, []).append(name)
    return tuple(
        replace(layout, rows=tuple(replace(row, anchors=tuple(anchors.get(row.span.start, ()))) for row in layout.rows))
        for layout in layouts
    )


def _layout(text: str, block: Block) -> Layout:
    if block.kind == "table":
        header, body = table_lines(text, block)
        rows = tuple(_table_row(text, line) for line in (*header[:1], *body))
        return Layout("table", rows, header=len(header[:1]))
    if block.kind == "heading":
        marks = _HEADING_MARKS.match(text, block.span.start, block.span.end)
        start = marks.end() if marks else block.span.start
        end = start + len(text[start : block.span.end].rstrip("# \t"))
        return Layout("heading", (Row(block.span, (_runs(text, start, end),)),), level=block.level)
    return Layout("paragraph", (Row(block.span, (_runs(text, block.span.start, block.span.end),)),))


def _item(text: str, block: Block) -> Row:
    start = content_start(text, block)
    return Row(block.span, (_runs(text, start, block.span.end),), bulleted=start > block.span.start)


def _table_row(text: str, line: Span) -> Row:
    marks = [found.start() for found in _COLUMN_MARK.finditer(text, line.start, line.end)]
    starts = [line.start, *(mark + 1 for mark in marks)]
    ends = [*marks, line.end]
    # The outer marks bound the row; they are no empty cells of it.
    first = 1 if marks and marks[0] == line.start else 0
    last = len(ends) - (1 if marks and marks[-1] == line.end - 1 else 0)
    inner = (trimmed(text, left, right) for left, right in zip(starts[first:last], ends[first:last], strict=True))
    cells = [_runs(text, cell.start, cell.end) for cell in inner]
    return Row(line, tuple(cells))


def _runs(text: str, start: int, end: int, style: Style = "") -> tuple[Run, ...]:
    """The shown characters between the two offsets; marks of emphasis and links are left out."""
    runs: list[Run] = []
    at = start

    def show(left: int, right: int, address: str | None = None, as_style: Style = style) -> None:
        if left < right:
            runs.append(Run(text[left:right], Span(left, right), as_style, address))

    for found in _INLINE.finditer(text, start, end):
        show(at, found.start())
        at = found.end()
        group = found.lastgroup or ""
        if group == "escaped":
            show(*found.span(group))
        elif group == "code":
            show(*found.span("code"), as_style="code")
        elif group in _STYLES:
            runs.extend(_runs(text, *found.span(group), _STYLES[group]))
        elif group == "target":
            # Only web addresses become links: a document may not carry a script or a local path.
            target = found["target"]
            show(*found.span("label"), target if target.startswith(("https://", "http://")) else None)
        else:
            show(*found.span("address"), found["address"])
    show(at, end)
    return tuple(runs)


def _with_runs(row: Row, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> Row:
    return replace(row, cells=tuple(change(cell) for cell in row.cells))


def _part(run: Run, start: int, end: int) -> Run:
    return replace(run, text=run.text[start - run.span.start : end - run.span.start], span=Span(start, end))


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end
