"""Reading: one pass over a text, from one place where a figure may begin to the next."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from corpus.documents import Span
from corpus.quantities import dates, references
from corpus.quantities.folding import fold
from corpus.quantities.measures import read_digits, read_han, read_signed, read_words
from corpus.quantities.numerals import CARDINALS, HAN_NUMERALS
from corpus.quantities.ranges import complete_ranges, continued_currency
from corpus.quantities.units import SIGN_WORDS
from corpus.quantities.values import EXACT, Quantity, Reading, Value

_BEGINNING = re.compile(
    rf"(?:https?://|www\.)[!-~]++|([A-Za-z]++)|(\d)|([{HAN_NUMERALS}])|([〔【\[(])|([第首前上下人$¥€£])", re.ASCII
)
# G20, A1, 5G and COVID-19 are names; mid-2024 and Expo2024 hold a year.
_NOT_A_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_REST_OF_NAME = re.compile(rf"(?:{_NOT_A_YEAR}\d[\dA-Za-z.]*+|(?<=[A-Z])-{_NOT_A_YEAR}\d[\dA-Za-z]*+)*+", re.ASCII)
_REST_OF_DIGITS = re.compile(r"\d*+(?:\.\d++)?[A-Za-z]*+", re.ASCII)
_REST_OF_HAN = re.compile(f"[{HAN_NUMERALS}点]*+")

# Questions come back to the same passages, and to the same sentences of each several times.
_KEPT_TEXTS = 4096

_CARDINAL_WORDS = frozenset(CARDINALS) | {"a", "half"}
_WORDS = (
    dates.MONTH_WORDS | dates.PERIOD_WORDS | references.ORDINAL_WORDS | references.LABEL_WORDS
    | SIGN_WORDS | _CARDINAL_WORDS
)  # fmt: skip


@lru_cache(_KEPT_TEXTS)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of the text, in order and without overlap; reading takes time linear in the text and never raises.

    Read are digits, Chinese numerals (plain, financial, Traditional, mixed with digits) and English number words,
    with their scale, unit and currency ("$" is USD, "¥" CNY). Left unread are characters that are numerals only by
    chance (三门峡, 一般, 万达), vague counts (数百, dozens), names (G20, COVID-19), and "first", "second" and "third"
    where they only order a text. "One" and 一个 are read; `unsupported` knows where they state nothing.
    """
    folded = fold(text)
    readings: list[Reading] = []
    at = floor = 0
    while beginning := _BEGINNING.search(folded, at):
        start = beginning.start()
        match beginning.lastindex:
            case 1:
                found = _at_word(folded, start, beginning[1].lower())
            case 2:
                found = _at_digit(folded, start, continued_currency(folded, readings, start))
            case 3:
                found = _at_han_numeral(folded, start)
            case 4:
                found = _first(references.read_document_number(folded, start, floor))
            case 5:
                found = _at_sign(folded, start)
            case _:
                found = ()
        if found:
            readings.extend(found)
            at = floor = found[-1].end
        else:
            at = _after(folded, beginning)
    return tuple(
        Quantity(kind, _plain(value), unit, text[start:end], Span(start, end))
        for kind, value, unit, start, end, *_ in complete_ranges(folded, readings)
    )


def _plain(value: Value) -> Value:
    """The value without zeros that only its writing had: 46.90 as 46.9, 6E+7 as 60000000."""
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return whole if whole == value else EXACT.normalize(value)


def _at_word(text: str, start: int, word: str) -> tuple[Reading, ...]:
    if word not in _WORDS:
        return ()
    if word in dates.MONTH_WORDS:
        return dates.read_month_name(text, start)
    return _first(
        (word in dates.PERIOD_WORDS and dates.read_english_period(text, start))
        or (word in references.ORDINAL_WORDS and references.read_word_ordinal(text, start))
        or (word in references.LABEL_WORDS and references.read_labelled(text, start))
        or (word in SIGN_WORDS and read_signed(text, start))
        or (word in _CARDINAL_WORDS and read_words(text, start))
    )


def _at_digit(text: str, start: int, currency: str | None) -> tuple[Reading, ...]:
    return _first(
        dates.read_numeric_date(text, start)
        or dates.read_chinese_date(text, start)
        or references.read_code(text, start)
        or dates.read_english_period(text, start)
        or references.read_digit_ordinal(text, start)
        or read_digits(text, start, currency)
    )


def _at_han_numeral(text: str, start: int) -> tuple[Reading, ...]:
    if plan := references.read_five_year_plan(text, start):
        return plan
    return _first(dates.read_chinese_date(text, start) or read_han(text, start))


def _at_sign(text: str, start: int) -> tuple[Reading, ...]:
    match text[start]:
        case "第":
            return _first(dates.read_chinese_date(text, start) or references.read_ordinal(text, start))
        case "首":
            return _first(references.read_first(text, start))
        case "前" | "上" | "下":
            return _first(dates.read_chinese_date(text, start))
        case _:
            return _first(read_signed(text, start))


def _first(found: Reading | bool | None) -> tuple[Reading, ...]:
    return (found,) if isinstance(found, Reading) else ()


def _after(text: str, beginning: re.Match[str]) -> int:
    """Where to go on after a place where no figure began, past the whole word or run of numeral characters."""
    rest = {1: _REST_OF_NAME, 2: _REST_OF_DIGITS, 3: _REST_OF_HAN}.get(beginning.lastindex or 0)
    match = rest.match(text, beginning.end()) if rest else None
    return match.end() if match else beginning.end()
