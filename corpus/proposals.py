"""Proposals: what a document says of itself in its text, for a person to confirm; nothing of it counts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Document
from corpus.quantities.dates import read_chinese_date, read_numeric_date
from corpus.quantities.values import PartialDate
from corpus.schemas import Rejected
from corpus.spans import Span
from corpus.statutes.enacting import level_of, repealed_in

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
_SIGNED = re.compile(
    rf"^[ \t]*(?P<issuer>[\u4e00-\u9fff（）() ]{{2,40}}(?:{_BODY_ENDS}))[ \t]*(?P<value>{_DATE})(?:印发)?[ \t]*$", re.M
)
_TOLD_DAY = re.compile(
    rf"(?:发布日期|发文日期|成文日期|印发日期)[:： ]*(?P<value>{_DATE}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
)
_EFFECTIVE = re.compile(rf"自(?P<value>{_DATE})起(?:施行|实施|执行|生效)")
_MONTHS = "January February March April May June July August September October November December".split()
_EXPIRES = re.compile(rf"有效期(?:限)?(?:截止)?[至到](?P<value>{_DATE})")


_FIELDS = ("issuer", "number", "level", "issued", "effective", "expires")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of front matter, its value, and where in the text it is said, where that can be told.

    Of `supersedes` it is the name of another text.
    """

    field: str
    value: str
    span: Span | None = None


def proposals_of(document: Document, published: str | None = None) -> tuple[Proposal, ...]:
    """What the text of a document says of it; of a statute, what was read from it and nobody has confirmed.

    `published` is the day on which a web page says that it was published.
    """
    if not document.articles:
        found = proposals_in(document.text)
        is_dated = published is None or any(proposal.field == "issued" for proposal in found)
        return found if is_dated else (*found, Proposal("issued", published or ""))
    read = [(name, str(getattr(document, name))) for name in _FIELDS if name in document.read_from_text]
    names = [("supersedes", name) for name in document.repeals]
    stands = {"level": str(document.issuer)}
    return tuple(
        Proposal(name, value, _where(document.text, name, stands.get(name, value))) for name, value in (*read, *names)
    )


def open_proposals(
    document: Document, rejected: Rejected, published: str | None = None
) -> Iterator[tuple[Proposal, str | None]]:
    """What the text says of a document and does not count of it, with what counts in its place, if anything.

    What a statute repeals counts by its name.
    """
    for proposal in proposals_of(document, published):
        counts = getattr(document, proposal.field)
        if proposal.field == "supersedes":
            counts = None if not counts and not document.articles else proposal.value
        if counts != proposal.value and proposal.value not in rejected.of(proposal.field):
            yield proposal, counts


def proposals_in(text: str) -> tuple[Proposal, ...]:
    """What a text states of itself: number, issuer with its level and dates, at most one of each, and what it repeals.

    A number stands in a line of its own near the top, the issuer there before 文件 or over the date at the end; dates
    of validity stand in their sentence. Other documents that are named in the midst of the text are not meant.
    """
    found: dict[str, Proposal] = {}
    for proposal in _found(text):
        found.setdefault(proposal.field, proposal)
    issuer = found.get("issuer")
    if issuer and (level := level_of(issuer.value)):
        found["level"] = Proposal("level", level, issuer.span)
    tail = max(len(text) - _TAIL, 0)
    repealed = {span.start: Span(span.start + tail, span.end + tail) for span in repealed_in(text[tail:])}
    names = (Proposal("supersedes", "".join(text[at.start : at.end].split()), at) for at in repealed.values())
    return tuple(sorted((*found.values(), *names), key=lambda proposal: proposal.span.start if proposal.span else 0))


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
    for match in _SIGNED.finditer(text, tail):
        yield Proposal("issuer", re.sub(r"\s", "", match["issuer"]), Span(*match.span("issuer")))
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


def _where(text: str, field: str, value: str) -> Span | None:
    """Where a value stands that was read from a text: the day of validity as late as it does, others as early."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        year, month, day = map(int, value.split("-"))
        name = _MONTHS[month - 1]
        pattern = (
            rf"{year}\s?年\s?0?{month}\s?月\s?0?{day}\s?日|{year}[-./]0?{month}[-./]0?{day}(?!\d)"
            rf"|{name} {day},? {year}|\b{day} {name},? {year}"
        )
    else:
        pattern = r"\s?".join(map(re.escape, value))
    matches = [Span(*match.span()) for match in re.finditer(pattern, text)]
    return matches[-1 if field in ("effective", "expires") else 0] if matches else None
