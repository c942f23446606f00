"""Laws: which law each article that a text names is said to be of, whether or not the library holds that law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.statutes.naming import COUNTRY_BEFORE, PLACE_BEFORE, customary_names
from assistant.statutes.references import Reference, references_in
from corpus.documents import Span
from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.statutes.numbering import ArticleNumber
from corpus.statutes.versions import work_name

_KINDS_ZH = "法典|法|条例|规定|办法|细则|准则|规则|通则|解释"
_QUOTED = re.compile(r"《(?P<name>[^《》]{2,60})》")
_BESIDE = re.compile(
    rf"(?P<name>[\u3400-\u9fff]{{1,40}}?(?:{_KINDS_ZH}))(?:[（(][^（()）]{{1,20}}[)）])?(?:[里之当]?[中内里]面?)?的?$"
)
"""What stands right before the number of an article."""
_NO_NAME = re.compile(
    r".*(?:请问|请教|根据|依据|依照|按照|参照|适用|违反|关于|对于|的|查询|查一?下|看一?下|想知道|告诉我|了解|什么是|规定在|[和与及跟按在]|以及|条(?!例))"
    r"|^(?:我国|中国|国家|现行|这个?|那个?|该|本|此|上述|其|什么|哪[部个]|[新旧])"
)
"""What runs into the name of a law and is no part of it."""
_KINDS_EN = r"law|code|act|regulations?|measures|provisions|rules|constitution"
_OF_IT_EN = re.compile(
    rf"[^.?!]{{0,40}}?\b(?:of|in|under|from)\s+(?:the\s+)?(?P<name>(?:[\w'’-]+\s+){{1,8}}?(?:{_KINDS_EN}))\b",
    re.IGNORECASE,
)
_NAMED_EN = re.compile(
    r"(?P<name>(?:[A-Z][\w'’-]*\s+(?:(?:of|on|for|and|the)\s+){0,2}){1,8}(?:Law|Code|Act|Regulations?|Measures|Provisions|Rules"
    r"|Constitution)(?:\s+(?:of|on|for)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:(?:and|of|the)\s+)?[A-Z][\w'’-]*){0,6})?)"
)
_NO_NAME_EN = re.compile(
    r"^(?:(?:what|which|does|do|is|are|how|say|says|under|in|according|to|and|or|of|the|china['’]?s?|chinese|prc|this|that|same|said"
    r"|articles?|\d+|its|their|your|any|new|old|former|current|previous|latest|tell|me|about|see|please|show)\b[\s,]*)+",
    re.IGNORECASE,
)
_MORE_EN = re.compile(r"\b(?:implement\w*|interpretations?|detailed|rules|measures|provisions)\b", re.IGNORECASE)
_THIS_ZH = re.compile(rf"本(?:{_KINDS_ZH})$")
_THIS_EN = re.compile(rf"[^.]{{0,30}}?\bof this (?:{_KINDS_EN})\b", re.IGNORECASE)
"""An article of the very text that speaks of it."""
_ITS_RULES = "(?!实施|施行|的?解释)"


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
        named = _as_written if self.is_customary else _in_longer
        return any(named(name, plain) for name in self.names)

    def has_an_article_in(self, sentence: str, glossary: Glossary) -> bool:
        """Whether a sentence speaks of any of its articles."""
        laws = (law_of(reference, sentence, glossary) for reference in references_in(sentence))
        return any(law is not None and self.is_of(law) for law in laws)

    def is_of(self, other: Law) -> bool:
        """Whether a law named elsewhere is the same."""
        return not self.names.isdisjoint(other.names) or self.is_spoken_of(other.name)


@dataclass(frozen=True, slots=True)
class ArticleAsked:
    """An article that a text names, and the law that it is said to be of."""

    law: Law
    number: ArticleNumber

    def is_told_in(self, sentence: str, glossary: Glossary) -> bool:
        """Whether a sentence names the article, and not as one of another law."""
        plain = to_simplified(sentence)
        numbered = [
            reference
            for reference in references_in(sentence)
            if reference.number == self.number
            and not _THIS_ZH.search(plain[: reference.span.start])
            and not _THIS_EN.match(plain[reference.span.end :])
        ]
        laws = [law_of(reference, sentence, glossary) for reference in numbered]
        return any(law is None or self.law.is_of(law) for law in laws)


def articles_asked(text: str, glossary: Glossary) -> tuple[ArticleAsked, ...]:
    """The articles that a text names together with the law they are of; a law named before one goes for those after."""
    asked: list[ArticleAsked] = []
    references = references_in(text)
    for reference in references:
        law = law_of(reference, text, glossary) or (asked[-1].law if asked else None)
        if law:
            asked.append(ArticleAsked(law, reference.number))
    if references and not asked and (named := _named_anywhere(text, glossary)):
        asked = [ArticleAsked(named, reference.number) for reference in references]
    return tuple(asked)


def law_of(reference: Reference, text: str, glossary: Glossary) -> Law | None:
    """The law that is named right beside an article: 民法典第五百条, "Article 500 of the Civil Code"."""
    found = next(_beside(reference, to_simplified(text)), None)
    return _law(found, text, glossary) if found else None


def is_held(law: Law, held: Sequence[Span]) -> bool:
    """Whether the name of a law is that of a statute which the library holds, given where such names stand."""
    for span in held:
        if span.start < law.span.end and law.span.start < span.end:
            before = law.name[: max(0, span.start - law.span.start)]
            return law.span.end <= span.end and not _MORE_EN.search(before)
    return False


def _beside(reference: Reference, text: str) -> Iterator[Span]:
    before = text[: reference.span.start].rstrip()
    for found in _QUOTED.finditer(before):
        if re.fullmatch(r"(?:[（(][^（()）]{1,20}[)）])?[里中的]{0,2}", before[found.end() :]):
            yield Span(*found.span("name"))
    if found := _BESIDE.search(before):
        yield _without_more(Span(*found.span("name")), text)
    if has_han(text[reference.span.start : reference.span.end]):
        return
    if found := _OF_IT_EN.match(text, reference.span.end):
        yield _without_words(Span(*found.span("name")), text)
    for found in _NAMED_EN.finditer(before):
        if before[found.end() :].strip(" ,(") == "":
            yield _without_words(Span(*found.span("name")), text)


def _without_more(span: Span, text: str) -> Span:
    """The name at the end of a run of Chinese characters."""
    written = text[span.start : span.end]
    known = [name for name in customary_names() if written.endswith(name)]
    for name in sorted(known, key=len, reverse=True):
        before = written.removesuffix(name)
        if not PLACE_BEFORE.search(before) or COUNTRY_BEFORE.search(before):
            return Span(span.end - len(name), span.end)
        break
    while (found := _NO_NAME.match(written)) and found.end() < len(written):
        written = written[found.end() :]
    return Span(span.end - len(written), span.end)


def _without_words(span: Span, text: str) -> Span:
    found = _NO_NAME_EN.match(text[span.start : span.end])
    return Span(span.start + found.end(), span.end) if found else span


def _named_anywhere(text: str, glossary: Glossary) -> Law | None:
    """A law that is named apart from the article: "Under the Civil Code, what does Article 500 say?"."""
    plain = to_simplified(text)
    spans = [Span(*found.span("name")) for found in _QUOTED.finditer(plain)]
    spans += [_without_words(Span(*found.span("name")), plain) for found in _NAMED_EN.finditer(plain)]
    for zh, english in customary_names().items():
        spans += [Span(*found.span()) for name in (zh, *english) for found in _written(name).finditer(plain)]
    laws = [law for span in spans if (law := _law(span, text, glossary))]
    return max(laws, key=lambda law: law.span.end - law.span.start, default=None)


def _law(span: Span, text: str, glossary: Glossary) -> Law | None:
    name = text[span.start : span.end]
    plain = work_name(name) if has_han(name) else " ".join(name.lower().split())
    if re.fullmatch(rf"{_KINDS_ZH}|(?:{_KINDS_EN})?", plain):
        return None
    names = {plain}
    for zh, english in customary_names().items():
        if plain == zh or plain in (other.lower() for other in english):
            names |= {zh, *(other.lower() for other in english)}
    is_customary = len(names) > 1
    for term in glossary.terms:
        called = {work_name(one) for one in (term.zh, *term.aliases_zh)} | {
            one.lower() for one in (term.en, *term.aliases_en)
        }
        if not called.isdisjoint(names):
            names |= called
    return Law(span, name, frozenset(names), is_customary)


def _as_written(name: str, text: str) -> bool:
    for found in _written(name).finditer(text):
        before = text[max(0, found.start() - 8) : found.start()]
        if not has_han(name) or not PLACE_BEFORE.search(before) or COUNTRY_BEFORE.search(before):
            return True
    return False


def _in_longer(name: str, text: str) -> bool:
    """Whether the characters or words of a name stand in a text close together."""
    if has_han(name):
        return bool(re.search("[^，。；《》]{0,10}?".join(map(re.escape, name)) + _ITS_RULES, text))
    words = re.sub(rf"\b(?:{_KINDS_EN})\b", " ", name, flags=re.IGNORECASE).split()
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


def _written(name: str) -> re.Pattern[str]:
    if has_han(name):
        return re.compile(re.escape(name) + _ITS_RULES)
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
