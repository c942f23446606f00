"""Choosing a version: which of a statute's texts a question means, by its words and by the day on which it is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.assembly import OpenIndex
from assistant.statutes.naming import NamedStatute
from corpus.documents import Document
from corpus.languages import to_simplified
from corpus.schemas import Language
from corpus.statutes.versions import version_day
from corpus.validity import first_day

_YEAR = r"(?:19|20)\d\d"
_NAMED = "的?(?:那部)?《?(?:中华人民共和国)?$"  # up to the name itself
_VERSION_OF = r"\s+(?:version of |text of )?(?:the )?$"
_YEAR_BEFORE = re.compile(
    rf"(?P<year>{_YEAR})\s?年?(?:版|修正|修订|修改|文本|通过|公布)*{_NAMED}|\b(?P<english>{_YEAR})\s+$"
)
_YEAR_AFTER = re.compile(
    rf"^》?\s?[（(,，]?\s?(?:of |as (?:amended|revised|adopted) in |in |the )?(?P<year>{_YEAR})"
    r"(?:年?(?:版|修正|修订|文本)|年的?(?=第)|\s?[)）]| version| edition| text| amendment| revision|(?=第)|$|,)"
)
_OLD_BEFORE = re.compile(
    rf"(?:[旧老]版?|原来?|以前|之前|先前|(?:修订|修改|修正)之?前|已?废止|上一版){_NAMED}"
    rf"|\b(?:old|former|previous|earlier|repealed|superseded){_VERSION_OF}",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(r"^》?\s?[（(]?\s?(?:[旧老]版|旧法|修订前|修改前|上一版|原文本)")
_NEW_BEFORE = re.compile(
    rf"(?:新版?|最新|(?:修订|修改|修正)后|即将施行|尚未施行){_NAMED}"
    rf"|\b(?:new|newest|latest|revised|upcoming|forthcoming){_VERSION_OF}",
    re.IGNORECASE,
)
_OLD_AT_ALL = re.compile(
    r"旧版|旧法|老版|修[订改正]前|\b(?:old|former|previous|earlier) (?:version|text|law|edition)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The text of a statute that is meant, or nothing where the library does not hold it.

    `is_asked_for` tells that the question named this version, rather than what holds today; `others` are the ids of the
    other versions.
    """

    document: Document | None
    is_asked_for: bool
    others: frozenset[str]


def chosen_version(text: str, named: NamedStatute, index: OpenIndex, today: date, language: Language) -> Chosen:
    """The version that a text means where it names a statute, in the reader's language if there is one."""
    before, after = to_simplified(text[: named.span.start]), to_simplified(text[named.span.end :])
    versions = sorted(named.documents, key=lambda document: version_day(document) or "")
    own = [document for document in versions if document.language == language]
    versions = own or versions
    year = _YEAR_BEFORE.search(before) or _YEAR_AFTER.search(after)
    if year:
        meant = _of_year(versions, next(filter(None, year.groups())))
    elif _OLD_BEFORE.search(before) or _OLD_AFTER.search(after) or _OLD_AT_ALL.search(to_simplified(text)):
        replaced = [document for document in versions if index.validity.status(document.id, today) == "superseded"]
        meant = replaced[-1] if replaced else None
    elif _NEW_BEFORE.search(before):
        meant = versions[-1]
    else:
        return Chosen(_holding(versions, index, today), False, frozenset())
    same = index.versions(meant.id) if meant else frozenset()
    return Chosen(meant, True, frozenset(document.id for document in named.documents) - same)


def version_asked_for(text: str, index: OpenIndex, today: date, language: Language) -> Chosen | None:
    """The version of a statute that a text asks for, rather than what holds today; nothing where it asks for none."""
    chosen = (chosen_version(text, named, index, today, language) for named in index.statutes.named(text))
    return next((one for one in chosen if one.is_asked_for and one.document), None)


def _of_year(versions: Sequence[Document], year: str) -> Document | None:
    """The version of a year, or that which held then."""
    acted = [document for document in versions if (document.issued or "")[:4] == year]
    begun = [document for document in versions if (version_day(document) or "")[:4] == year]
    before = [document for document in versions if (version_day(document) or "9")[:4] < year]
    return next((found[-1] for found in (acted, begun, before) if found), None)


def _holding(versions: Sequence[Document], index: OpenIndex, today: date) -> Document:
    """The version that holds on a day; where none does, the latest that did, or the first that will."""
    by_status = {document.id: index.validity.status(document.id, today) for document in versions}
    begun = [document for document in versions if (day := version_day(document)) is None or first_day(day) <= today]
    for wanted in (("in_force",), ("undated",)):
        if found := [document for document in begun if by_status[document.id] in wanted]:
            return found[-1]
    return begun[-1] if begun else versions[0]
