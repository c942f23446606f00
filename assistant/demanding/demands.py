"""Demands: what one question names and asks for, held against passages and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from assistant.assembly import OpenIndex
from assistant.demanding.contacts import asks_whom, lacks_office, names_office
from assistant.demanding.figures import asked_kind, asks_for_figure, states_figure
from assistant.demanding.places import PLACES, asks_where, lacks_place, may_be_of_it, says_where
from assistant.demanding.times import dates_meant, ordinals, years
from assistant.namesakes import Namesakes, namesakes_of
from assistant.naming import is_chain, is_city, is_county, is_firm, written_as
from assistant.statutes.laws import ArticleAsked, Law, articles_asked, laws_asked
from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.quantities import Kind
from corpus.schemas import Bilingual, Term
from index.gloss import Gloss
from index.lexical import chinese_tokens

_ADVICE = re.compile(
    r"我|咱|想|要(?!求)|应该|应当|能[不否]|可以|可否|怎么[办做才]|如何|需要|手续|流程|适用"
    r"|\b(?:i|we|us|our|my|should|can|could|may|must|need|want|apply|applies|how (?:do|to))\b",
    re.IGNORECASE,
)
_WHOLE_CITY = re.compile(r"全市|\b(?:whole|entire) city\b|\bcity as a whole\b|\bcity-?wide\b", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(
    r"没有(?:公布|收录|公开来源|写明|核实到)|未(?:公布|收录|写明|核实)"
    r"|\b(?:not (?:been )?(?:published|verified)|no (?:public )?source|not confirmed)\b",
    re.IGNORECASE,
)
"""What answers a question for a figure by saying that there is none to be had."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a question demands; `asked` is its text in Simplified script, `dated` the same with the years it means.

    `where` and `whom` tell that it asks for a place, or for somebody to turn to; `articles` and `laws` are those of
    which it asks what they say. A follow-up `leans_back` on what was named before it. What is asked of a place
    elsewhere, which the library never names, nothing in it meets.
    """

    asked: str
    dated: str
    names: tuple[Term, ...]
    namesakes: Namesakes
    chains: tuple[Term, ...]
    terms: tuple[Term, ...]
    kind: Kind | None
    articles: tuple[ArticleAsked, ...]
    laws: tuple[Law, ...]
    where: bool
    whom: bool
    leans_back: bool
    is_elsewhere: bool
    glossary: Glossary
    gloss: Gloss
    city: Bilingual | None

    @property
    def of_passages(self) -> bool:
        """Whether anything is demanded of a passage; otherwise every passage meets the demands."""
        named = self.is_elsewhere or self.names or self.namesakes.asked or self.terms
        return bool(named or years(self.dated) or ordinals(self.dated))

    def are_met(self, sources: Sequence[str]) -> bool:
        """Whether the texts of a passage, its headings, title and date hold what the question names."""
        held = to_simplified(" ".join(sources))
        if self.is_elsewhere or _differ(years(self.dated), years(held)):
            return False
        if _differ(ordinals(self.dated), ordinals(held)):
            return False
        if self.names and not any(written_as(name).search(held) for name in self.names):
            return False
        if self.namesakes.are_all_there_is(held):
            return False
        return self._says_not_published(held) or self._terms_in(held) >= len(self.terms) / 2

    @property
    def of_what_is_told(self) -> bool:
        """Whether a place, somebody to turn to or what a law says is asked for: a near passage may say none."""
        return self.where or self.whom or bool(self.articles or self.laws)

    def may_be_told_in(self, sources: Sequence[str]) -> bool:
        """Whether the texts of a passage, its headings and title speak of a law that is asked for, if any is."""
        held = " ".join(sources)
        laws = (*self.laws, *(article.law for article in self.articles))
        return not laws or any(law.is_spoken_of(held) for law in laws)

    def are_stated(self, sentence: str) -> bool:
        """Whether a sentence states what is asked for: of the same thing, and of the kind that is asked for."""
        if self._is_of_another_thing(sentence):
            return False
        if self.where and not self._names_the_same(sentence):
            return False
        if self.articles and not any(article.is_told_in(sentence, self.glossary) for article in self.articles):
            return False
        if self._says_not_published(to_simplified(sentence)) and self._lacks_the_same(sentence):
            return True
        if self.where and not says_where(sentence, self._known_places, self.glossary, self.gloss):
            return False
        if self.whom and not names_office(sentence, self.asked, self.glossary):
            return False
        return states_figure(sentence, self.asked, self.kind)

    @property
    def _known_places(self) -> str:
        """The question, and the city where a firm is asked about: that it is here, somebody who asks here knows."""
        of_a_firm = self.city is not None and any(map(is_firm, self.names))
        return f"{self.asked} {self.city.zh} {self.city.en}" if self.city and of_a_firm else self.asked

    def _says_not_published(self, text: str) -> bool:
        return _NOT_PUBLISHED.search(text) is not None and (not self.terms or self._terms_in(text) > 0)

    def _lacks_the_same(self, sentence: str) -> bool:
        """Whether what a sentence says is not published is what is asked for, where that is a place or an office."""
        if not self.where and not self.whom:
            return True
        return lacks_place(sentence) if self.where else lacks_office(sentence, self.asked, self.glossary)

    def _names_the_same(self, sentence: str) -> bool:
        """Whether a sentence names a term that the question names, where it names any, and no firm instead of it."""
        asked = {match.term.zh for match in self.glossary.matches(self.asked)}
        held = [match.term for match in self.glossary.matches(sentence)]
        if not may_be_of_it(sentence, self.asked) or (asked and not any(term.zh in asked for term in held)):
            return False
        return bool(self.names) or not any(is_firm(term) and term.zh not in asked for term in held)

    def _terms_in(self, text: str) -> int:
        return sum(written_as(term).search(text) is not None for term in self.terms)

    def _is_of_another_thing(self, sentence: str) -> bool:
        of_the_city = _WHOLE_CITY.search(self.asked)
        if not self.names and not self.chains and not of_the_city:
            return False
        named = [match.term for match in self.glossary.matches(sentence)]
        chains = list(filter(is_chain, named))
        if self.chains and chains and not any(chain in self.chains for chain in chains):
            return True
        if of_the_city:
            return any(map(is_county, named))
        if not self.names or any(term in self.names for term in named):
            return False
        figure_of_city = self.kind is not None and any(is_city(term, self.city) for term in named)
        return figure_of_city or any(is_firm(term) or is_county(term) for term in named)


def demands_of(
    question: str, index: OpenIndex, today: date, *, of_old: bool = False, focus: str | None = None
) -> Demands:
    """What a question asked on a day demands; the city that the library is about need not be named.

    What kind of thing is asked for, the `focus` of a follow-up tells, where it has one.
    Of what was in force before, marked by `of_old`, no date is demanded: the text itself seldom names its own.
    Where advice is asked for neither names nor terms are: what is said to a plant in Yima need not name Yima.
    """
    asked, asking = to_simplified(question), to_simplified(focus or question)
    glossary, city = index.glossary, index.profile.city if index.profile else None
    found = {match.term.zh: match.term for match in glossary.matches(question)}
    terms = [term for term in found.values() if not is_city(term, city)]
    kind = asked_kind(asked)
    is_advice = _ADVICE.search(asked) is not None
    firms, places = list(filter(is_firm, terms)), list(filter(is_county, terms))
    return Demands(
        asked=asked,
        dated="" if of_old else dates_meant(asked, today),
        names=() if is_advice else tuple(firms or places),
        namesakes=namesakes_of("" if is_advice else asked, index.gloss),
        chains=tuple(filter(is_chain, terms)),
        terms=tuple(terms) if not is_advice and (kind or asks_for_figure(asked)) else (),
        kind=kind,
        articles=articles_asked(focus or question, glossary) or articles_asked(question, glossary),
        laws=laws_asked(focus or question, glossary),
        where=asks_where(asking),
        whom=asks_whom(asking),
        leans_back=focus is not None,
        is_elsewhere=not is_advice and _names_elsewhere(asked, index),
        glossary=glossary,
        gloss=index.gloss,
        city=city,
    )


def _differ(asked: Set[object], held: Set[object]) -> bool:
    """Whether what is asked for and what is held are both there and have nothing in common."""
    return bool(asked) and bool(held) and asked.isdisjoint(held)


def _names_elsewhere(question: str, index: OpenIndex) -> bool:
    """Whether a Chinese question names a place that the dictionary knows and the library does not."""
    words = index.gloss.words(question) if has_han(question) else []
    places = [word.surface for word in words if word.reading[:1].isupper() and not PLACES.isdisjoint(word.senses)]
    return any(
        len(place) > 1 and not any(lexicon.frequency(pair) for lexicon in index.lexicons("zh") for pair in pairs)
        for place, pairs in zip(places, map(chinese_tokens, places), strict=True)
    )
