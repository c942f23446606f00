"""Editions: whether a question is about a text that another one has replaced, and which one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.content import content_units
from corpus.documents import Document
from corpus.languages import language_of, to_simplified
from corpus.schemas import Language

_OLD = re.compile(
    r"旧版|老版|[旧老]的|[旧老](条例|办法|规定|目录|清单|法)|原来的|以前(的|那)|之前(的|那)|废止|失效|已过期|被替代|历史版本|上一版|"
    r"(?<!how )\b(previous|former|old|older|earlier|repealed|superseded|expired|replaced|outdated|historical)\b",
    re.IGNORECASE,
)
_OLD_VERSION = re.compile(
    r"[旧老](?:版|法|的|条例|办法|规定|目录|清单)|原(?:法|条例|办法|规定)|修[订改正]前|被替代|历史版本|上一版"
    r"|\b(?:previous|former|old|older|superseded|replaced|outdated)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"现在|现行|目前|如今|\b(today|nowadays|now|currently|at present)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EDITION = re.compile(r"(?<!\d)(?:19|20)\d\d(?:年?(?:版|文本|修正|修订)| (?:edition|text|version))?")
_ONLY_OLD = re.compile(r"[旧老]版?的|[旧老]版|\b(?:old|previous|former|earlier) ", re.IGNORECASE)
_OF_ONE_SUBJECT: dict[Language, int] = {"zh": 4, "en": 2}  # content units that a question and a title share


def is_of_old_text(question: str) -> bool:
    """Whether a question asks in words for what is no longer in force, and not for what holds now."""
    text = to_simplified(question)
    return bool(_OLD.search(text)) and not _NOW.search(text)


def is_of_old_version(question: str) -> bool:
    """Whether a question asks for the version of a text before the one in force, and not only of a time before."""
    return bool(_OLD_VERSION.search(to_simplified(question)))


def names_old_edition(question: str, replaced: Sequence[Document]) -> bool:
    """Whether a question gives the year of one of the texts that others have replaced, and no other year.

    A statute bears its year only where the question puts it beside the name (`assistant.statutes`).
    """
    years = set(_YEAR.findall(question))
    return len(years) == 1 and any(
        years <= _years(document) and _likeness(question, document) >= _OF_ONE_SUBJECT[document.language]
        for document in replaced
        if not document.articles or _YEAR.search(document.title)
    )


def with_year(question: str, replaced: Sequence[Document]) -> str:
    """A question about an old text with the edition as that text's title has it, where it gives no year."""
    language = language_of(question)
    if _YEAR.search(question):
        return question
    alike = [
        (likeness, edition[0])
        for document in replaced
        if document.language == language and (edition := _EDITION.search(document.title))
        if (likeness := _likeness(question, document)) >= _OF_ONE_SUBJECT[language]
    ]
    return f"{_ONLY_OLD.sub('', question)} {max(alike)[1]}" if alike else question


def _years(document: Document) -> set[str]:
    return {*_YEAR.findall(document.title), (document.effective or document.issued or "")[:4]}


def _likeness(question: str, document: Document) -> int:
    """How many content units a question shares with a title, years apart."""
    title = _YEAR.sub(" ", document.title)
    return len(content_units(_YEAR.sub(" ", question), document.language) & content_units(title, document.language))
