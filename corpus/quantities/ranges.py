"""Ranges: what the two ends of a range share though it is written once, as in 1–4月, 3至5年 or ¥40–60 million."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.quantities.units import match_sign
from corpus.quantities.values import EXACT, ONE, PartialDate, Reading

_RANGE = re.compile(r"[-–—―~]|[–—]| ?[至到] ?| (?:to|through|until|[–—]) ")
_LIST = re.compile(r" ?[-–—~至到和与及、,] ?| (?:to|and|or) |,? and ")
_DASH = re.compile(" ?[-–—~] ?")
_FIRST_YEAR, _LAST_YEAR = re.compile(r"1\d{3}|20\d\d"), re.compile(r"\d\d(?: ?年)?")
_UNSHARED = frozenset({"date", "ordinal", "article", "document_number", "code", "fraction"})


def complete_ranges(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings of a folded text, with the ends of ranges given the unit, scale or part of a date they share."""
    for n in range(len(readings) - 1):
        first, second = readings[n], readings[n + 1]
        if second.start - first.end > 9:
            continue
        if first.kind == "article" and second.kind == "number" and second.scale == ONE:
            if _LIST.fullmatch(text, first.end, second.start):
                readings[n + 1] = second._replace(kind="article")
        elif years := _years(text, first, second):
            readings[n], readings[n + 1] = years
        elif _joined(text, first, second):
            readings[n], readings[n + 1] = _complete(text, first, second)
    return readings


def continued_currency(text: str, readings: list[Reading], start: int) -> str | None:
    """The currency whose sign stands at the other end of the range that the figure at `start` closes."""
    if not readings or readings[-1].kind != "amount" or not readings[-1].bare or start - readings[-1].end > 9:
        return None
    return readings[-1].unit if _RANGE.fullmatch(text, readings[-1].end, start) else None


def _years(text: str, first: Reading, second: Reading) -> tuple[Reading, Reading] | None:
    """The two years of 1620–21 and 1620-21年."""
    since, until = text[first.start : first.end], text[second.start : second.end]
    if not (_FIRST_YEAR.fullmatch(since) and _LAST_YEAR.fullmatch(until)):
        return None
    if not _DASH.fullmatch(text, first.end, second.start) or int(until[:2]) <= int(since[2:]):
        return None
    dates = (PartialDate(int(since)), PartialDate(int(since[:2] + until[:2])))
    return (
        first._replace(kind="date", value=dates[0], unit="1"),
        second._replace(kind="date", value=dates[1], unit="1"),
    )


def _joined(text: str, first: Reading, second: Reading) -> bool:
    if _RANGE.fullmatch(text, first.end, second.start):
        return True
    before = text[max(0, first.start - 8) : first.start]
    return text[first.end : second.start] == " and " and before.lower() == "between "


def _complete(text: str, first: Reading, second: Reading) -> tuple[Reading, Reading]:
    until = _day_of_month(text, first, second) or second.value
    if isinstance(until, PartialDate):
        return _complete_dates(first, second._replace(kind="date", unit="1"), until)
    if not first.bare or second.kind in _UNSHARED or match_sign(text, second.start):
        return first, second
    if isinstance(first.value, PartialDate) and second.kind != "number":
        first = first._replace(kind="number", value=Decimal(first.value.year or 0))
    if not isinstance(first.value, Decimal):
        return first, second
    shared = second.factor if first.scale != ONE else EXACT.multiply(second.factor, second.scale)
    first = first._replace(value=EXACT.multiply(first.value, shared))
    return (first if first.kind == "amount" else first._replace(kind=second.kind, unit=second.unit)), second


def _day_of_month(text: str, first: Reading, second: Reading) -> PartialDate | None:
    """The 12日 of 4月10日至12日, which elsewhere are twelve days."""
    if not isinstance(first.value, PartialDate) or not first.value.day or not isinstance(second.value, Decimal):
        return None
    return PartialDate(day=int(second.value)) if text[second.end - 1] == "日" and second.value <= 31 else None


def _complete_dates(first: Reading, second: Reading, until: PartialDate) -> tuple[Reading, Reading]:
    since = first.value
    if isinstance(since, Decimal) and first.bare and since <= 31 and since == int(since):
        if until.day:
            return first._replace(kind="date", value=until._replace(day=int(since))), second
        if until.month and 1 <= since <= 12:
            return first._replace(kind="date", value=until._replace(month=int(since))), second
    if not isinstance(since, PartialDate):
        return first, second
    if until.day and not until.month and since.day:
        until = until._replace(year=since.year, month=since.month)
    if until.month and since.month:
        since, until = since._replace(year=since.year or until.year), until._replace(year=until.year or since.year)
    return first._replace(value=since), second._replace(value=until)
