"""Places: the paragraph (款) and item (项) of an article in which some words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Document, Passage, Span
from corpus.schemas import Language
from corpus.statutes.lines import ends_there, is_annex, is_blank
from corpus.statutes.numbering import HAN_NUMERAL, article_number, han, number_of

_OPENS = re.compile(
    rf"^[#\s]*(?:\*\*)?(第\s?{HAN_NUMERAL}\s?条(?:\s?之\s?{HAN_NUMERAL}(?![\u4e00-\u9fff]))?|(?:Article|ARTICLE)\s+\d+)",
    re.MULTILINE,
)
_ITEM = re.compile(rf"\s*(?:[（(]\s?(?P<han>{HAN_NUMERAL}|[a-z]|[ivx]+)\s?[)）]|(?P<digit>\d{{1,2}})[.．、](?!\d))")


_PLACE_ZH = re.compile(
    rf"(?P<article>第{HAN_NUMERAL}条(?:之{HAN_NUMERAL})?)(?:第(?P<paragraph>{HAN_NUMERAL})款)?(?:第（(?P<item>{HAN_NUMERAL})）项)?"
)
_PLACE_EN = re.compile(r"(?P<article>Article \d+(?:-\d+)?)(?:, paragraph (?P<paragraph>\d+))?(?:, item (?P<item>\d+))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article: its span in the document, the number of its paragraph, and its item's number if it is one."""

    span: Span
    paragraph: int
    item: int | None


def place_in(document: Document, passage: Passage, quote: Span) -> str:
    """A passage's locator and, in an article, the paragraph and the item that a quote of it stands in."""
    lines = lines_of(document, passage)
    first = next((line for line in reversed(lines) if line.span.start <= quote.start), next(iter(lines), None))
    last = next((line for line in lines if quote.end <= line.span.end), None)
    if first is None or last is None or first.paragraph != last.paragraph:
        return passage.locator
    paragraph = first.paragraph if lines[-1].paragraph > 1 else None
    item = first.item if first == last else None
    return _written(passage.locator, paragraph, item, passage.language)


def in_other_language(locator: str, language: Language) -> str | None:
    """The locator of an article, in another language than that of its text, for readers of this one; else nothing."""
    found = _PLACE_ZH.fullmatch(locator) if language == "en" else _PLACE_EN.fullmatch(locator)
    number = article_number(found["article"]) if found else None
    if found is None or number is None:
        return None
    paragraph, item = (number_of(part) if (part := found[name]) else None for name in ("paragraph", "item"))
    return _written(number.said(language), paragraph, item, language)


def lines_of(document: Document, passage: Passage) -> tuple[Line, ...]:
    """The lines of the article that a passage is of, or a part of; none where it is of no article."""
    if article_number(passage.locator) is None:
        return ()
    article = _article(document, passage)
    text = document.text
    lines: list[Line] = []
    paragraph, before = 0, ""
    for span in _lines(text, article):
        line = text[span.start : span.end]
        if is_blank(line):
            before = ""
            continue
        item = _ITEM.match(line)
        if (not item or not paragraph) and (not lines or ends_there(before)):
            paragraph += 1
        lines.append(Line(span, paragraph, number_of(item["han"] or item["digit"]) if item else None))
        before = line
    return tuple(lines)


def _article(document: Document, passage: Passage) -> Span:
    """The article's words, after its number."""
    within = next(
        section.span
        for section in document.sections
        if section.span.start <= passage.span.start and passage.span.end <= section.span.end
    )
    number = article_number(passage.locator)
    opened = [
        (found, article_number(_label(found[1]))) for found in _OPENS.finditer(document.text, within.start, within.end)
    ]
    before = [found for found, opens in opened if opens == number and found.start() <= passage.span.start]
    start = before[-1].end() if before else within.start
    after = (
        found.start()
        for found, opens in opened
        if number and opens and found.start() > passage.span.start and opens > number
    )
    end = next(after, within.end)
    annexed = (
        line.start for line in _lines(document.text, Span(start, end)) if is_annex(document.text[line.start : line.end])
    )
    return Span(start, next(annexed, end))


def _label(written: str) -> str:
    return "".join(written.split()) if written[0] == "第" else " ".join(written.split())


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _written(article: str, paragraph: int | None, item: int | None, language: Language) -> str:
    if language == "en":
        parts = (article, f"paragraph {paragraph}" if paragraph else "", f"item {item}" if item else "")
        return ", ".join(filter(None, parts))
    return article + (f"第{han(paragraph)}款" if paragraph else "") + (f"第（{han(item)}）项" if item else "")
