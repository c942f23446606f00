"""Markdown seen as blocks: headings, paragraphs, list items and tables as spans of the text, which is never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.documents import Span
from corpus.statutes.lines import heading_level, is_blank, may_be_title, opens_anew, wants_title
from corpus.statutes.numbering import HAN_NUMERAL

BlockKind = Literal["heading", "paragraph", "item", "table", "markup"]

_LINE_END = re.compile(r"\r\n?|\n")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t\u3000]|$)")
_ITEM = re.compile(
    rf"\s*(?:[-*+•·●▪]\s|\(?\d{{1,3}}[.)]\s|\d{{1,2}}[、．]|[（(][一二三四五六七八九十0-9０-９]{{1,3}}[)）]|{HAN_NUMERAL}、|[①-⑳])"
)
_BULLET = re.compile(r"\s*[-*+•·●▪]\s+")
_RULE_ROW = frozenset("|:- \t")
_BREAK = frozenset("-=*_ \t")


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `span` has no surrounding white space, `level` is a heading's depth from 1."""

    kind: BlockKind
    span: Span
    level: int = 0


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks in order; together they hold every character that is not white space exactly once."""
    lines = _lines(text)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        kind, level = _kind(text, lines, at)
        stop = at + 1
        if kind == "table":
            while stop < len(lines) and "|" in text[lines[stop].start : lines[stop].end]:
                stop += 1
        elif kind in ("paragraph", "item"):
            while stop < len(lines) and _goes_on(text, lines, stop):
                stop += 1
        elif kind == "heading":
            stop = _title_end(text, lines, at)
        if kind != "blank":
            blocks.append(Block(kind, trimmed(text, lines[at].start, lines[stop - 1].end), level))
        at = stop
    return tuple(blocks)


def heading_text(text: str, heading: Block) -> str:
    """A heading's words, without its marks."""
    line = text[heading.span.start : heading.span.end]
    marks = _HEADING.match(line)
    words = line[marks.end() :].strip().rstrip("#").rstrip() if marks else line
    return " ".join(words.replace("**", "").replace("__", "").split())


def content_start(text: str, item: Block) -> int:
    """Where a list item's words begin: after its bullet. A number is part of the words, since it can be referred to."""
    bullet = _BULLET.match(text, item.span.start, item.span.end)
    return bullet.end() if bullet else item.span.start


def table_lines(text: str, table: Block) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """A table's header (the row of names and the rule under it; empty when there is no rule) and its rows."""
    start = table.span.start
    lines = tuple(trimmed(text, start + line.start, start + line.end) for line in _lines(text[start : table.span.end]))
    header = 2 if len(lines) > 1 and _is_rule_row(text[lines[1].start : lines[1].end]) else 0
    return lines[:header], lines[header:]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Span(start, max(start, end - len(part) + len(part.rstrip())))


def _lines(text: str) -> list[Span]:
    """The lines without their ends; an empty line is an empty span."""
    lines: list[Span] = []
    start = 0
    for match in _LINE_END.finditer(text):
        end, after = match.span()
        lines.append(Span(start, end))
        start = after
    if start < len(text):
        lines.append(Span(start, len(text)))
    return lines


def _kind(text: str, lines: list[Span], at: int) -> tuple[BlockKind | Literal["blank"], int]:
    """What the line would begin, and the level if that is a heading."""
    line = _text_of(text, lines, at)
    if is_blank(line):
        return "blank", 0
    stripped = line.strip()
    if stripped[0] == "#" and (marks := _HEADING.match(line)):
        return "heading", len(marks[1])
    if level := heading_level(line, _text_of(text, lines, at - 1)):
        return "heading", level
    if _is_markup(stripped):
        return "markup", 0
    if _ITEM.match(line):
        return "item", 0
    if "|" in stripped and (stripped[0] == "|" or _is_rule_row(_text_of(text, lines, at + 1))):
        return "table", 0
    return "paragraph", 0


def _goes_on(text: str, lines: list[Span], at: int) -> bool:
    """Whether a line belongs to the paragraph or item of the line before."""
    line, before = _text_of(text, lines, at), _text_of(text, lines, at - 1)
    return _kind(text, lines, at)[0] == "paragraph" and not opens_anew(line, before)


def _title_end(text: str, lines: list[Span], at: int) -> int:
    """Where a heading ends: after the line with its title, where it has none of its own."""
    if not wants_title(_text_of(text, lines, at)):
        return at + 1
    below = next((n for n in range(at + 1, len(lines)) if not is_blank(_text_of(text, lines, n))), at)
    is_text = below > at and _kind(text, lines, below)[0] == "paragraph"
    is_title = is_text and may_be_title(_text_of(text, lines, below), _text_of(text, lines, below + 1))
    return below + 1 if is_title else at + 1


def _is_markup(stripped: str) -> bool:
    if stripped.startswith("<!--"):
        return stripped.endswith("-->")
    return stripped.startswith("```") or (len(stripped) >= 3 and _BREAK.issuperset(stripped))


def _is_rule_row(line: str) -> bool:
    return "|" in line and "-" in line and _RULE_ROW.issuperset(line.strip())


def _text_of(text: str, lines: list[Span], at: int) -> str:
    return text[lines[at].start : lines[at].end] if 0 <= at < len(lines) else ""
