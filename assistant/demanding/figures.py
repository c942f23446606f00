"""Figures: which kind of figure a question asks for and by which measure, and whether a sentence has one."""

from __future__ import annotations

import re

from assistant.expecting import Expected, expected_kind
from corpus.quantities import Kind, read_quantities

_ASKED_FIGURE = re.compile(
    r"多少|(?<=分之)几|几(?=[万亿]|[^个家项种次年月号]{0,1}[吨元米亩天])|\bhow many\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"多少钱|价格|单价|地价|\bhow much (?:does|do|is|are|did|would|will)\b.*\bcosts?\b|\bprices?\b", re.IGNORECASE
)
_KINDS: tuple[Kind, ...] = ("amount", "percentage", "area", "mass", "length", "volume", "power", "energy", "duration")
_ALIKE: dict[Kind, frozenset[Kind]] = {"percentage": frozenset(("percentage", "fraction"))}
_OF_A_WHOLE = re.compile(
    r"合计|总共|一共|总计|排名|排序|全年|\b(?:total|sum|average|rank|altogether|whole|entire)\b", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(
    r"全年|\b(?:whole|entire|full)(?: of)?(?: the)? ?(?:year|20\d\d|19\d\d)\b|\bfull-year\b", re.IGNORECASE
)
_MONTHS = re.compile(
    r"\d\s*[月–—-]\s*\d{0,2}\s*月|\d月底?|季度|\b(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|\bquarter\b",
    re.IGNORECASE,
)
_MEASURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"产能|生产能力|年产|[年日](?:能|可|能够|可以)?生产|\bcapacit(?:y|ies)\b"
        r"|\b(?:make|produce)s?\b.*\ba (?:year|day)\b",
        r"产量|实际(?:生产|产出)|\bactual(?:ly)? (?:output|produc\w+|turn\w* out|ma[dk]e)|\bturn(?:ed|s)? out\b",
        r"产值|\boutput value\b",
        r"签约(?:额|金额|总额)|\b(?:signed|contract(?:ed)?) (?:amount|value|investment)\b",
        r"到位|\bin place\b|\bpaid[- ]in\b",
        r"计划投资|\bplanned investment\b",
    )
)
"""Measures of which none stands for another."""
_ENDS_WITH_A_MEASURE = re.compile(r"(?:产能|产量|产值|签约额|到位资金)[\s？?。]*$")


def asks_for_figure(question: str) -> bool:
    return expected_kind(question.replace("哪几", "哪些")) is Expected.NUMBER or bool(_OF_A_WHOLE.search(question))


def asked_kind(question: str) -> Kind | None:
    """The kind of figure asked for where its unit is named, read with a numeral in place of the question word."""
    if _MONEY.search(question):
        return "amount"
    for found in _ASKED_FIGURE.finditer(question):
        figures = read_quantities(f"{question[: found.start()]}5{question[found.end() :]}")
        if kinds := [figure.kind for figure in figures if figure.span.start <= found.start() < figure.span.end]:
            return kinds[0] if kinds[0] in _KINDS else None
    return None


def states_figure(sentence: str, asked: str, kind: Kind | None) -> bool:
    """Whether a sentence has a figure of the kind asked for, by the measure and for the whole period if these are."""
    if _WHOLE_YEAR.search(asked) and _MONTHS.search(sentence):
        return False
    measures = [pattern for pattern in _MEASURES if pattern.search(asked)]
    other = len(measures) == 1 and not measures[0].search(sentence)
    if other and (_ENDS_WITH_A_MEASURE.search(asked) or any(one.search(sentence) for one in _MEASURES)):
        return False
    if kind is None:
        return True
    known = {figure.value for figure in read_quantities(asked)}
    kinds = _ALIKE.get(kind, frozenset((kind,)))
    return any(figure.kind in kinds and figure.value not in known for figure in read_quantities(sentence))
