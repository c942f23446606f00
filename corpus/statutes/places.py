"""Places: the paragraph (款) and item (项) of an article in which some words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Document, Passage, Span
from corpus.schemas import Language
from corpus.statutes.articles import words_of_articles
from corpus.statutes.lines import ends_there, is_blank
from corpus.statutes.numbering import HAN_NUMERAL, article_number, han, number_of

_ITEM = re.compile(rf"\s*(?:[（(]\s?(?P<han>{HAN_NUMERAL}|[a-z]|[ivx]+)\s?[)）]|(?P<digit>\d{{1,2}})[.．、](?!\d))")


_PLACE_ZH = re.compile(
    rf"(?P<article>第{HAN_NUMERAL}条(?:之{HAN_NUMERAL})?)(?:第(?P<paragraph>{HAN_NUMERAL})款)?(?:第（(?P<item>{HAN_NUMERAL})）项)?"
)
_PLACE_EN = re.compile(r"(?P<article>Article \d+(?:-\d+)?)(?:, paragraph (?P<paragraph>\d+))?(?:, item (?P<item>\d+))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article: where it stands, the number of its paragraph, and that of its item if it is one."""

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
    spans = words_of_articles(document) if article_number(passage.locator) else ()
    article = next((span for span in spans if span.start <= passage.span.end and passage.span.start < span.end), None)
    if article is None:
        return ()
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
