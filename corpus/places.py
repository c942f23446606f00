"""Places: where the words of a document stand in the file they were read from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.schemas import Language
from corpus.spans import Span

PlaceKind = Literal["page", "slide", "row"]

LOW_CONFIDENCE = 70
"""Percent below which what was read from a picture is marked."""

_WORDS = {
    ("page", "zh"): ("第{}页", "第{}–{}页"),
    ("page", "en"): ("page {}", "pages {}–{}"),
    ("slide", "zh"): ("第{}张幻灯片", "第{}–{}张幻灯片"),
    ("slide", "en"): ("slide {}", "slides {}–{}"),
    ("row", "zh"): ("第{}行", "第{}–{}行"),
    ("row", "en"): ("row {}", "rows {}–{}"),
}
_SHEET = {"zh": "工作表“{}”{}", "en": "sheet “{}”, {}"}
_UNSURE = {"zh": "{}（扫描识别，可信度低）", "en": "{} (read from a scan with low confidence)"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in ten-thousandths of the page's width and height from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the characters of `span` stand: on page or slide `number`, or in row `number` of a sheet.

    `box` is known on pages; `confidence`, in percent, of what was read from a picture.
    """

    span: Span
    kind: PlaceKind
    number: int
    sheet: str | None = None
    box: Box | None = None
    confidence: int | None = None


def places_in(places: Sequence[Place], span: Span) -> tuple[Place, ...]:
    """Those of a document's places that hold characters of a span; they stand in the order of its text."""
    first = bisect_left(places, span.start + 1, key=lambda place: place.span.end)
    last = bisect_left(places, span.end, key=lambda place: place.span.start)
    return tuple(places[first:last])


def place_words(places: Sequence[Place], language: Language) -> str:
    """How a citation names these places; nothing when there are none."""
    if not places:
        return ""
    first, last = places[0], places[-1]
    one, several = _WORDS[first.kind, language]
    words = one.format(first.number) if first.number == last.number else several.format(first.number, last.number)
    if first.sheet:
        words = _SHEET[language].format(first.sheet, words)
    return _UNSURE[language].format(words) if is_unsure(places) else words


def is_unsure(places: Iterable[Place]) -> bool:
    """Whether more than half of what stands at these places was read from a picture with low confidence."""
    read = [place for place in places if place.confidence is not None]
    unsure = sum(place.span.end - place.span.start for place in read if (place.confidence or 0) < LOW_CONFIDENCE)
    return 2 * unsure > sum(place.span.end - place.span.start for place in read)
