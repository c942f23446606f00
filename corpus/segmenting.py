"""Sentences of a passage, as spans of its text: what is quoted, and what is searched beside the whole passage.

The rules are our own: pysbd, the usual choice, has had no release since 2021, knows no Markdown and is not linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from corpus.blocks import Block, content_start, table_lines, trimmed
from corpus.documents import Span
from corpus.languages import HAN
from corpus.stops import kept_whole, sentence_ends

_LONG_CHINESE = 120  # characters; about two lines of a phone screen more than anyone reads as one statement
_CHINESE_PIECE = 100
_LONG_ENGLISH = 300
_ENGLISH_PIECE = 200
_LONGEST = 600  # no quotation is longer, whatever the text; without any mark it is cut between words, or anywhere

_HAN = re.compile(f"[{HAN}]")
_CHINESE_MARK = re.compile(r"(?<![0-9０-９])[，；：]|[，；：](?![0-9０-９])")
_ENGLISH_MARK = re.compile(r"[;；]\s")


def sentence_spans(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
    """The sentences of a text's blocks in order, without white space around them.

    A list item, a table row and a heading begin anew; bullets, rules, comments and the headers of tables that have rows
    belong to no sentence.
    """
    return tuple(sentence for block in blocks for sentence in _sentences(text, block))


def _sentences(text: str, block: Block) -> Iterator[Span]:
    if block.kind == "markup":
        return
    if block.kind == "heading":
        yield block.span
    elif block.kind == "table":
        header, rows = table_lines(text, block)
        for row in rows or header[:1]:
            yield from _no_longer(text, row)
    else:
        start = content_start(text, block) if block.kind == "item" else block.span.start
        last_word = _last_word(text, Span(start, block.span.end))
        for end in [*sentence_ends(text, Span(start, block.span.end)), block.span.end]:
            if last_word < end < block.span.end:
                continue
            sentence = trimmed(text, start, end)
            start = end
            if sentence.start < sentence.end:
                yield from _pieces(text, sentence)


def _last_word(text: str, span: Span) -> int:
    """Where the last letter or digit stands: what follows is no sentence of its own."""
    last = span.end - 1
    while last > span.start and not text[last].isalnum():
        last -= 1
    return last


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or when it is over-long its parts, cut at marks that leave them about equal."""
    length = sentence.end - sentence.start
    if length <= _LONG_CHINESE:
        yield sentence
        return
    chinese = 3 * len(_HAN.findall(text, sentence.start, sentence.end)) > length
    mark, size = (_CHINESE_MARK, _CHINESE_PIECE) if chinese else (_ENGLISH_MARK, _ENGLISH_PIECE)
    if not chinese and length <= _LONG_ENGLISH:
        yield sentence
        return
    start = sentence.start
    for end in [*_balanced(text, sentence, mark, size), sentence.end]:
        yield from _no_longer(text, trimmed(text, start, end))
        start = end


def _balanced(text: str, sentence: Span, mark: re.Pattern[str], size: int) -> Iterator[int]:
    """Offsets after marks, one near each point that divides the sentence evenly, none inside a short quotation."""
    kept = kept_whole(text, sentence)
    places: list[int] = []
    at = 0
    for found in mark.finditer(text, sentence.start, sentence.end):
        while at < len(kept) and kept[at].end < found.start():
            at += 1
        if at == len(kept) or found.start() < kept[at].start:
            places.append(found.start() + 1)
    count = -(-(sentence.end - sentence.start) // size)
    last = sentence.start
    for part in range(1, count):
        ideal = sentence.start + (sentence.end - sentence.start) * part // count
        right = bisect_left(places, ideal)
        near = min(places[max(0, right - 1) : right + 1], key=lambda place: abs(place - ideal), default=None)
        if near and near - last >= size // 4 and sentence.end - near >= size // 4 and abs(near - ideal) <= size // 2:
            yield near
            last = near


def _no_longer(text: str, piece: Span) -> Iterator[Span]:
    """The piece in parts of at most `_LONGEST` characters, which only text without punctuation needs."""
    start = piece.start
    while piece.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cut = max(window.rfind(mark, _LONGEST // 2) for mark in ("，", ",", "、", " ", "|")) + 1 or _LONGEST
        yield trimmed(text, start, start + cut)
        start += cut
        start = trimmed(text, start, piece.end).start
    if start < piece.end:
        yield Span(start, piece.end)
