"""Enacting: what a statute says of itself where it always does, in its first lines and its last articles.

Nothing is inferred: a date, an issuer or a number that does not stand there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.schemas import Level
from corpus.spans import Span

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DAY = r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
_EVENT = re.compile(
    rf"{_DAY}(?P<by>(?:(?!\d{{4}}\s?年)[^。；]){{0,120}}?)(?P<act>通过|修订|修正|公布|颁布|发布|批准|印发)"
)
_ACTS_OF_PUBLISHING = frozenset("公布 颁布 发布 印发".split())
_TERM = re.compile(r"第[一二三四五六七八九十百零]+届")
_BODY = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,30}?)(?=第[一二三四五六七八九十百零\d]+次|常务会议|令|公告|$)")
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,20}[令告]\s?[（(]?(?:\d{4}年)?\s?第\s?[\d一二三四五六七八九十百零]+\s?号")
_FILE_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号")
_LABELLED = re.compile(
    r"^[\s>*|-]*(?P<label>发布机关|发文机关|制定机关|颁布单位|发布单位|印发机关|文号|发文字号|发文文号|发布日期|成文日期|印发日期"
    r"|公布日期|施行日期|实施日期|生效日期|失效日期)\**\s*[：:|]\s*\**(?P<said>[^|\n]{2,60}?)[\s|*]*$",
    re.MULTILINE,
)
_ISSUERS = frozenset("发布机关 发文机关 制定机关 颁布单位 发布单位 印发机关".split())
_NUMBERS = frozenset("文号 发文字号 发文文号".split())
_ISSUED = frozenset("发布日期 成文日期 印发日期 公布日期".split())
_EFFECTIVE = frozenset("施行日期 实施日期 生效日期".split())
_ITSELF = r"(?:本[\u4e00-\u9fff]{1,6}?|现予公布，|，)"
_BEGINS = re.compile(rf"{_ITSELF}自\s?{_DAY}起(?:施行|实施|执行|生效)")
_BEGINS_AT_ONCE = re.compile(r"本[\u4e00-\u9fff]{1,6}?自(?:公布|颁布|发布|印发)之日起(?:施行|实施|执行|生效)")
_BEGINS_IN_HEAD = re.compile(rf"{_DAY}\s*起?(?:施行|实施)")
_ENDS = re.compile(rf"有效期(?:截止|截至|至|到|为?自.{{0,30}}?至)\s?{_DAY}")
_REPEALS = re.compile("(?:同时|即行|予以)废止")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?!第[一二三四五六七八九十百零\d]+[条章])")
_AMENDS = re.compile("关于(?:修改|修订|废止)")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_ENGLISH_DAY = (
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}),? (?P<year2>\d{{4}}))"
)
_ENGLISH_BEGINS = re.compile(
    rf"\b(?:come|comes|enter|enters|go|goes|take|takes|be|is) (?:into (?:force|effect)|effect|effective|implemented)"
    rf"(?: as)?(?: of| from| on)?,? {_ENGLISH_DAY}"
)
_ENGLISH_EVENT = re.compile(
    rf"\b(?:[Aa]dopted|[Rr]evised|[Aa]mended|[Pp]romulgated|[Pp]assed|[Aa]pproved)\b[^.;]{{0,160}}?\bon {_ENGLISH_DAY}"
)
_COUNTIES = re.compile(r"[县縣旗]|义马市|灵宝市|市[\u4e00-\u9fff]{2,4}(?<!开发|示范|工业|保税)(?<![园新])区")
_CITIES = re.compile("(?<!城)市(?![场場政民])")  # 市场, 市政 and 市民 name no city
_PROVINCES = re.compile("省|自治区|^(?:北京|上海|天津|重庆)市")


@dataclass(frozen=True, slots=True)
class Enactment:
    """What a statute says of itself; `issued` is the day of the latest act on it, `amended` are all after the first.

    `repeals` are the names of the texts that it puts out of force.
    """

    issuer: str | None = None
    number: str | None = None
    level: Level | None = None
    adopted: str | None = None
    amended: tuple[str, ...] = ()
    issued: str | None = None
    effective: str | None = None
    expires: str | None = None
    repeals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Act:
    """One act on a statute: the day, what was done and, where it is named, by whom."""

    day: str
    kind: str
    body: str | None


def enactment_of(head: str, end: str) -> Enactment:
    """What is said in a statute's `head`, before its first article, and in its `end`, the last ones."""
    head = _COMMENT.sub(" ", head)
    acts = sorted(_acts("".join(head.split())), key=lambda act: act.day)
    labels = {match["label"]: match["said"].strip() for match in _LABELLED.finditer(head)}
    english = [day for match in _ENGLISH_EVENT.finditer(" ".join(head.split())) if (day := _english_day(match))]
    days = sorted({*(act.day for act in acts), *english})
    issuer = _first_of(labels, _ISSUERS) or next((act.body for act in reversed(acts) if act.body), None)
    return Enactment(
        issuer=issuer,
        number=_first_of(labels, _NUMBERS) or _number(head),
        level=level_of(issuer),
        adopted=days[0] if days else None,
        amended=tuple(days[1:]) if len(days) > 1 else (),
        issued=_labelled_day(labels, _ISSUED) or (days[-1] if days else None),
        effective=_effective(head, end, acts) or _labelled_day(labels, _EFFECTIVE),
        expires=_labelled_day(labels, frozenset(("失效日期",))) or _last_day(_ENDS, end),
        repeals=tuple("".join(end[span.start : span.end].split()) for span in repealed_in(end)),
    )


def _acts(head: str) -> Iterator[_Act]:
    for match in _EVENT.finditer(head):
        if day := _day(match.group(1, 2, 3)):
            approves = match["act"] == "批准"
            yield _Act(day, match["act"], None if approves else _body(match["by"]))


def _body(by: str) -> str | None:
    """Who acted; nothing where only a decision is named."""
    written = _TERM.sub("", by.lstrip("（(由经，,"))
    found = None if written.startswith(("《", "〈", "<", "根据")) else _BODY.match(written)
    return (found["body"].removeprefix("中华人民共和国") or None) if found else None


def _number(head: str) -> str | None:
    """The last number of an order in the head, or one of a document on a line of its own."""
    orders = _ORDER.findall(head)
    if orders:
        return "".join(orders[-1].split())
    lines = (line.strip("（）() \t\u3000") for line in head.splitlines())
    return next((line for line in lines if _FILE_NUMBER.fullmatch(line)), None)


def level_of(issuer: str | None) -> Level | None:
    """The level of an issuer, where its name says for which place it speaks: the smallest that it names."""
    if issuer is None:
        return None
    if issuer.startswith(("全国人民代表大会", "国务院")):
        return "national"
    if _COUNTIES.search(issuer):
        return "county"
    provinces = _PROVINCES.match(issuer)
    if _CITIES.search(issuer, provinces.end() if provinces else 0):
        return "city"
    return "province" if _PROVINCES.search(issuer) else None


def _effective(head: str, end: str, acts: list[_Act]) -> str | None:
    stated = _last_day(_BEGINS, end) or _last_day(_BEGINS, head) or _last_day(_BEGINS_IN_HEAD, head)
    if stated:
        return stated
    if _BEGINS_AT_ONCE.search(end):
        return next((act.day for act in acts if act.kind in _ACTS_OF_PUBLISHING), None)
    return next(filter(None, map(_english_day, _ENGLISH_BEGINS.finditer(" ".join(end.split())))), None)


def repealed_in(text: str) -> Iterator[Span]:
    """Where the names of texts stand that a text says it puts out of force."""
    start = 0
    for sentence in text.split("。"):
        said = [match.end() for match in _REPEALS.finditer(sentence)]
        for named in _NAMED.finditer(text, start, start + said[-1]) if said else ():
            if not _AMENDS.search(named[1]):
                yield Span(*named.span(1))
        start += len(sentence) + 1


def _first_of(labels: dict[str, str], wanted: frozenset[str]) -> str | None:
    return next((said for label, said in labels.items() if label in wanted), None)


def _labelled_day(labels: dict[str, str], wanted: frozenset[str]) -> str | None:
    said = _first_of(labels, wanted)
    found = re.search(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})", said) if said else None
    return _day(found.group(1, 2, 3)) if found else None


def _last_day(pattern: re.Pattern[str], text: str) -> str | None:
    days = [_day(match.group(1, 2, 3)) for match in pattern.finditer(text)]
    return days[-1] if days else None


def _english_day(match: re.Match[str]) -> str | None:
    month = match["month"] or match["month2"]
    return _day((match["year"] or match["year2"], str(_MONTHS.index(month) + 1), match["day"] or match["day2"]))


def _day(parts: tuple[str | None, ...]) -> str | None:
    """A day as ISO writes it; nothing where there is none of this number."""
    year, month, day = (int(part or 0) for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
