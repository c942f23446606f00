"""Law names: where names of laws stand in a text, by their form or by custom, whether or not the library holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.statutes.naming import COUNTRY_BEFORE, PLACE_BEFORE, customary_names
from assistant.statutes.references import Reference
from corpus.documents import Span
from corpus.languages import has_han

KINDS_ZH = "法典|法|条例|规定|办法|细则|准则|规则|通则|解释"
KINDS_EN = r"law|code|act|regulations?|measures|provisions|rules|constitution"

_QUOTED = re.compile(r"《(?P<name>[^《》]{2,60})》")
_AFTER_QUOTED = re.compile(r"(?:[（(][^（()）]{1,20}[)）])?[里中的]{0,2}")
_BESIDE = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{1,40}}?(?:{KINDS_ZH}))(?:[（(][^（()）]{{1,20}}[)）])?(?:[里之当]?[中内里]面?)?的?$"
)
"""What stands right before the number of an article."""
_NO_NAME = re.compile(
    r".*(?:请问|请教|根据|依据|依照|按照|参照|适用|违反|关于|对于|的|查询|查一?下|看一?下|想知道|告诉我|了解|什么是|规定在"
    r"|[和与及跟按在]|以及|条(?!例))"
    r"|^(?:我国|中国|国家|现行|这个?|那个?|该|本|此|上述|其|什么|哪[部个]|[新旧])"
)
"""What runs into the name of a law and is no part of it."""
_POINTS = re.compile(rf"(?:[本该此]|这[部个]|那[部个]|上述|前述)(?:{KINDS_ZH})$")
_ENDS_EN = r"(?=[?.,;]|\s+(?:says?|provides?|requires?|states?)\b|$)"
_OF_IT_EN = re.compile(
    rf"[^.?!]{{0,40}}?\b(?:of|in|under|from)\s+(?:the\s+)?"
    rf"(?P<name>(?:{KINDS_EN})\s+(?:on|for|of)\s+[\w'’ -]+?{_ENDS_EN}|(?:[\w'’-]+\s+){{1,8}}?(?:{KINDS_EN})\b)",
    re.IGNORECASE,
)
_NAMED_EN = re.compile(
    r"(?P<name>(?:[A-Z][\w'’-]*\s+(?:(?:of|on|for|and|the)\s+){0,2}){1,8}"
    r"(?:Law|Code|Act|Regulations?|Measures|Provisions|Rules|Constitution)"
    r"(?:\s+(?:of|on|for)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:(?:and|of|the)\s+)?[A-Z][\w'’-]*){0,6})?)"
)
_NO_NAME_EN = re.compile(
    r"^(?:(?:what|which|does|do|is|are|how|say|says|under|in|according|to|and|or|of|the|china['’]?s?|chinese|prc|this|that"
    r"|same|said|articles?|\d+|its|their|your|any|new|old|former|current|previous|latest|tell|me|about|see|please|show)"
    r"\b[\s,]*)+",
    re.IGNORECASE,
)
_BEGINS = re.compile("(?:^|[^\u3400-\u9fff]|[据按照国在的和与及反于对以问看查下请绍是说])$")
_GOES_ON = "(?!实施|施行|的?解释|律|规(?!定)|院|官|庭|人|治)"
_SHORTEST = 3  # letters of an abbreviation that is no word


def named_beside(reference: Reference, text: str) -> Iterator[Span]:
    """The names right beside an article in a text in Simplified script, as in "Article 500 of the Civil Code"."""
    before = text[: reference.span.start].rstrip()
    for quoted in _QUOTED.finditer(before):
        if _AFTER_QUOTED.fullmatch(before[quoted.end() :]):
            yield Span(*quoted.span("name"))
    if (beside := _BESIDE.search(before)) and not _POINTS.search(beside["name"]):
        yield _without_more(Span(*beside.span("name")), text)
    if has_han(text[reference.span.start : reference.span.end]):
        return
    if of_it := _OF_IT_EN.match(text, reference.span.end):
        yield _without_words(Span(*of_it.span("name")), text)
    for named in _NAMED_EN.finditer(before):
        if not before[named.end() :].strip(" ,("):
            yield _without_words(Span(*named.span("name")), text)


def named_anywhere(text: str) -> list[Span]:
    """All names in a text in Simplified script, the longest first."""
    spans = [Span(*found.span("name")) for found in _QUOTED.finditer(text)]
    spans += [_without_words(Span(*found.span("name")), text) for found in _NAMED_EN.finditer(text)]
    return sorted((*spans, *named_by_custom(text)), key=lambda span: span.start - span.end)


def named_by_custom(text: str) -> list[Span]:
    """The names of well-known laws in a text in Simplified script, the longest first."""
    names = [name for zh, english in customary_names().items() for name in (zh, *english)]
    spans = [
        Span(*found.span()) for name in names if len(name) >= _SHORTEST or has_han(name) for found in _in(name, text)
    ]
    whole = (span for span in spans if not has_han(text[span.start : span.end]) or _BEGINS.search(text[: span.start]))
    return sorted(whole, key=lambda span: span.start - span.end)


def is_named(name: str, text: str) -> bool:
    """Whether a text has the whole name, and not as part of that of another law."""
    return any(
        not has_han(name) or not _is_of_a_place(text[max(0, found.start() - 8) : found.start()])
        for found in _in(name, text)
    )


def is_named_at_length(name: str, text: str) -> bool:
    """Whether the characters or words of a name stand in a text close together: 河南条例 in 河南省优化营商环境条例."""
    if has_han(name):
        return bool(re.search("[^，。；《》]{0,10}?".join(map(re.escape, name)) + _GOES_ON, text))
    words = re.sub(rf"\b(?:{KINDS_EN}|and|of|on|for|the)\b", " ", name, flags=re.IGNORECASE).split()
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


def is_only_a_kind(name: str) -> bool:
    """Whether nothing but the word for a kind of law is left of a name."""
    return bool(re.fullmatch(rf"{KINDS_ZH}|(?:{KINDS_EN})?", name, re.IGNORECASE))


def _in(name: str, text: str) -> Iterator[re.Match[str]]:
    pattern = re.escape(name) + _GOES_ON if has_han(name) else rf"\b{re.escape(name)}\b"
    return re.finditer(pattern, text, re.IGNORECASE)


def _without_more(span: Span, text: str) -> Span:
    """The name at the end of a run of Chinese characters."""
    written = text[span.start : span.end]
    known = max((name for name in customary_names() if written.endswith(name)), key=len, default="")
    if known and not _is_of_a_place(written.removesuffix(known)):
        return Span(span.end - len(known), span.end)
    while (found := _NO_NAME.match(written)) and found.end() < len(written):
        written = written[found.end() :]
    return Span(span.end - len(written), span.end)


def _is_of_a_place(before: str) -> bool:
    return bool(PLACE_BEFORE.search(before)) and not COUNTRY_BEFORE.search(before)


def _without_words(span: Span, text: str) -> Span:
    found = _NO_NAME_EN.match(text[span.start : span.end])
    return Span(span.start + found.end(), span.end) if found else span
