"""Times: the years and the numbers in a series that a text names."""

from __future__ import annotations

import re
from datetime import date

from corpus.languages import has_han
from corpus.quantities import read_quantities

_NOT_A_DATE = re.compile(r"哪一[年月天日]|第一(?!届|次|季|产业|批)|(?<!第)[一两几]届")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_RELATIVE_YEARS = tuple(
    (re.compile(pattern, re.IGNORECASE), offset)
    for pattern, offset in (
        (r"今年|本年度|\bthis year\b", 0),
        (r"去年|上年|\blast year\b", -1),
        (r"前年|\bthe year before last\b", -2),
        (r"明年|\bnext year\b", 1),
    )
)
_OF_A_SERIES = re.compile(r".[\s]?[届期批]|[届期批]|[a-z\d]\b", re.IGNORECASE | re.ASCII)


def years(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(_YEAR.findall(text))


def ordinals(text: str) -> frozenset[object]:
    """Which of a series, such as festivals and phases, is meant; the fourth of something else is no such number."""
    figures = [figure for figure in read_quantities(text) if figure.kind == "ordinal"]
    return frozenset(figure.value for figure in figures if _OF_A_SERIES.match(text, figure.span.end - 1))


def dates_meant(text: str, today: date) -> str:
    """The text without what only looks like a date, and with the years that "this year" and its like mean.

    These are those of `today`; a text that names a year itself means no other.
    """
    text = _NOT_A_DATE.sub(" ", text)
    if _YEAR.search(text):
        return text
    for pattern, offset in _RELATIVE_YEARS:
        year = today.year + offset
        text = pattern.sub(f" {year}年 " if has_han(text) else f"in {year}", text)
    return text
