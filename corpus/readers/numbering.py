"""Numbering: the labels that a Word file counts for its paragraphs, which its text does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_VAL = qn("w:val")
_DIGITS = "零一二三四五六七八九"
_CHINESE = ("chinese", "ideograph", "japaneseCounting", "taiwanese")
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted, and what its label looks like."""

    kind: str
    label: str
    start: int


class Numbering:
    """Counts the lists of one file; paragraphs are given to it in their order."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        levels = {item.get(qn("w:abstractNumId")): _levels(item) for item in root.findall(qn("w:abstractNum"))}
        for item in root.findall(qn("w:num")):
            named = item.find(qn("w:abstractNumId"))
            self._lists[item.get(qn("w:numId"))] = levels.get(named.get(_VAL), {}) if named is not None else {}

    def next_label(self, paragraph: Any, style: Any) -> str:
        """The label of a paragraph in a list ("-" for a bullet); nothing for others."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None and style is not None:
            properties = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return ""
        list_, depth = _value(properties, "w:numId"), _value(properties, "w:ilvl") or "0"
        levels = self._lists.get(list_ or "")
        if not levels or not depth.isdigit() or int(depth) not in levels:
            return "" if list_ in (None, "0") else "-"
        level = levels[int(depth)]
        if level.kind in ("bullet", "none") or not level.label:
            return "-" if level.kind == "bullet" else ""
        counts = self._counts.setdefault(list_ or "", [])
        while len(counts) <= int(depth):
            counts.append(levels.get(len(counts), level).start - 1)
        counts[int(depth)] += 1
        del counts[int(depth) + 1 :]
        return _PLACEHOLDER.sub(lambda found: _counted(levels, counts, int(found[1]) - 1), level.label)


def _levels(item: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in item.findall(qn("w:lvl")):
        depth, start = level.get(qn("w:ilvl")), _value(level, "w:start") or "1"
        if depth and depth.isdigit():
            kind, label = _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or ""
            levels[int(depth)] = _Level(kind, label, int(start) if start.isdigit() else 1)
    return levels


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name))
    value = found.get(_VAL) if found is not None else None
    return None if value is None else str(value)


def _counted(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    if depth >= len(counts):
        return ""
    kind, number = levels[depth].kind if depth in levels else "decimal", counts[depth]
    if not 0 < number <= _MOST:
        return str(number)
    if kind.startswith(_CHINESE):
        return chinese_numeral(number)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def chinese_numeral(number: int) -> str:
    """A number from 1 to 9,999 as articles are numbered: 十二, 一百零三."""
    written, gap = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(written)
    return written.removeprefix("一") if written.startswith("一十") else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
