"""Laws: which law a question speaks of and of which each article is said to be, whether or not the library holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.statutes.law_names import (
    KINDS_EN,
    KINDS_ZH,
    is_named,
    is_named_at_length,
    is_only_a_kind,
    named_anywhere,
    named_beside,
    named_by_custom,
)
from assistant.statutes.naming import customary_names
from assistant.statutes.references import Reference, references_in
from corpus.documents import Span
from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.statutes.numbering import ArticleNumber
from corpus.statutes.versions import work_name

_SAYS = re.compile(
    r"规定|(?:怎么|如何)(?:说|写|要求)|说了?什么|根据|依据|依照|按照|按《"
    r"|\b(?:says?|provides?|requires?|stipulates?|according to|under)\b",
    re.IGNORECASE,
)
"""How it is asked what a law says."""
_OF_THIS_ZH = re.compile(rf"本(?:{KINDS_ZH})$")
_OF_THIS_EN = re.compile(rf"[^.]{{0,30}}?\bof this (?:{KINDS_EN})\b", re.IGNORECASE)
"""An article of the very text that speaks of it."""
_MORE_EN = re.compile(r"\b(?:implement\w*|interpretations?|detailed|rules|measures|provisions)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Law:
    """A law that a text names at a span of it, as it is written there, and all that it is called.

    A name that `is_customary` is a whole name; any other may be short for a longer one.
    """

    span: Span
    name: str
    names: frozenset[str]
    is_customary: bool

    def is_spoken_of(self, text: str) -> bool:
        """Whether a text names it."""
        plain = to_simplified(text)
        named = is_named if self.is_customary else is_named_at_length
        return any(named(name, plain) for name in self.names)

    def is_of(self, other: Law) -> bool:
        """Whether a law named elsewhere is the same."""
        return not self.names.isdisjoint(other.names) or self.is_spoken_of(other.name)

    def has_an_article_in(self, sentence: str, glossary: Glossary) -> bool:
        """Whether a sentence speaks of any of its articles."""
        laws = (law_of(reference, sentence, glossary) for reference in references_in(sentence))
        return any(law is not None and self.is_of(law) for law in laws)


@dataclass(frozen=True, slots=True)
class ArticleAsked:
    """An article that a text names, and the law that it is said to be of."""

    law: Law
    number: ArticleNumber

    def is_told_in(self, sentence: str, glossary: Glossary) -> bool:
        """Whether a sentence names the article, and not as one of another law."""
        plain = to_simplified(sentence)
        for reference in references_in(sentence):
            before, after = plain[: reference.span.start], plain[reference.span.end :]
            if reference.number != self.number or _OF_THIS_ZH.search(before) or _OF_THIS_EN.match(after):
                continue
            law = law_of(reference, sentence, glossary)
            if law is None or self.law.is_of(law):
                return True
        return False


def articles_asked(text: str, glossary: Glossary) -> tuple[ArticleAsked, ...]:
    """The articles that a text names together with the law they are of; a law named before one goes for those after."""
    asked: list[ArticleAsked] = []
    references = references_in(text)
    for reference in references:
        law = law_of(reference, text, glossary) or (asked[-1].law if asked else None)
        if law:
            asked.append(ArticleAsked(law, reference.number))
    if references and not asked:
        named = (_law(span, text, glossary) for span in named_anywhere(to_simplified(text)))
        law = next(filter(None, named), None)
        asked = [ArticleAsked(law, reference.number) for reference in references] if law else []
    return tuple(asked)


def laws_asked(text: str, glossary: Glossary) -> tuple[Law, ...]:
    """The well-known law of which it is asked what it says, without the number of an article; mostly none."""
    plain = to_simplified(text)
    if references_in(text) or not _SAYS.search(plain):
        return ()
    named = (_law(span, text, glossary) for span in named_by_custom(plain))
    return tuple(law for law in named if law)[:1]


def law_of(reference: Reference, text: str, glossary: Glossary) -> Law | None:
    """The law that is named right beside an article of a text."""
    found = next(named_beside(reference, to_simplified(text)), None)
    return _law(found, text, glossary) if found else None


def is_held(law: Law, held: Sequence[Span]) -> bool:
    """Whether the name of a law is that of a statute which the library holds, given where such names stand."""
    for span in held:
        if span.start < law.span.end and law.span.start < span.end:
            before = law.name[: max(0, span.start - law.span.start)]
            return law.span.end <= span.end and not _MORE_EN.search(before)
    return False


def _law(span: Span, text: str, glossary: Glossary) -> Law | None:
    name = text[span.start : span.end]
    plain = work_name(name) if has_han(name) else " ".join(name.lower().split())
    if is_only_a_kind(plain):
        return None
    names = {plain}
    for zh, english in customary_names().items():
        called = {zh, *(other.lower() for other in english)}
        if plain in called:
            names |= called
    is_customary = len(names) > 1
    for term in glossary.terms:
        chinese, others = (term.zh, *term.aliases_zh), (term.en, *term.aliases_en)
        called = {*map(work_name, chinese), *(other.lower() for other in others)}
        if not called.isdisjoint(names):
            names |= called
    return Law(span, name, frozenset(names), is_customary)
