"""Numerals: digits, Chinese numerals, mixtures of both, and English number words, each to its exact value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from corpus.quantities.values import EXACT, ONE

Form = Literal["digits", "han", "words"]

HAN_DIGITS = "〇零一二两三四五六七八九"
HAN_NUMERALS = HAN_DIGITS + "十百千万亿廿卅"
_ZERO = Decimal(0)
_HAN_VALUES = dict(zip(HAN_DIGITS, map(Decimal, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9)), strict=True))
_PLAIN_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_COLLOQUIAL = frozenset("一二三四五六七八九")
_BIG = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}

DIGITS = r"(?:\d{1,3}(?:,\d{3}(?!\d))++|\d++)(?:\.\d++)?"
# 千 belongs to the unit in 千瓦, 百 to the word in 百分点; 余, 多 and 几 only say "rather more" and are passed over.
_SCALE = r"[余多几]?(?:[十万亿]|百(?!分)|千(?![瓦克米]))"
# 十点三十分 is a time of day. Runs are bounded, so that no text makes reading them slower than linear.
_POINT = r"点[〇零一二三四五六七八九]++(?!十|百(?!分)|分(?!之)|刻)"
_RUN = re.compile(rf"(?:{DIGITS}|[{HAN_DIGITS}]|{_SCALE}|{_POINT}){{1,32}}+", re.ASCII)
_COUNT = rf"{DIGITS}|[{HAN_DIGITS}]"
_SECTION = re.compile(
    rf"[零〇]?(?:({_COUNT})千)?[零〇]?(?:({_COUNT})百)?[零〇]?(?:({_COUNT}|)十)?[零〇]?({_COUNT})?"
    "(?:点([〇零一二三四五六七八九]++))?",
    re.ASCII,
)
_MAY_FOLLOW_DIGITS = frozenset("十百千万亿余多几")
_WITHOUT_MORE = dict.fromkeys(map(ord, "余多几"))
_HAN_RUN = re.compile(rf"(?=[{HAN_DIGITS}十]){_RUN.pattern}", re.ASCII)
_ROUND = re.compile("十?[百千]?[万亿]{0,2}(?![瓦克米])")
_ONE_SCALE = re.compile("[^万亿]++(万亿|亿|万)")
_DIGITS = re.compile(DIGITS, re.ASCII)
_SPACED_SCALE = re.compile("(?: [余多]?|个(?=亿(?![元级])))([十百千]?(?:万亿|[万亿]))")  # 3个亿, and not 3个亿元项目
_DIGIT_SEQUENCE = re.compile("[〇零一二三四五六七八九]{2,}+")


class Numeral(NamedTuple):
    """A number and where it ends; `scale` is the 万, 亿, thousand or million it was multiplied by last, else 1."""

    value: Decimal
    end: int
    form: Form
    scale: Decimal = ONE


def read_numeral(text: str, start: int) -> Numeral | None:
    """The numeral in digits or Chinese characters that begins at `start` of a folded text; None when none does."""
    digits = _DIGITS.match(text, start)
    if digits is None:
        run = _HAN_RUN.match(text, start)
        return _whole(run[0], run.end(), "han") if run else None
    mixed = text[digits.end() : digits.end() + 1] in _MAY_FOLLOW_DIGITS and _RUN.match(text, start)
    if mixed and mixed.end() > digits.end() and (numeral := _whole(mixed[0], mixed.end(), "digits")):
        return numeral
    value = Decimal(digits[0].replace(",", ""))
    if (spaced := _SPACED_SCALE.match(text, digits.end())) and (scale := _evaluate("一" + spaced[1])):
        return Numeral(EXACT.multiply(value, scale), spaced.end(), "digits", scale)
    return _with_english_scale(text, Numeral(value, digits.end(), "digits"))


def read_round_numeral(text: str, start: int) -> Numeral | None:
    """A scale standing for one of itself at `start`: 百亿, 千万, 亿."""
    run = _ROUND.match(text, start)
    return _whole("一" + run[0], run.end(), "han") if run else None


def _whole(run: str, end: int, form: Form) -> Numeral | None:
    """The number a whole run is; None when it is not one, as 三四百 and 千百 are not."""
    if _DIGIT_SEQUENCE.fullmatch(run):
        readable = len(run) >= 4 or "〇" in run or "零" in run
        return Numeral(Decimal(run.translate(_PLAIN_HAN)), end, form) if readable else None
    value = _evaluate(run.translate(_WITHOUT_MORE))
    scale = _ONE_SCALE.fullmatch(run)
    return None if value is None else Numeral(value, end, form, _BIG[scale[1]] if scale else ONE)


def _evaluate(run: str, scales: str = "亿万") -> Decimal | None:
    if not scales:
        return _below_myriad(run)
    many, scale, few = run.rpartition(scales[0])
    if not scale:
        return _evaluate(run, scales[1:])
    high, low = _evaluate(many, scales[1:]), _evaluate(few, scales[1:]) if few else _ZERO
    if high is None or low is None:
        return None
    if few in _COLLOQUIAL:
        low = EXACT.multiply(low, _BIG[scale].scaleb(-1))  # 三万五 is 35,000
    return EXACT.add(EXACT.multiply(high, _BIG[scale]), low)


def _below_myriad(run: str) -> Decimal | None:
    match = _SECTION.fullmatch(run)
    if match is None or not run:
        return None
    thousands, hundreds, tens, ones, point = match.groups()
    if ones in _COLLOQUIAL:
        before = run[match.start(4) - 1]  # 一百二 is 120, 一千五 is 1,500
        hundreds, tens, ones = {"千": (ones, None, None), "百": (hundreds, ones, None)}.get(
            before, (hundreds, tens, ones)
        )
    value = Decimal("0." + point.translate(_PLAIN_HAN)) if point else _ZERO
    for count, scale in ((thousands, 1000), (hundreds, 100), (tens, 10), (ones, 1)):
        if count is not None:
            value = EXACT.add(value, EXACT.multiply(_count(count), Decimal(scale)))
    return value


def _count(written: str) -> Decimal:
    """Digits or one Chinese digit; nothing stands for one, in 十."""
    return _HAN_VALUES[written] if written in _HAN_VALUES else Decimal(written.replace(",", "") or 1)


_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: n for n, word in enumerate(_UNDER_TWENTY)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_ENGLISH_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_AFTER_DIGITS = re.compile(r"[ -]?(hundred )?(thousand|million|billion|trillion|mn|mln|bn|tn)\b", re.ASCII | re.I)
_HALF = re.compile(r"half[ -]an?[ -](thousand|million|billion|trillion)\b", re.ASCII | re.I)
_WORD = re.compile(r"[a-z]++", re.ASCII | re.I)
_NEXT_WORD = re.compile(r"(,? and |[ -])([a-z]++)", re.ASCII | re.I)


def _with_english_scale(text: str, numeral: Numeral) -> Numeral:
    if not (match := _AFTER_DIGITS.match(text, numeral.end)):
        return numeral
    scale = Decimal(_ENGLISH_SCALES[match[2].lower()] * (100 if match[1] else 1))
    return Numeral(EXACT.multiply(numeral.value, scale), match.end(), numeral.form, scale)


def read_number_words(text: str, start: int) -> Numeral | None:
    """The number in English words that begins at `start`: "twenty-nine", "a hundred", "two hundred and six"."""
    match = _WORD.match(text, start)
    word = match[0].lower() if match else ""
    total = group = 0
    room, ceiling, scale, stop = 100, 10**15, 1, start
    joinable = False
    if match and (half := _HALF.match(text, start)):
        value = _ENGLISH_SCALES[half[1].lower()]
        return Numeral(Decimal(value // 2), half.end(), "words", Decimal(value // 10))
    if word == "a" and match and (following := _NEXT_WORD.match(text, match.end())):
        if following[2].lower() not in {"hundred", *_ENGLISH_SCALES}:
            return None
        match, word, group = following, following[2].lower(), 1
    while match:
        if CARDINALS.get(word, room) < room:
            group += CARDINALS[word]
            room, scale, joinable = (10 if word in _TENS else 0), 1, False
        elif word == "hundred" and 0 < group < 100:
            group, room, joinable = group * 100, 100, True
        elif group and _ENGLISH_SCALES.get(word, ceiling) < ceiling:
            ceiling = _ENGLISH_SCALES[word]
            scale = 1 if total else ceiling
            total, group, room, joinable = total + group * ceiling, 0, 100, word == "thousand"
        else:
            break
        stop = match.end()
        match = _NEXT_WORD.match(text, stop)
        if match and len(match[1]) > 1 and not joinable:
            break
        word = match[2].lower() if match else ""
    return Numeral(Decimal(total + group), stop, "words", Decimal(scale)) if stop > start else None
