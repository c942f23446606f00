"""Measures: a numeral with the unit, currency, percent sign or measure word that makes it a figure."""

from __future__ import annotations

import re
from decimal import Decimal
from math import gcd

from corpus.quantities.dates import is_bare_year
from corpus.quantities.numerals import (
    HAN_NUMERALS,
    Numeral,
    read_number_words,
    read_numeral,
    read_round_numeral,
)
from corpus.quantities.units import match_short_scale, match_sign, match_unit
from corpus.quantities.values import EXACT, ONE, PartialDate, Reading

# A Chinese numeral of one character is a figure only before one of these, a unit, or the other end of a range.
_COUNTED = re.compile(
    "[余多几]?[个家项名位人户条座所款种类批次件套台辆架艘只头支株棵张份篇部册场轮级层栋幢间处片颗粒枚组倍页章节强大省市县区乡镇村]"
    rf"|[余多]| ?[至到~–—-] ?[\d{HAN_NUMERALS}]"
)
# 统一年度, 唯一, 单一: this 一 ends a word.
_WORDS_ENDING_IN_ONE = frozenset("统唯之单同逐专每任某划归合")
# 三元材料 and 二元体系 name what has so many constituents.
_CONSTITUENTS = re.compile("[一二三四多]元[材正锂前电体里催]")
_PER = re.compile("([百千万])分之")
_PER_FACTORS = {"百": ONE, "千": Decimal("0.1"), "万": Decimal("0.01")}
_ROUND_BEFORE = frozenset("超过达逾近破")
_ROUND_AFTER = re.compile("以上|以下|以内|级|大关|规模")
_SPELT = frozenset("〇零十百千万亿")
_PHASE = re.compile("[一二三123]期")
_MINUS = re.compile(r"(?:^|[\s(:|,、\u4e00-\u9fff])-$")
_CENTURY = re.compile(" ?世[纪紀]")
_OF_AGE = re.compile("[ -](?:of age|olds?)\\b")
_SLASH = re.compile(r"/(\d{1,4})(?![\d/.])", re.ASCII)
_LETTER = re.compile("[A-Z](?![A-Za-z])")
_PART = re.compile(
    r"(a|one|two|three|four|five|six|seven|eight|nine)[ -](third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(s?)\b(?!-)( of\b)?",
    re.ASCII | re.IGNORECASE,
)
_PARTS = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip


def read_signed(text: str, start: int) -> Reading | None:
    """An amount that begins with the sign, code or name of its currency: US$33.77m, RMB 60 million."""
    sign = match_sign(text, start)
    if sign is None:
        return None
    currency, at = sign
    numeral = read_numeral(text, at)
    return _measured(text, start, numeral, currency) if numeral else None


def read_digits(text: str, start: int, currency: str | None) -> Reading | None:
    """The figure whose digits begin at `start`; `currency` is that of the amount it ends a range with."""
    numeral = read_numeral(text, start)
    if numeral is None:
        return None
    if reading := _measured(text, start, numeral, currency) or _fraction(text, start, numeral):
        falls = reading.kind == "percentage" and _MINUS.search(text[max(0, start - 2) : start])
        if falls and isinstance(reading.value, Decimal):
            return reading._replace(value=reading.value.copy_negate(), start=start - 1)
        return reading
    written = text[start : numeral.end]
    if is_bare_year(written):
        return Reading("date", PartialDate(int(written)), "1", start, numeral.end, bare=True)
    if _LETTER.match(text, numeral.end):
        return None
    return _counted(text, start, numeral)


def read_words(text: str, start: int) -> Reading | None:
    """The figure whose English number words begin at `start`: "two hundred and six", "five per cent", "a third of"."""
    if (part := _PART.match(text, start)) and (part[1].lower() != "a" or part[4]):
        numeral = read_number_words(text, start)
        numerator = int(numeral.value) if numeral else 1
        return _share(numerator, _PARTS[part[2].lower()], start, part.end(3))
    numeral = read_number_words(text, start)
    if numeral is None:
        return None
    if reading := _measured(text, start, numeral):
        return reading
    # "one-stop" and "zero tariffs" are no figures.
    if not numeral.value or text.startswith("-", numeral.end):
        return None
    return _number(start, numeral)


def read_han(text: str, start: int) -> Reading | None:
    """The figure whose Chinese numeral begins at `start`; None where the characters are part of words and names."""
    if per := _PER.match(text, start):
        numeral = read_numeral(text, per.end()) or read_round_numeral(text, per.end())
        if numeral is None:
            return None
        value = EXACT.multiply(numeral.value, _PER_FACTORS[per[1]])
        return Reading("percentage", value, "percent", start, numeral.end)
    numeral = read_numeral(text, start)
    if numeral is None:
        return _round(text, start)
    written = text[start : numeral.end]
    if written == "零" or (written == "一" and text[max(0, start - 1) : start] in _WORDS_ENDING_IN_ONE):
        return None
    if _CONSTITUENTS.match(text, start):
        return None
    if reading := _fraction(text, start, numeral) or _measured(text, start, numeral):
        return reading
    spelt = len(written) > 1 and not _SPELT.isdisjoint(written)
    if spelt or len(written) >= 4 or _COUNTED.match(text, numeral.end) or _PHASE.match(text, start):
        return _counted(text, start, numeral)
    return None


def _measured(text: str, start: int, numeral: Numeral, currency: str | None = None) -> Reading | None:
    if short := match_short_scale(text, numeral.end, in_money=currency is not None):
        scale, end = short
        numeral = numeral._replace(value=EXACT.multiply(numeral.value, scale), end=end, scale=scale)
    if (found := match_unit(text, numeral.end)) and (currency is None or found[0].kind == "amount"):
        unit, end = found
        if unit.kind == "duration" and _OF_AGE.match(text, end):
            return _number(start, numeral)
        value = EXACT.multiply(numeral.value, unit.factor)
        return Reading(unit.kind, value, unit.base, start, end, numeral.scale, unit.factor)
    if currency is not None:
        return Reading("amount", numeral.value, currency, start, numeral.end, numeral.scale, bare=True)
    return None


def _counted(text: str, start: int, numeral: Numeral) -> Reading:
    if text.startswith("号令", numeral.end):
        return Reading("document_number", f"令第{numeral.value}号", "1", start, numeral.end + 2)
    if text.startswith("号", numeral.end) or (_PHASE.match(text, start) and numeral.end == start + 1):
        return Reading("ordinal", numeral.value, "1", start, numeral.end + 1)
    if _CENTURY.match(text, numeral.end):
        return Reading("ordinal", numeral.value, "1", start, numeral.end)
    return _number(start, numeral)


def _number(start: int, numeral: Numeral) -> Reading:
    return Reading("number", numeral.value, "1", start, numeral.end, numeral.scale, bare=True)


def _fraction(text: str, start: int, numeral: Numeral) -> Reading | None:
    """三分之一, 23/49."""
    if numeral.scale != ONE or numeral.value > 10**6 or numeral.value != int(numeral.value):
        return None
    if text.startswith("分之", numeral.end):
        part = read_numeral(text, numeral.end + 2)
        if part and numeral.value and part.value < 10**6 and part.value == int(part.value):
            return _share(int(part.value), int(numeral.value), start, part.end)
    elif (slash := _SLASH.match(text, numeral.end)) and int(slash[1]) and numeral.value < 1900:
        return _share(int(numeral.value), int(slash[1]), start, slash.end())
    return None


def _share(numerator: int, denominator: int, start: int, end: int) -> Reading:
    divisor = gcd(numerator, denominator)
    return Reading("fraction", (numerator // divisor, denominator // divisor), "1", start, end)


def _round(text: str, start: int) -> Reading | None:
    """百亿元以上, 超千万元, 百强: one of a scale, where it is a threshold and not the heading of a table."""
    numeral = read_round_numeral(text, start)
    if numeral is None:
        return None
    if text.startswith("强", numeral.end):
        return _number(start, numeral)
    reading = _measured(text, start, numeral)
    if reading and (text[max(0, start - 1) : start] in _ROUND_BEFORE or _ROUND_AFTER.match(text, reading.end)):
        return reading
    return None
