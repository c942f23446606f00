"""References: the articles that a question names, and how much of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Span
from corpus.languages import to_simplified
from corpus.statutes.numbering import HAN_NUMERAL, ArticleNumber, number_of

_ENGLISH_NUMBER = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty"
)
_ZH = re.compile(
    rf"(?:第\s?|(?<=[法例定法则》])(?:的)?(?:第)?)(?P<number>{HAN_NUMERAL})\s?条(?:之(?P<branch>{HAN_NUMERAL}))?"
    rf"(?:的?第?\s?(?P<paragraph>{HAN_NUMERAL})\s?款)?(?:的?第?\s?[（(]?(?P<item>{HAN_NUMERAL})[)）]?\s?项)?"
    r"(?![产生铁公道线航渠链街路])"
)
_JOINED_ZH = re.compile(rf"\s?[、和与及]\s?第?\s?(?P<number>{HAN_NUMERAL})\s?条(?:之(?P<branch>{HAN_NUMERAL}))?")
_EN = re.compile(
    rf"\b(?:articles?|arts?\.?)\s+(?P<number>{_ENGLISH_NUMBER})\b(?:-(?P<branch>\d+))?"
    r"(?:\s?\((?P<paragraph>\d+)\))?(?:,? (?:paragraph|para\.?) (?P<paragraph2>\d+))?(?:,? item \(?(?P<item>\d+)\)?)?",
    re.IGNORECASE,
)
_PARAGRAPH_EN = re.compile(
    rf"\bparagraph (?P<paragraph>{_ENGLISH_NUMBER})(?:, item \(?(?P<item>\d+)\)?)? of $", re.IGNORECASE
)
_JOINED_EN = re.compile(
    r"\s?(?:,|and|or|,? and)\s(?P<number>\d+)\b(?!\s?(?:years?|days?|%|yuan|million))", re.IGNORECASE
)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """An article that a text names at a span of it, and the paragraph and the item if it names these."""

    number: ArticleNumber
    paragraph: int | None
    item: int | None
    span: Span


def references_in(text: str) -> tuple[Reference, ...]:
    """The articles that a text names, at most three."""
    return tuple(_found(to_simplified(text)))[:_MOST]


def _found(text: str) -> Iterator[Reference]:
    for pattern, joined in ((_ZH, _JOINED_ZH), (_EN, _JOINED_EN)):
        for match in pattern.finditer(text):
            yield from filter(None, (_reference(match, text),))
            end = match.end()
            while more := joined.match(text, end):
                yield from filter(None, (_reference(more, text),))
                end = more.end()


def _reference(match: re.Match[str], text: str) -> Reference | None:
    said = match.groupdict()
    number = number_of(said["number"])
    if not number:
        return None
    before = _PARAGRAPH_EN.search(text, 0, match.start())
    said |= {name: value for name, value in (before.groupdict() if before else {}).items() if value}
    paragraph, item = said.get("paragraph") or said.get("paragraph2"), said.get("item")
    branch = said.get("branch")
    return Reference(
        ArticleNumber(number, (branch and number_of(branch)) or 0),
        number_of(paragraph) if paragraph else None,
        number_of(item) if item else None,
        Span(*match.span()),
    )
