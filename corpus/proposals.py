"""Proposals: what a document says of itself in its text, for a person to confirm; nothing of it counts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.quantities.dates import read_chinese_date, read_numeric_date
from corpus.quantities.values import PartialDate
from corpus.spans import Span

_HEAD, _TAIL = 1_200, 1_500
_NUMBER = re.compile(
    r"^[ \t#*]*(?P<value>[\u4e00-\u9fff]{1,12} ?[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）] ?第?\d{1,5} ?号).{0,20}$", re.M
)
_ISSUER_HEAD = re.compile(r"^[ \t#*]*(?P<value>[\u4e00-\u9fff]{3,30}?)文件[ \t*]*$", re.M)
_BODY_ENDS = "局|委|委员会|人民政府|政府|办公室|办公厅|厅|部|院|中心|协会|联合会|总公司|工作部|领导小组"
_ISSUER_TAIL = re.compile(rf"^[ \t]*(?P<value>[\u4e00-\u9fff（）() ]{{2,40}}(?:{_BODY_ENDS}))[ \t]*$", re.M)
_YEAR = "(?:(?:19|20)\\d{2}|[一二][〇零○一二三四五六七八九]{3})"
_DATE = rf"{_YEAR} ?年 ?[\d一二三四五六七八九十]{{1,2}} ?月 ?[\d一二三四五六七八九十]{{1,3}} ?日"
_DATE_LINE = re.compile(rf"^[ \t(（]*(?P<value>{_DATE})(?:印发)?[ \t)）]*$", re.M)
_TOLD_DAY = re.compile(
    rf"(?:发布日期|发文日期|成文日期|印发日期)[:： ]*(?P<value>{_DATE}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
)
_EFFECTIVE = re.compile(rf"自(?P<value>{_DATE})起(?:施行|实施|执行|生效)")
_EXPIRES = re.compile(rf"有效期(?:限)?(?:截止)?[至到](?P<value>{_DATE})")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of front matter, its value, and where in the text it is said."""

    field: str
    value: str
    span: Span


def proposals_of(text: str) -> tuple[Proposal, ...]:
    """Number, issuer and dates where a document itself states them, at most one of each.

    A number stands in a line of its own near the top, the issuer there before 文件 or over the date at the end; dates
    of validity stand in their sentence. Other documents that are named in the midst of the text are not meant.
    """
    found: dict[str, Proposal] = {}
    for proposal in _found(text):
        found.setdefault(proposal.field, proposal)
    return tuple(sorted(found.values(), key=lambda proposal: proposal.span.start))


def _found(text: str) -> Iterator[Proposal]:
    tail = max(len(text) - _TAIL, 0)
    for match in _NUMBER.finditer(text, 0, _HEAD):
        yield _proposal("number", match, re.sub(r"\s", "", match["value"]))
    for match in _ISSUER_HEAD.finditer(text, 0, _HEAD):
        yield _proposal("issuer", match, match["value"])
    for match in _TOLD_DAY.finditer(text, 0, _HEAD):
        yield from _dated("issued", match)
    for match in _DATE_LINE.finditer(text, tail):
        before = [
            found
            for found in _ISSUER_TAIL.finditer(text, tail, match.start())
            if not text[found.end() : match.start()].strip()
        ]
        if before:
            yield _proposal("issuer", before[-1], re.sub(r"\s", "", before[-1]["value"]))
            yield from _dated("issued", match)
    for field, pattern in (("effective", _EFFECTIVE), ("expires", _EXPIRES)):
        for match in pattern.finditer(text):
            yield from _dated(field, match)


def _proposal(field: str, match: re.Match[str], value: str) -> Proposal:
    return Proposal(field, value, Span(*match.span("value")))


def _dated(field: str, match: re.Match[str]) -> Iterator[Proposal]:
    written = re.sub(r"\s", "", match["value"]).replace("○", "〇")
    read = read_chinese_date(written, 0) or read_numeric_date(written, 0)
    if read and isinstance(read.value, PartialDate) and read.value.year and read.value.month and read.value.day:
        yield _proposal(field, match, f"{read.value.year:04}-{read.value.month:02}-{read.value.day:02}")
