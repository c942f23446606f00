"""References: ordinals, articles of laws, numbers of official documents, and codes that are not numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.quantities.numerals import CARDINALS, HAN_NUMERALS, read_numeral
from corpus.quantities.values import ONE, Reading

_UNIT_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_ORDINALS = (
    _UNIT_ORDINALS
    | {f"{word}th": n for word, n in CARDINALS.items() if 12 < n < 20}
    | {f"{word[:-1]}ieth": n for word, n in CARDINALS.items() if n >= 20}
    | {"hundredth": 100}
)
_TENS_WORDS = {word: n for word, n in CARDINALS.items() if n >= 20}
ORDINAL_WORDS = frozenset(_ORDINALS) | frozenset(_TENS_WORDS)
LABEL_WORDS = frozenset(
    "no nos art arts article articles phase chapter section paragraph item step stage batch order decree".split()
)

# "First, …" and "the first step" only order a text; a rank, an edition or a name makes these words figures.
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es?|ed|ing)|stands?|stood|c[ao]mes?|remain(?:s|ed)?) $",
    re.IGNORECASE,
)
_RANKING = re.compile(
    r"[ -](?:in|among|nationwide|nationally|place|half|batch|phase|session|edition|generation|term|time|round|stage"
    r"|tier|prize|industry|industries|largest|biggest|highest|[A-Z])"
)

_DIGIT_ORDINAL = re.compile(r"(\d{1,6})(?:st|nd|rd|th)\b", re.ASCII)
_ORDINAL_WORD = re.compile(r"([a-z]++)(?:-([a-z]++))?", re.ASCII | re.I)
_LABELLED = re.compile(
    r"(?:No\.|Nos\.|(?i:phase|chapter|section|paragraph|item|step|stage|batch)) ?(?:(\d{1,6})(?![,.]?\d|[%A-Za-z])"
    r"|([a-z]{3,9})\b)",
    re.ASCII,
)
_ARTICLE = re.compile(r"[Aa]rt(?:icle)?s?\.? ?(\d{1,5})\b", re.ASCII)
_ORDER = re.compile(
    r"(?:Order|Decree|ORDER|DECREE)(?: of [A-Za-z’' ]{1,80}?)?,? (?:No\. ?)?(\d{1,6})\b(?![,.]\d)", re.ASCII
)
_IN_BRACKETS = re.compile(
    r"[〔【\[(] ?(\d{4}|[一二][〇零一二三四五六七八九]{3}) ?[〕】\])] ?"
    rf"(?:第? ?(\d{{1,6}}|[{HAN_NUMERALS}]{{1,9}}) ?号|No\. ?(\d{{1,6}})\b)",
    re.ASCII,
)
_FIVE_YEAR_PLAN = re.compile('(十[一二三四五六七八九]?)五(?=[”"』」]|规划|时期|期间|以来|末|计划)')
_ORDINAL_IDIOM = re.compile("第(?:三[方者]|一(?:时间|线|手)|[一二三四五]步)")
_FIRST = re.compile("首[届批期位家个次条座款支台创]")

_ISSUER = re.compile(r"[\u4e00-\u9fff]{1,8}$")
# An issuer's abbreviation holds none of these; what stands before the last of them introduces it.
_BEFORE_ISSUER = re.compile(
    ".*(?:[根依证]据|[按依参]照|[印转]发|文件|通知|办法|意见|规定|[见和与及由对将的在为以是于即按但到如从自向并])"
)
_CODE = re.compile(
    r"\d++(?:(?:\.\d++){2,}+|(?:-\d++){2,}+|(?:/\d++){2,}+|(?::\d++)++)|\d{3,4}-\d{7,8}(?!\d)|0\d++(?!\.\d)", re.ASCII
)


def read_ordinal(text: str, start: int) -> Reading | None:
    """What follows 第 at `start`: an article, the number of an order, or an ordinal."""
    if _ORDINAL_IDIOM.match(text, start):
        return None
    numeral = read_numeral(text, start + (2 if text.startswith(" ", start + 1) else 1))
    if numeral is None:
        return None
    gap = 1 if text.startswith(" ", numeral.end) else 0
    rest = text[numeral.end + gap : numeral.end + gap + 2]
    end = numeral.end + gap + len(rest)
    if rest[:1] == "条" and rest not in {"条产", "条生"}:
        return Reading("article", numeral.value, "1", start, numeral.end + gap + 1)
    if rest == "号令":
        return Reading("document_number", f"令第{numeral.value}号", "1", start, end)
    if rest[:1] == "号" and text[max(0, start - 2) : start].rstrip(" (").endswith("令"):
        return Reading("document_number", f"令第{numeral.value}号", "1", start, numeral.end + gap + 1)
    if rest[:1] in {",", "、", ":"} and text[start - 1 : start] in {"", "\n", "。", ";", ":", " "}:
        return None  # 第一,…… only orders a text
    return Reading("ordinal", numeral.value, "1", start, numeral.end)


def read_first(text: str, start: int) -> Reading | None:
    """首届, 首批, 首位 and their like, which are 第一."""
    match = _FIRST.match(text, start)
    return Reading("ordinal", ONE, "1", start, match.end()) if match else None


def read_digit_ordinal(text: str, start: int) -> Reading | None:
    """29th, 3rd, 7th."""
    match = _DIGIT_ORDINAL.match(text, start)
    return Reading("ordinal", Decimal(match[1]), "1", start, match.end()) if match else None


def read_word_ordinal(text: str, start: int) -> Reading | None:
    """twenty-ninth, fourth; first, second and third only where they rank or number something."""
    match = _ORDINAL_WORD.match(text, start)
    if match is None:
        return None
    first, last = match[1].lower(), (match[2] or "").lower()
    if first in _TENS_WORDS and _UNIT_ORDINALS.get(last, 10) < 10:
        return Reading("ordinal", Decimal(_TENS_WORDS[first] + _UNIT_ORDINALS[last]), "1", start, match.end())
    value, end = _ORDINALS.get(first), match.end(1)
    if value is None:
        return None
    if value <= 3 and not (_RANKED.search(text, max(0, start - 12), start) or _RANKING.match(text, end)):
        return None
    return Reading("ordinal", Decimal(value), "1", start, end)


def read_labelled(text: str, start: int) -> Reading | None:
    """Article 10, Art. 10, Order No. 722, No. 18, phase 1, chapter two."""
    if match := _ARTICLE.match(text, start):
        return Reading("article", Decimal(match[1]), "1", start, match.end())
    if match := _ORDER.match(text, start):
        return Reading("document_number", f"令第{int(match[1])}号", "1", start, match.end())
    if match := _LABELLED.match(text, start):
        value = int(match[1]) if match[1] else CARDINALS.get(match[2], 0)
        return Reading("ordinal", Decimal(value), "1", start, match.end()) if value else None
    return None


def read_document_number(text: str, bracket: int, floor: int) -> Reading | None:
    """The document number whose year is in the bracket, with the issuer's abbreviation, which begins after `floor`."""
    match = _IN_BRACKETS.match(text, bracket)
    if match is None:
        return None
    year = match[1] if match[1].isdigit() else _plain(match[1])
    number = match[2] or match[3]
    if match[2] and not number.isdigit():
        numeral = read_numeral(text, match.start(2))
        number = str(numeral.value) if numeral and numeral.end == match.end(2) else number
    issuer = _ISSUER.search(text, max(floor, bracket - 8), bracket)
    name = issuer[0] if issuer else ""
    if introduced := _BEFORE_ISSUER.match(name):
        name = name[introduced.end() :]
    return Reading("document_number", f"{name}〔{year}〕{number.lstrip('0')}号", "1", bracket - len(name), match.end())


def read_five_year_plan(text: str, start: int) -> tuple[Reading, ...]:
    """十四五 as what it abbreviates: the fourteenth, of five years."""
    match = _FIVE_YEAR_PLAN.match(text, start)
    if match is None:
        return ()
    numeral = Decimal(10 + ("一二三四五六七八九".index(match[1][1]) + 1 if len(match[1]) > 1 else 0))
    middle = match.end(1)
    return (
        Reading("ordinal", numeral, "1", start, middle),
        Reading("duration", Decimal(60), "month", middle, match.end()),
    )


def read_code(text: str, start: int) -> Reading | None:
    """Digits held together by their punctuation: telephone numbers, times, versions, and what begins with a zero."""
    match = _CODE.match(text, start)
    return Reading("code", match[0], "1", start, match.end()) if match else None


def _plain(han_digits: str) -> str:
    return "".join(str("〇一二三四五六七八九".index(digit.replace("零", "〇"))) for digit in han_digits)
