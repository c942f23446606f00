"""Expecting: what kind of thing a question asks for, and whether a sentence offers one that the question lacks."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.quantities import read_quantities


class Expected(StrEnum):
    """The kind of thing a question asks for, as far as its question word tells."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ANYTHING = "anything"


_ASKS: list[tuple[Expected, re.Pattern[str]]] = [
    (
        Expected.DATE,
        re.compile(
            r"哪一?年|哪一?[月天日]|何时|何年|几年几月|什么时候|什么时间|什么年份|哪个?年份|几月|几号|"
            r"\bwhen\b|\b(what|which|in what|in which|on what) (year|date|day|month|decade|century|time)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Expected.NUMBER,
        re.compile(
            r"多少|几[个名位次家项种条人年天届篇部座场]|多[大长高远久重深宽]|百分之几|占比|比例|"
            r"\bhow (many|much|long|far|tall|high|large|big|old|often|deep|wide)\b|"
            r"\bwhat (percent\w*|proportion|share|number|amount|age|size|population)\b",
            re.IGNORECASE,
        ),
    ),
    (Expected.NAME, re.compile(r"谁|哪[位个些](人|公司|企业|国家|城市)|\bwho(m|se)?\b", re.IGNORECASE)),
]
_LATIN_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|[A-Z][\w'’-]+ [A-Z][\w'’-]+")


def expected_kind(question: str) -> Expected:
    """What a question asks for."""
    for kind, pattern in _ASKS:
        if pattern.search(question):
            return kind
    return Expected.ANYTHING


def offers(sentence: str, question: str, expected: Expected) -> bool:
    """Whether a sentence holds something of the kind that does not stand in the question already."""
    if expected is Expected.DATE:
        known = {q.value for q in read_quantities(question)}
        return any(q.kind == "date" and q.value not in known for q in read_quantities(sentence))
    if expected is Expected.NUMBER:
        known = {q.value for q in read_quantities(question)}
        return any(q.kind != "date" and q.value not in known for q in read_quantities(sentence))
    if expected is Expected.NAME:
        return any(name not in question for name in _LATIN_NAME.findall(sentence)) or "·" in sentence
    return False
