"""Dates of both languages, as far as each is written: a year, a quarter, a month, a day, or several of these."""

from __future__ import annotations

import re

from corpus.quantities.values import PartialDate, Reading

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTHS = {name[:3].lower(): n for n, name in enumerate(_MONTH_NAMES, start=1)}
PERIOD_WORDS = frozenset({"q", "h", "first", "second", "third", "fourth"})
MONTH_WORDS = frozenset(name.lower() for name in _MONTH_NAMES) | frozenset(_MONTHS) | {"sept"}

_YEAR = r"[12]\d{3}"
_HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_NAME = (
    rf"(?:(?P<name>{'|'.join(_MONTH_NAMES)})"
    r"|(?P<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SUFFIX = "(?:st|nd|rd|th)?"
_NUMBERS = {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}
_QUARTER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_CHINESE = re.compile(
    rf"(?:(?P<year>{_YEAR}|{_HAN_YEAR}) ?年(?:度)?)? ?"
    rf"(?:(?P<quarters>前(?:三|3)个?季度)|第? ?(?P<quarter>[1-4一二三四]) ?季度|(?P<half>[上下])半年"
    rf"|(?P<month>{_MONTH}) ?月(?:份|(?: ?(?P<day>{_DAY}) ?[日号](?!令))?))?",
    re.ASCII,
)
_DECADE = re.compile(r"(\d\d|二十|十[一二三四五六七八九]) ?世[纪紀] ?([1-9一二三四五六七八九])(?:0|十) ?年代", re.ASCII)
_NUMERIC = re.compile(
    rf"(?P<year>{_YEAR})(?:(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])"
    rf"|[-/](?P<lone>1[0-2]|0[1-9])| ?年? ?Q(?P<quarter>[1-4]))(?!\d|[-/.]\d)",
    re.ASCII,
)
_DAY_FIRST = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9]){_SUFFIX}[ -](?:of )?{_NAME}(?:,?[ -](?P<year>{_YEAR})\b)?", re.ASCII
)
_MONTH_FIRST = re.compile(
    rf"{_NAME}(?: ?(?P<day>3[01]|[12]\d|0?[1-9]){_SUFFIX}\b(?![,.]\d|[ -](?i:hundred|thousand|[mb]illion))"
    rf"(?: ?[-–—] ?(?P<last>3[01]|[12]\d|0?[1-9])\b)?)?(?:,? (?P<year>{_YEAR})\b)?(?![A-Za-z])",
    re.ASCII,
)
_ENGLISH_PERIOD = re.compile(
    rf"(?:Q(?P<quarter>[1-4])\b|H(?P<half>[12])(?= (?:of )?{_YEAR})"
    rf"|(?i:(?P<word>first|second|third|fourth|[1-4](?:st|nd|rd|th)) quarter|(?P<quarters>first three quarters)"
    rf"|(?P<half_word>first|second) half(?= of (?:the year|this year|last year|{_YEAR}\b)| {_YEAR}\b)))"
    rf"(?:(?: of)? (?P<year>{_YEAR})\b)?",
    re.ASCII,
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_MAY_IN_A_DATE = re.compile(r"(?:\b(?:in|by|since|until|till|to|from|of|and|end|late|early|mid)|[-–—])[ -]?$", re.I)


def read_chinese_date(text: str, start: int) -> Reading | None:
    """The date in Chinese form at `start`: 2024年4月10日, 二〇二四年, 4月, 2021年第一季度, 20世纪90年代."""
    if decade := _DECADE.match(text, start):
        tens = int(decade[2]) if decade[2].isdigit() else _NUMBERS[decade[2]]
        return _date(PartialDate(100 * _number(decade[1]) - 100 + 10 * tens), start, decade.end())
    match = _CHINESE.match(text, start)
    if match is None or match.end() == start or not any(match.groups()):
        return None
    year, quarters, quarter, half, month, day = match.groups()
    period = "Q1-Q3" if quarters else f"Q{_number(quarter)}" if quarter else None
    if half:
        period = "H1" if half == "上" else "H2"
    date = PartialDate(_maybe(year), period, _maybe(month), _maybe(day))
    return _date(date, start, start + len(match[0].rstrip()))


def read_numeric_date(text: str, start: int) -> Reading | None:
    """The date that begins at `start` with a year or a day in digits: 2024-04-10, 2024/4/10, 2021Q1, 10 April 2024."""
    if match := _NUMERIC.match(text, start):
        period = f"Q{match['quarter']}" if match["quarter"] else None
        month = _maybe(match["month"] or match["lone"])
        return _date(PartialDate(int(match["year"]), period, month, _maybe(match["day"])), start, match.end())
    if match := _DAY_FIRST.match(text, start):
        return _date(PartialDate(_maybe(match["year"]), None, _named(match), int(match["day"])), start, match.end())
    return None


def read_english_period(text: str, start: int) -> Reading | None:
    """The quarter or half-year at `start`: Q1 2021, first quarter of 2021, first half of 2024."""
    match = _ENGLISH_PERIOD.match(text, start)
    if match is None:
        return None
    if half := match["half"] or match["half_word"]:
        period = "H1" if half.lower() in {"1", "first"} else "H2"
    elif match["quarters"]:
        period = "Q1-Q3"
    else:
        word = match["quarter"] or match["word"].lower()
        period = f"Q{_QUARTER_WORDS.get(word) or word[0]}"
    return _date(PartialDate(_maybe(match["year"]), period), start, match.end())


def read_month_name(text: str, start: int) -> tuple[Reading, ...]:
    """The date at `start` that an English month begins: April 2024, April 10, 2024, or both of April 10–12, 2024."""
    match = _MONTH_FIRST.match(text, start)
    if match is None:
        return ()
    month, year, day, last = _named(match), _maybe(match["year"]), _maybe(match["day"]), _maybe(match["last"])
    if match[0] == "May" and not _MAY_IN_A_DATE.search(text, max(0, start - 8), start):
        return ()
    if last is None:
        return (_date(PartialDate(year, None, month, day), start, match.end()),)
    return (
        _date(PartialDate(year, None, month, day), start, match.end("day")),
        _date(PartialDate(year, None, month, last), match.start("last"), match.end()),
    )


def _date(date: PartialDate, start: int, end: int) -> Reading:
    return Reading("date", date, "1", start, end)


def is_bare_year(written: str) -> bool:
    """Whether digits with nothing around them are read as a year: 1900 to 2099."""
    return _BARE_YEAR.fullmatch(written) is not None


def _named(match: re.Match[str]) -> int:
    return _MONTHS[(match["name"] or match["short"])[:3].lower()]


def _maybe(written: str | None) -> int | None:
    return _number(written) if written else None


def _number(written: str) -> int:
    """A year, month or day: digits, a year of Chinese digits, or a Chinese numeral up to 三十一."""
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, units = written.split("十")
        return 10 * _NUMBERS.get(tens, 1) + _NUMBERS.get(units, 0)
    return int("".join(str(_NUMBERS.get(digit, 0)) for digit in written))
