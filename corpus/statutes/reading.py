"""Reading a statute: a document of numbered articles with what its own text says of it, where nothing else was said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from corpus.documents import Document
from corpus.schemas import Rejected
from corpus.statutes.articles import openings_of, parts_of
from corpus.statutes.enacting import Enactment, enactment_of

_TOLD = tuple("title issuer number level issued effective expires adopted amended repeals".split())
_LAST = 3  # articles at the end, in which a statute says when it begins and what it repeals
_NAME = re.compile(
    r"(?:[^\n。；：，]{2,60}(?:法|条例|條例|规定|規定|办法|辦法|细则|細則|规则|規則|决定|決定|章程|守则|制度|方案)(?:[（(][^）)\n]{1,20}[）)])?"
    r"|[^\n.;:]{0,90}\b(?:Laws?|Acts?|Regulations?|Rules|Measures|Provisions|Code)\b[^\n.;:]{0,90})"
)


def with_what_it_says(document: Document, rejected: Rejected, *, is_named: bool) -> Document:
    """The document with what its text says of itself, if that is a statute; what was said beside the text stays.

    The first line gives the name of one that is not named otherwise. What was rejected is not read.
    """
    parts = parts_of(document)
    openings = openings_of(document, parts)
    if not openings:
        return document
    starts = [parts[opening.section].section.span.start + opening.start for opening in openings]
    said = _without(enactment_of(document.text[: starts[0]], document.text[starts[-_LAST:][0] :]), rejected)
    name = None if is_named else _NAME.fullmatch(document.text.strip().split("\n", 1)[0].strip())
    told = replace(
        document,
        title=name[0] if name else document.title,
        issuer=document.issuer or said.issuer,
        number=document.number or said.number,
        level=document.level or (None if document.issuer else said.level),
        issued=document.issued or said.issued,
        effective=document.effective or said.effective,
        expires=document.expires or said.expires,
        adopted=said.adopted,
        amended=said.amended,
        repeals=said.repeals,
        articles=len({opening.number for opening in openings}),
    )
    return replace(told, read_from_text=tuple(name for name in _TOLD if getattr(told, name) != getattr(document, name)))


def _without(said: Enactment, rejected: Rejected) -> Enactment:
    """What a text says but what was rejected; without its issuer, it has no level either."""
    names = ("issuer", "number", "level", "issued", "effective", "expires")
    untrue: dict[str, Any] = {name: None for name in names if getattr(said, name) in rejected.of(name)}
    if "issuer" in untrue:
        untrue["level"] = None
    untrue["repeals"] = tuple(name for name in said.repeals if name not in rejected.supersedes)
    return replace(said, **untrue)
