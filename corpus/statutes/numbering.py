"""Numbering: the numbers of articles, paragraphs and items as statutes write them, in Chinese and English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.schemas import Language

HAN_NUMERAL = "[零〇一二三四五六七八九十百千0-9０-９]+"
ROMAN_NUMERAL = "[IVXLCivxlc]+"

_DIGITS = str.maketrans("０１２３４５６７８９〇", "0123456789零")
_HAN_DIGITS = "零一二三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ENGLISH = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        start=1,
    )
}
_ZH = re.compile(rf"第({HAN_NUMERAL})条(?:之({HAN_NUMERAL}))?")
_EN = re.compile(rf"Article (\d+|{ROMAN_NUMERAL})(?:-(\d+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """The number of an article; `branch` is that of an article put in after it (第二十条之一), else 0."""

    number: int
    branch: int = 0

    @property
    def zh(self) -> str:
        """As Chinese statutes write it."""
        return f"第{han(self.number)}条" + (f"之{han(self.branch)}" if self.branch else "")

    @property
    def en(self) -> str:
        """As English readers know it."""
        return f"Article {self.number}" + (f"-{self.branch}" if self.branch else "")

    def said(self, language: Language) -> str:
        """As readers of a language know it."""
        return self.en if language == "en" else self.zh


def article_number(label: str) -> ArticleNumber | None:
    """The number of a label such as 第二十条之一 or "Article 12"; nothing where the whole label is none."""
    written = "".join(label.split()) if label.startswith("第") else " ".join(label.split())
    found = _ZH.fullmatch(written) or _EN.fullmatch(written)
    number = number_of(found[1]) if found else None
    if found is None or number is None:
        return None
    return ArticleNumber(number, (found[2] and number_of(found[2])) or 0)


def number_of(written: str) -> int | None:
    """The number a numeral stands for: digits, Chinese, Roman or a small English word; nothing where it is none."""
    written = written.translate(_DIGITS)
    if written.isdecimal():
        return int(written)
    if all(letter in _ROMAN for letter in written.lower()):
        return _roman(written.lower())
    return _ENGLISH.get(written.lower()) or _chinese(written)


def han(number: int) -> str:
    """A number under ten thousand in Chinese characters, as statutes number their parts."""
    digits = str(number)
    written = ""
    for place, digit in enumerate(digits):
        scale = ("", "十", "百", "千")[len(digits) - 1 - place]
        if digit != "0":
            written += _HAN_DIGITS[int(digit)] + scale
        elif not written.endswith("零"):
            written += "零"
    written = written.rstrip("零") or "零"
    return written[1:] if written.startswith("一十") else written


def _roman(written: str) -> int:
    values = [_ROMAN[letter] for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _chinese(written: str) -> int | None:
    total, digit = 0, None
    if all(letter in _HAN_DIGITS for letter in written):
        return int("".join(str(_HAN_DIGITS.index(letter)) for letter in written)) if written else None
    for letter in written:
        if letter in _SCALES:
            total += (1 if digit is None else digit) * _SCALES[letter]
            digit = None
        elif letter in _HAN_DIGITS:
            digit = _HAN_DIGITS.index(letter) or None
        else:
            return None
    return total + (digit or 0)
