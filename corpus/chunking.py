"""Passages of a document: its sections, and where these are too long, whole paragraphs, rows and sentences of them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.blocks import Block, trimmed
from corpus.documents import Document, Passage, Section, Span
from corpus.places import place_words, places_in
from corpus.schemas import Language
from corpus.segmenting import sentence_spans
from corpus.statutes.articles import Opening, Part, annex_start, openings_of, parts_of


@dataclass(frozen=True, slots=True)
class Limit:
    """The most characters of a passage, and of one paragraph that is still not divided."""

    passage: int
    paragraph: int


LIMITS: dict[Language, Limit] = {"zh": Limit(1_100, 1_500), "en": Limit(2_000, 2_500)}
"""About 350 words in either language: what one reader takes in at once and one vector still stands for. A paragraph is
one thought of its writer, so it is divided only when it is a good deal longer."""

_LEAD_IN = (":", "：")
_ID_DIGITS = 16
_ANNEX_LENGTH = 40  # characters of a locator
_PARAGRAPH = {"zh": ("段落 {}", "段落 {}–{}"), "en": ("paragraph {}", "paragraphs {}–{}")}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Blocks that share a locator: an article, what is annexed to one, or a section without articles."""

    locator: str | None
    blocks: tuple[Block, ...]


def passages_of(document: Document, limit: Limit | None = None) -> tuple[Passage, ...]:
    """The passages in order: every word outside headings is in exactly one of them, and comments and rules in none.

    Passages hold whole sentences; `limit` is that of the document's language unless another is given.
    """
    limit = limit or LIMITS[document.language]
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    paragraphs = 0
    parts = parts_of(document)
    openings = openings_of(document, parts)
    in_part = {position: list(opened) for position, opened in groupby(openings, key=lambda opening: opening.section)}
    for position, part in enumerate(parts):
        section, text = part.section, part.text
        sentences = sentence_spans(text, part.blocks)
        for piece in _pieces(part, in_part.get(position, []), is_last=position == max(in_part, default=None)):
            units = _units(text, piece.blocks)
            for span in _spans(units, sentences, limit) if units else ():
                if piece.locator:
                    locator = piece.locator
                elif section.headings:
                    locator = " › ".join(section.headings)
                else:
                    locator = _paragraph_locator(units, span, paragraphs, document.language)
                passage = _passage(document, section, _placed(document, section, locator, span), span, sentences)
                seen[passage.id] += 1
                count = seen[passage.id]
                passages.append(passage if count == 1 else replace(passage, id=f"{passage.id}-{count}"))
            paragraphs += 0 if section.headings else len(units)
    return tuple(passages)


def _pieces(part: Part, openings: Sequence[Opening], *, is_last: bool) -> Iterator[_Piece]:
    """The part divided at the articles that open in it, and at what is annexed to the last one."""
    locators: dict[int, str] = {opening.start: opening.label for opening in openings}
    if is_last and (annex := annex_start(part, openings[-1].start)) is not None:
        locators[annex] = part.text[annex:].split("\n", 1)[0].strip()[:_ANNEX_LENGTH].rstrip("：:")
    locator: str | None = None
    blocks: list[Block] = []
    for block in part.blocks:
        if block.span.start in locators:
            if blocks:
                yield _Piece(locator, tuple(blocks))
            locator, blocks = locators[block.span.start], []
        blocks.append(block)
    if blocks:
        yield _Piece(locator, tuple(blocks))


def _units(text: str, blocks: Sequence[Block]) -> list[Span]:
    """What is read together: a list with its lead-in, a table with its caption. Markup is a part of neither."""
    units: list[Span] = []
    before: Block | None = None
    for block in blocks:
        if block.kind == "markup":
            continue
        joined = before is not None and (
            (block.kind == "table" and before.kind == "paragraph")
            or (block.kind == "item" and before.kind == "item")
            or (block.kind == "item" and text.endswith(_LEAD_IN, before.span.start, before.span.end))
        )
        units[len(units) - joined :] = [Span(units[-1].start if joined else block.span.start, block.span.end)]
        before = block
    return units


def _spans(units: Sequence[Span], sentences: Sequence[Span], limit: Limit) -> Iterator[Span]:
    """The passages' spans: all units if they fit, else as few as fit, evenly filled."""
    if len(units) == 1 and _length(units) <= limit.paragraph:
        yield units[0]
        return
    pieces: list[Span] = []
    for unit in units:
        if _length([unit]) <= limit.paragraph:
            pieces.append(unit)
        else:
            pieces += _packed(_whole_sentences(unit, sentences), limit.passage)
    yield from _packed(pieces, limit.passage)


def _packed(spans: Sequence[Span], longest: int) -> Iterator[Span]:
    """Neighbours joined into spans of about equal length, none over the longest unless it was so before."""
    even = _length(spans) / -(-_length(spans) // longest)
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        longer = span.end - start
        if longer > longest or longer - even > even - (end - start):
            yield Span(start, end)
            start = span.start
        end = span.end
    yield Span(start, end)


def _whole_sentences(unit: Span, sentences: Sequence[Span]) -> list[Span]:
    """The unit cut after each of its sentences; what belongs to none goes with the sentence after it."""
    first = bisect_left(sentences, unit.start, key=lambda sentence: sentence.start)
    last = bisect_left(sentences, unit.end, key=lambda sentence: sentence.start)
    ends = [*(sentence.end for sentence in sentences[first : max(first, last - 1)]), unit.end]
    return [Span(start, end) for start, end in zip([unit.start, *ends], ends, strict=False)]


def _length(spans: Sequence[Span]) -> int:
    return spans[-1].end - spans[0].start


def _placed(document: Document, section: Section, locator: str, span: Span) -> str:
    """The locator with the page, row or slide where the passage stands in its file; of paragraphs that says enough."""
    offset = section.span.start
    words = place_words(places_in(document.places, Span(offset + span.start, offset + span.end)), document.language)
    if not words:
        return locator
    return f"{locator} · {words}" if section.headings else words


def _paragraph_locator(units: Sequence[Span], span: Span, before: int, language: Language) -> str:
    starts = [unit.start for unit in units]
    first, last = before + bisect_right(starts, span.start), before + bisect_right(starts, span.end - 1)
    one, several = _PARAGRAPH[language]
    return one.format(first) if first == last else several.format(first, last)


def _passage(document: Document, section: Section, locator: str, span: Span, sentences: Sequence[Span]) -> Passage:
    """The passage at a span of its section."""
    offset = section.span.start
    whole = trimmed(document.text, offset + span.start, offset + span.end)
    first = bisect_left(sentences, span.start, key=lambda sentence: sentence.start)
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    text = document.text[whole.start : whole.end]
    as_of = section.as_of or document.as_of
    key = "\x1f".join([document.id, *section.headings, locator, text, as_of or ""])
    return Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS],
        document_id=document.id,
        language=document.language,
        headings=section.headings,
        locator=locator,
        span=whole,
        text=text,
        sentences=tuple(Span(offset + found.start, offset + found.end) for found in sentences[first:last]),
        as_of=as_of,
        source=section.source or document.source,
    )
