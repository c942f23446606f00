"""Articles: where each article of a text opens, told from what ordinary texts say of articles.

A statute numbers its articles without a gap, so that the longest rising run of numbers tells which lines open one. A
line that only mentions an article ("第二十条规定的…") breaks the run, and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.blocks import Block, blocks_of
from corpus.documents import Document, Section, Span
from corpus.statutes.lines import is_annex
from corpus.statutes.numbering import HAN_NUMERAL, ROMAN_NUMERAL, ArticleNumber, article_number

_ZH = rf"第\s?{HAN_NUMERAL}\s?条(?:\s?之\s?{HAN_NUMERAL}(?![\u4e00-\u9fff]))?"
_REFERS = rf"第|[规規所之的款項项]|[、，,。；]|[和與与及或至到](?=第|{HAN_NUMERAL})"
_EN = rf"(?:Article|ARTICLE)\s+(?:\d+(?:-\d+)?|{ROMAN_NUMERAL})"
_OPENING = re.compile(
    rf"(?:\*\*)?(?P<label>{_ZH}(?!{_REFERS})|{_EN}(?=(?:\*\*)?[.:]*(?:\s+[A-Z(“\"\[*]|\s*\(|\s*$|\s*\n)))"
    r"(?P<sure>(?:\*\*)?[\s\u3000（(【\[：:.]|(?:\*\*)?$|[^\S\n]*\n)?"
)
_WORTH_LOOKING = re.compile(rf"第\s?{HAN_NUMERAL}\s?条|Article\s|ARTICLE\s")
_LEGAL = re.compile(
    "法|条例|條例|规定|規定|办法|辦法|细则|細則|规则|規則|章程|决定|決定|公约|公約|协定|協定|合同|协议|守则"
    r"|\b(?:[Ll]aws?|[Aa]cts?|[Rr]egulations?|[Rr]ules?|[Mm]easures|[Pp]rovisions|[Cc]ode|[Aa]greement|[Cc]ontract)\b"
)
_SPEAKS_OF_ITSELF = re.compile(
    "(?:本|這|这)(?:法|条例|條例|规定|规则|办法|细则|决定|章程|制度|协议|合同|方案)|施行|實施|实施"
)
_WHOLE = 3  # articles in a row from the first on, which no ordinary text has
_MANY = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its blocks; the spans of the blocks are those of the section's own text."""

    section: Section
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an article opens: at `start` in the section of this position, under its label as it is written there.

    `is_sure` marks one that is set off from its text by a space, a mark or the end of the line.
    """

    number: ArticleNumber
    label: str
    section: int
    start: int
    is_sure: bool
    by_heading: bool = False


def parts_of(document: Document) -> tuple[Part, ...]:
    """The sections of a document with their blocks."""
    texts = [document.text[section.span.start : section.span.end] for section in document.sections]
    return tuple(Part(section, text, blocks_of(text)) for section, text in zip(document.sections, texts, strict=True))


def openings_of(document: Document, parts: Sequence[Part]) -> tuple[Opening, ...]:
    """The articles of a document in the order of its parts; none where it only speaks of articles."""
    title, text = document.title, document.text
    if not any(_WORTH_LOOKING.search(part.text) or _heading_label(part.section) for part in parts):
        return ()
    found = list(_candidates(parts))
    runs = list(_runs(found))
    is_legal = bool(_LEGAL.search(title) or _LEGAL.search(text))
    chosen = [run for run in runs if _is_whole(run, text, is_legal=is_legal)]
    if not chosen and is_legal:
        chosen = [[opening for opening in run if opening.is_sure] for run in runs]
    opened = {(opening.section, opening.start) for run in chosen for opening in run}
    headed = {opening.label for run in chosen for opening in run if opening.by_heading}
    return tuple(o for o in found if (o.section, o.start) in opened or (o.by_heading and o.label in headed))


@lru_cache(maxsize=16)
def words_of_articles(document: Document) -> tuple[Span, ...]:
    """The words of each article of a document, after its number."""
    parts = parts_of(document)
    openings = openings_of(document, parts)
    spans: list[Span] = []
    for position, opening in enumerate(openings):
        part, following = parts[opening.section], openings[position + 1 : position + 2]
        label = None if opening.by_heading else _OPENING.match(part.text, opening.start)
        start, end = label.end("label") if label else opening.start, len(part.text)
        if following and following[0].section == opening.section:
            end = following[0].start
        elif not following:
            end = annex_start(part, opening.start) or end
        spans.append(Span(part.section.span.start + start, part.section.span.start + end))
    return tuple(spans)


def annex_start(part: Part, after: int) -> int | None:
    """Where what is annexed to a statute begins in the section of its last article; nothing where nothing is."""
    starts = (block.span.start for block in part.blocks if block.kind in ("paragraph", "item"))
    return next((at for at in starts if at > after and is_annex(part.text[at:].split("\n", 1)[0])), None)


def _heading_label(section: Section) -> str | None:
    """The label of the article that the nearest heading over a section opens."""
    found = (_OPENING.match(heading) for heading in reversed(section.headings))
    return next((match["label"] for match in found if match and match["sure"] is not None), None)


def _candidates(parts: Sequence[Part]) -> Iterator[Opening]:
    for position, part in enumerate(parts):
        if label := _heading_label(part.section):
            first = part.blocks[0].span.start if part.blocks else 0
            yield from _opening(label, position, first, is_sure=True, by_heading=True)
            continue
        for block in part.blocks:
            if block.kind == "paragraph" and (found := _OPENING.match(part.text, block.span.start, block.span.end)):
                yield from _opening(found["label"], position, block.span.start, is_sure=found["sure"] is not None)


def _opening(label: str, section: int, start: int, *, is_sure: bool, by_heading: bool = False) -> Iterator[Opening]:
    written = "".join(label.split()) if label[0] == "第" else " ".join(label.split()).replace("ARTICLE", "Article")
    if (number := article_number(written)) and number.number:
        yield Opening(number, written, section, start, is_sure, by_heading)


def _runs(found: Sequence[Opening]) -> Iterator[list[Opening]]:
    """The longest rising runs; a first article begins a new one, as a text that is attached to another does."""
    firsts = [n for n, opening in enumerate(found) if opening.number == ArticleNumber(1) and opening.is_sure]
    bounds = sorted({0, *firsts, len(found)})
    for start, end in pairwise(bounds):
        yield _rising(list(_merged(found[start:end])))


def _merged(found: Sequence[Opening]) -> Iterator[Opening]:
    """The openings, with the sections under one heading taken as one."""
    before = None
    for opening in found:
        if not (before and before.by_heading and opening.by_heading and before.label == opening.label):
            yield opening
        before = opening


def _rising(found: Sequence[Opening]) -> list[Opening]:
    """The longest run of rising numbers; of two as long, the one that rises in smaller steps.

    Found by the ends of the runs of each length (Schensted, 1961), in n log n steps.
    """
    ends: list[ArticleNumber] = []
    last: list[int] = []
    before: list[int] = []
    for place, opening in enumerate(found):
        length = bisect_left(ends, opening.number)
        before.append(last[length - 1] if length else -1)
        if ends[length : length + 1] != [opening.number]:
            ends[length : length + 1] = [opening.number]
            last[length : length + 1] = [place]
    run: list[Opening] = []
    place = last[-1] if last else -1
    while place >= 0:
        run.append(found[place])
        place = before[place]
    return run[::-1]


def _is_whole(run: Sequence[Opening], text: str, *, is_legal: bool) -> bool:
    """Whether a run is that of a whole statute: from the first article on, in a text that is shown to be one."""
    if not {opening.number.number for opening in run}.issuperset(range(1, _WHOLE + 1)):
        return False
    if sum(opening.is_sure for opening in run) * 2 > len(run):
        return is_legal or len(run) >= _MANY
    return bool(_SPEAKS_OF_ITSELF.search(text))
