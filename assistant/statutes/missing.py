"""Missing: what is said of an article, a paragraph or a version that the library does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies import reply
from assistant.statutes.laws import ArticleAsked, Law
from corpus.documents import Document, Passage
from corpus.languages import Script, has_han, in_script
from corpus.schemas import Language
from corpus.statutes.numbering import ArticleNumber, article_number
from corpus.statutes.versions import version_day


def no_such_article(
    number: ArticleNumber, document: Document, name: str, passages: Sequence[Passage], script: Script
) -> str:
    """How many articles there are instead; `name` is what the statute was called in the question."""
    numbers = sorted({known for passage in passages if (known := article_number(passage.locator))})
    is_whole = numbers[0] == ArticleNumber(1) and numbers[-1].number <= len(numbers)
    language: Language = "en" if script == "latn" else "zh"
    return reply(
        "no_such_article" if is_whole else "article_left_out",
        script,
        statute=_called(document, name, script),
        article=number.said(language),
        count=str(len(numbers)),
        last=numbers[-1].said(language),
    )


def no_such_version(document: Document, name: str, script: Script) -> str:
    """That the version is not held."""
    return reply("no_such_version", script, statute=_called(document, name, script, with_day=False))


def no_such_law(law: Law, script: Script) -> str:
    """That the library does not hold the law at all."""
    return reply("no_such_law", script, statute=_as_asked(law, script))


def article_not_told(asked: ArticleAsked, script: Script) -> str:
    """That nothing is said of an article, though other things are of its law."""
    language: Language = "en" if script == "latn" else "zh"
    return reply("article_not_told", script, statute=_as_asked(asked.law, script), article=asked.number.said(language))


def _as_asked(law: Law, script: Script) -> str:
    return law.name if script == "latn" else in_script(law.name, script)


def _called(document: Document, name: str, script: Script, *, with_day: bool = True) -> str:
    """A statute's name for a reader: its title, or the reader's own name for one in the other language."""
    if script != "latn":
        return in_script(document.title, script)
    title = name if name and has_han(document.title) and not has_han(name) else document.title
    day = version_day(document) if with_day else None
    return f"{title} ({day})" if day else title
