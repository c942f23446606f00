"""Listing: where all of a kind are asked for, the sentences that together name the most of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.choosing import Candidate, candidates_of, is_about
from assistant.demanding import Demands
from assistant.naming import is_city, is_county, is_firm, is_place, written_as
from corpus.languages import to_simplified
from corpus.schemas import Bilingual, Term
from index.search import Match

_ASKS = re.compile(
    r"哪些|哪几[家个种项类条场处]|(?:列出|列举|罗列)(?!.*一[种个项])|(?:清单|名单|名录)(?:是什么|有什么)?[\s？?。]*$"
    r"|分别(?:是|有)(?:谁|什么)|都有(?:谁|什么)"
    r"|\b(?:list|name|enumerate) (?:all|every|me|the (?:[\w-]+ ){0,2}?\w+s(?= (?:in|of|at|on)\b|[?.]*$))|\blist of\b"
    r"|\b(?:which|what) (?!(?:type|kind|sort)s? |(?:do|does|did|is|are|was|were|has|have|can) )(?:[\w-]+ ){0,4}?"
    r"(?:\w+[^s\W]s|companies|counties|cities|industries)"
    r" (?:are|were|do|does|did|have|has|can|could|make|produce|offer)\b"
    r"|\bwhat are (?:all |the |some )",
    re.IGNORECASE,
)
_FIRM = (
    r"企业|公司|龙头|厂家|厂商"
    r"|\b(?:firm|compan(?:y|ie)|maker|producer|processor|manufacturer|supplier|enterprise|smelter)s?\b"
)
_ZONE = r"开发区|示范区|高新区|园区|集聚区|\bzones?\b|\bparks?\b"
_FORMER = re.compile(r"(?:以前叫|原名|旧称|曾用名)[^，。]*|\bformerly [^,.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of which all may be asked for: the words that ask for it, those that tell of it, and what is of it."""

    words: re.Pattern[str]
    told: re.Pattern[str]
    is_one: Callable[[Term], bool]

    def holds(self, term: Term, city: Bilingual | None) -> bool:
        """Whether a term is one of the kind."""
        return self.is_one(term) and not is_city(term, city)


_KINDS = (
    _Kind(
        re.compile(r"县区|区县|县市|哪些[县区市]|\b(?:counties|districts)\b", re.IGNORECASE),
        re.compile(r"[县区市]|\b(?:count(?:y|ies)|districts?|cit(?:y|ies))\b", re.IGNORECASE),
        is_county,
    ),
    _Kind(
        re.compile(r"开发区|园区|产业集聚区|\b(?:zones|parks)\b", re.IGNORECASE),
        re.compile(_ZONE, re.IGNORECASE),
        lambda term: is_place(term) and bool(re.search(_ZONE, term.zh)),
    ),
    _Kind(
        re.compile(rf"厂|{_FIRM}", re.IGNORECASE),
        re.compile(_FIRM, re.IGNORECASE),
        is_firm,
    ),
)
_LACKS = re.compile(
    r"没有(?:列出|收录|写明|公布)|未(?:列出|收录|写明|公布)"
    r"|\b(?:not published|not named|names? no|no [\w ]+? (?:is|are) (?:named|listed))\b",
    re.IGNORECASE,
)
_ENUMERATES = re.compile(
    r"、|[\u3400-\u9fff）)]{2,}[和与及][\u3400-\u9fff]{2,}"
    r"|, [^,.]+(?:,| and | or )|\b[A-Z][\w’'-]* and [A-Z]|\b(?:are|include|namely) [^,.]+ and "
)
_MOST_SENTENCES = 3
_SEVERAL = 2


def asks_for_all(question: str) -> bool:
    """Whether a question asks for all of a kind, rather than for one thing."""
    return bool(_ASKS.search(to_simplified(question)))


def enumerates(sentence: str) -> bool:
    """Whether a sentence names several things one after another."""
    return bool(_ENUMERATES.search(sentence))


def lacks(sentence: str) -> bool:
    """Whether a sentence says that something is not listed."""
    return bool(_LACKS.search(sentence))


def naming_most(
    question: str,
    chosen: Sequence[Candidate],
    matches: Sequence[Match],
    demands: Demands,
) -> tuple[Candidate, ...]:
    """The fewest sentences that name all firms or counties asked for that any of the matches names; at most three.

    What was `chosen` stays where it is of something else or where no two are named.
    """
    glossary, city = demands.glossary, demands.city
    kind = _kind_of(demands.asked)
    if kind is None or not asks_for_all(question):
        return tuple(chosen)
    terms = {match.term.zh: match.term for match in glossary.matches(question)}
    about = [term for term in terms.values() if not is_city(term, city) and not _kind_of(term.zh)]
    named: dict[tuple[str, int], tuple[Candidate, frozenset[str]]] = {}
    for candidate in (*chosen, *candidates_of(matches, most=len(matches))):
        place = (candidate.match.passage.id, candidate.span.start)
        if place not in named and _tells(candidate, question, kind, about) and demands.are_stated(candidate.text):
            found = (match.term for match in glossary.matches(_FORMER.sub(" ", candidate.text)))
            names = frozenset(term.zh for term in found if kind.holds(term, city) and term.zh not in terms)
            named[place] = candidate, names
    left = frozenset[str]().union(*(names for _, names in named.values()))
    if len(left) < _SEVERAL:
        return tuple(chosen)
    kept: list[Candidate] = []
    while left and len(kept) < _MOST_SENTENCES:
        best, names = max(named.values(), key=lambda found: len(found[1] & left))
        kept.append(best)
        left -= names
    return tuple(kept)


def _kind_of(text: str) -> _Kind | None:
    return next((kind for kind in _KINDS if kind.words.search(text)), None)


def _tells(candidate: Candidate, question: str, kind: _Kind, about: Sequence[Term]) -> bool:
    """Whether a sentence says who or what there is of the kind, and of what the question is about."""
    said = to_simplified(" ".join((candidate.text, *candidate.match.passage.headings)))
    if lacks(candidate.text) or not kind.told.search(to_simplified(candidate.text)):
        return False
    if all(map(is_place, about)) and not is_about(question, candidate):
        return False
    return all(written_as(term).search(said) for term in about)
