"""Listing: where all of a kind are asked for, the sentences that together name the most of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.choosing import Candidate, candidates_of, is_about
from assistant.demanding import Demands
from assistant.naming import is_city, is_county, is_firm, written_as
from corpus.languages import to_simplified
from corpus.schemas import Bilingual, Term
from index.search import Match

_ASKS = re.compile(
    r"哪些|哪几[家个种项类条场处]|列出|列举|罗列|一一说明|(?:清单|名单|名录)(?:是什么|有什么)?[\s？?。]*$|分别(?:是|有)(?:谁|什么)|都有(?:谁|什么)"
    r"|\b(?:list|name|enumerate) (?:all|every|the|me)\b|\blist of\b"
    r"|\b(?:which|what) (?:[\w-]+ ){0,4}?(?:\w+[^s\W]s|companies|counties|cities|industries) (?:are|were|do|does|did|have|has|can|could|make|produce|offer)\b"
    r"|\bwhat are (?:all |the |some )",
    re.IGNORECASE,
)
_FIRMS = re.compile(
    r"企业|公司|厂|龙头|厂家|厂商|\b(?:firm|compan(?:y|ie)|maker|producer|manufacturer|supplier|enterprise|smelter)s?\b",
    re.IGNORECASE,
)
_COUNTIES = re.compile(r"县区|区县|县市|几个[县区]|哪些[县区市]|\b(?:counties|districts|cities)\b", re.IGNORECASE)
_LACKS = re.compile(
    r"没有(?:列出|收录|写明|公布)|未(?:列出|收录|写明|公布)|\b(?:not published|not named|names? no|no [\w ]+? (?:is|are) (?:named|listed))\b",
    re.IGNORECASE,
)
_ENUMERATES = re.compile(
    r"、|(?:有|是|包括|分为|分别[是为])[^，。]{2,30}[和及与]|[\w)）]+, [^,.]+(?:,| and | or )|\b(?:are|include|namely) [^,.]+ and ",
    re.IGNORECASE,
)
_MOST_SENTENCES = 3
_SEVERAL = 2


def asks_for_all(question: str) -> bool:
    """Whether a question asks for all of a kind, rather than for one thing."""
    return bool(_ASKS.search(to_simplified(question)))


def enumerates(sentence: str) -> bool:
    """Whether a sentence names several things one after another."""
    return bool(_ENUMERATES.search(sentence))


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
    is_one = _kind(demands.asked, city)
    if is_one is None or not asks_for_all(question):
        return tuple(chosen)
    terms = {match.term.zh: match.term for match in glossary.matches(question)}
    about = [term for term in terms.values() if not is_city(term, city) and not _FIRMS.search(term.zh)]
    named: dict[tuple[str, int], tuple[Candidate, frozenset[str]]] = {}
    for candidate in (*chosen, *candidates_of(matches, most=len(matches))):
        place = (candidate.match.passage.id, candidate.span.start)
        if place not in named and _tells(candidate, question, about) and demands.are_stated(candidate.text):
            found = (match.term for match in glossary.matches(candidate.text))
            names = frozenset(term.zh for term in found if is_one(term) and term.zh not in terms)
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


def _kind(question: str, city: Bilingual | None) -> Callable[[Term], bool] | None:
    if _COUNTIES.search(question):
        return lambda term: is_county(term) and not is_city(term, city)
    return is_firm if _FIRMS.search(question) else None


def _tells(candidate: Candidate, question: str, about: Sequence[Term]) -> bool:
    """Whether a sentence says who there is, and of what the question is about."""
    if _LACKS.search(candidate.text):
        return False
    if not about:
        return is_about(question, candidate)
    said = to_simplified(" ".join((candidate.text, *candidate.match.passage.headings)))
    return all(written_as(term).search(said) for term in about)
