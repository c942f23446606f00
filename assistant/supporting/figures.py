"""Figures: each one of a sentence stands in what it cites, is of the same measure there, and of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.supporting.measures import FIRM, measures_in
from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, SupportTools
from assistant.supporting.values import Reason
from corpus.quantities import PartialDate, Quantity, bears_out, states_nothing
from corpus.schemas import Language

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_REACH = {"zh": 14, "en": 40}  # characters from a figure at which a word counts half
_POINTED_AT = (Decimal(1), Decimal(2))
_MARGIN = 0.05  # by how much another figure must fit better before this one is held to be its place-taker
_UNIT = re.compile(
    "[ -]?(?:"
    r"(?P<sqmi>square[ -]miles?\b|sq\.? mi\b|平方英[里哩])|(?P<sqkm>square[ -]k(?:m|ilomet\w+)\b)"
    r"|(?P<sqft>square[ -]f\w+\b|平方英尺)"
    r"|(?P<nmi>nautical miles?\b|海里|海浬)|(?P<mi>miles?\b|mi\b|mph\b|英里|英哩)|(?P<ft>feet\b|foot\b|ft\b|英尺|英呎)"
    r"|(?P<inch>inch(?:es)?\b|英寸|英吋)|(?P<yd>yards?\b|码)|(?P<acre>acres?\b|英亩)|(?P<c>°c|℃|degrees? celsius|摄氏)"
    r"|(?P<f>°f|℉|degrees? fahrenheit|华氏)|(?P<lb>lbs?\b|磅)|(?P<gal>gallons?\b|加仑)|(?P<hp>horsepower\b|hp\b|马力)"
    r"|(?P<db>db\b|分贝)|(?P<ton>千吨|吨位)|(?P<s>seconds?\b|秒)|(?P<k>kelvin\b|开尔文)|(?P<hz>hz\b|赫兹)|(?P<bar>bars?\b)"
    r"|(?P<km>公里|千米|km\b|kilomet\w+)|(?P<m>米|met(?:er|re)s?\b|m\b)|(?P<year>years?\b)|(?P<month>个?月|months?\b)"
    r"|(?P<week>周(?!岁)|weeks?\b)|(?P<day>天|days?\b)|(?P<hour>小时|hours?\b)|(?P<minute>分钟|minutes?\b)"
    ")",
)
_ORDINAL_WORDS = {
    Decimal(1): re.compile(r"\b(?:first|i)\b"),
    Decimal(2): re.compile(r"\b(?:second|ii)\b"),
    Decimal(3): re.compile(r"\b(?:third|iii)\b"),
}
_CLAUSE_MARK = re.compile(r"[，,、。；;!?！？\n](?!\d)|\.\s")


def figure_reasons(claim: Text, sources: Sequence[ReadSource], tools: SupportTools) -> Iterator[Reason]:
    """What is wrong with the figures of a sentence."""
    texts = [text for source in sources for text in source.texts]
    for quantity in claim.quantities:
        if _only_points(quantity, claim):
            continue
        places = [(text, q) for text in texts for q in text.quantities if bears_out(q, quantity)]
        if not places and _is_worded(quantity, texts):
            continue
        if (
            not any(_same_unit(quantity, claim, other, text) for text, other in places)
            or _fits_another(quantity, places, claim, texts, tools)
            or _is_other_measure(quantity, places, claim)
        ):
            yield _reason(quantity)
    if _has_strange_digits(claim, texts) or _has_strange_vague(claim, texts):
        yield Reason.FIGURE


def _only_points(quantity: Quantity, text: Text) -> bool:
    """Whether a number is only a word such as "one" or 这两个; more than two that are pointed at were counted."""
    return states_nothing(quantity, text.text) and not _DIGITS.search(quantity.text) and quantity.value in _POINTED_AT


def _is_worded(quantity: Quantity, texts: Sequence[Text]) -> bool:
    """Whether 第一 and its like, which English writes without a figure, stand in an English source as words."""
    if quantity.kind != "ordinal":
        return False
    word = _ORDINAL_WORDS.get(quantity.value) if isinstance(quantity.value, Decimal) else None
    return word is not None and any(word.search(text.plain) for text in texts if text.language == "en")


def _reason(quantity: Quantity) -> Reason:
    if isinstance(quantity.value, PartialDate):
        return Reason.DATE
    return Reason.DOCUMENT_NUMBER if quantity.kind in ("document_number", "article") else Reason.FIGURE


def _same_unit(quantity: Quantity, claim: Text, other: Quantity, text: Text) -> bool:
    """Whether a figure without a unit that can be converted has, if any, the word for a unit that the source has."""
    if quantity.kind not in ("number", "ordinal"):
        return True
    said = _unit_at(claim, quantity.span.end)
    return said is None or said == _unit_at(text, other.span.end)


def _unit_at(text: Text, end: int) -> str | None:
    """The unit whose word stands behind a figure."""
    found = _UNIT.match(text.plain, end)
    return found.lastgroup if found else None


def _has_strange_digits(claim: Text, texts: Sequence[Text]) -> bool:
    """Whether digits that are part of no figure (G20, 3D, 4x100 m) stand nowhere in the sources with their unit."""
    read = [quantity.span for quantity in claim.quantities]
    told = [(found.group(), _unit_at(text, found.end())) for text in texts for found in _DIGITS.finditer(text.text)]
    bare = {digits for digits, _ in told}
    for found in _DIGITS.finditer(claim.text):
        if any(span.start <= found.start() < span.end for span in read):
            continue
        unit = _unit_at(claim, found.end())
        if found.group() not in bare or (unit and (found.group(), unit) not in told):
            return True
    return False


def _has_strange_vague(claim: Text, texts: Sequence[Text]) -> bool:
    """Whether a vague count (dozens, 数百, half, twice) has no counterpart in the sources."""
    said = {name for text in texts for name in measures_in(text.plain, FIRM)}
    return any(name not in said for name in measures_in(claim.plain, FIRM))


def _is_other_measure(quantity: Quantity, places: Sequence[tuple[Text, Quantity]], claim: Text) -> bool:
    """Whether the figure is said to be signed, planned, in place, output … where no source says that of it."""
    claimed = measures_in(_clause_around(claim, quantity))
    if not claimed or quantity.kind == "date":
        return False
    return not any(claimed <= measures_in(text.plain) for text, _ in places)


def _fits_another(
    quantity: Quantity, places: Sequence[tuple[Text, Quantity]], claim: Text, texts: Sequence[Text], tools: SupportTools
) -> bool:
    """Whether another figure of the kind stands in the sources where this one stands in the sentence."""
    rivals = [
        (text, other)
        for text in texts
        for other in text.quantities
        if other.kind == quantity.kind and other.unit == quantity.unit and not bears_out(other, quantity)
    ]
    if not rivals:
        return False
    said = [other.value for other in claim.quantities if not _only_points(other, claim)]
    rivals = [(text, other) for text, other in rivals if other.value not in said]
    own = max(_fit(quantity, claim, place, tools) for place in places)
    return any(_fit(quantity, claim, rival, tools) > own + _MARGIN for rival in rivals)


def _fit(quantity: Quantity, claim: Text, place: tuple[Text, Quantity], tools: SupportTools) -> float:
    """How much of what stands near a figure in the sentence stands near one in a source, the nearer the more."""
    text, other = place
    same = claim.language == text.language
    language: Language = claim.language if same else "en"
    near = [(unit, _distance(claim, quantity, unit.at)) for unit in (claim.units if same else claim.glossed)]
    there: dict[str, float] = {}
    for unit in text.units if same else text.glossed:
        closeness = _closeness(text, _distance(text, other, unit.at))
        for form in unit.forms:
            there[form] = max(there.get(form, 0.0), closeness)
    weights = [(tools.rarity(unit, language) * _closeness(claim, distance), unit) for unit, distance in near]
    total = sum(weight for weight, _ in weights)
    held = sum(weight * max((there.get(form, 0.0) for form in unit.forms), default=0.0) for weight, unit in weights)
    return held / total if total else 0.0


def _closeness(text: Text, distance: float) -> float:
    return 1 / (1 + distance / _REACH[text.language])


def _distance(text: Text, quantity: Quantity, at: int) -> float:
    """Characters between a figure and a unit, those of a clause mark counting for many."""
    start, end = quantity.span.start, quantity.span.end
    low, high = (at, start) if at < start else (end, at)
    marks = sum(1 for mark in text.marks if low <= mark < high)
    return max(0, high - low) + marks * _REACH[text.language]


def _clause_around(claim: Text, quantity: Quantity) -> str:
    """The clause a figure stands in."""
    plain, span = claim.plain, quantity.span
    start = max((found.end() for found in _CLAUSE_MARK.finditer(plain, 0, span.start)), default=0)
    end = _CLAUSE_MARK.search(plain, span.end)
    return plain[start : end.start() if end else len(plain)]
