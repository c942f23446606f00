"""Demanding: what a question names or asks for that a passage or sentence must hold to answer it.

Words and meaning find what is near; these checks, which need no model, tell a near miss from an answer: another
district's figure, another festival's projects, a capacity where an output was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from assistant.assembly import OpenIndex
from assistant.expecting import Expected, expected_kind
from assistant.namesakes import Namesakes, namesakes_of
from assistant.naming import is_chain, is_city, is_county, is_firm, written_as
from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.quantities import Kind, read_quantities
from corpus.schemas import Bilingual, Term
from index.lexical import chinese_tokens, english_tokens

_ASKED_FIGURE = re.compile(
    r"多少|(?<=分之)几|几(?=[万亿]|[^个家项种次年月号]{0,1}[吨元米亩天])|\bhow many\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"多少钱|价格|单价|地价|\bhow much (?:does|do|is|are|did|would|will)\b.*\bcosts?\b|\bprices?\b", re.IGNORECASE
)
_KINDS: tuple[Kind, ...] = ("amount", "percentage", "area", "mass", "length", "volume", "power", "energy", "duration")
_ALIKE: dict[Kind, frozenset[Kind]] = {"percentage": frozenset(("percentage", "fraction"))}
_OF_A_WHOLE = re.compile(
    r"合计|总共|一共|总计|排名|排序|全年|\b(?:total|sum|average|rank|altogether|whole|entire)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"我|咱|想|要(?!求)|应该|应当|能[不否]|可以|可否|怎么[办做才]|如何|需要|手续|流程|适用"
    r"|\b(?:i|we|us|our|my|should|can|could|may|must|need|want|apply|applies|how (?:do|to))\b",
    re.IGNORECASE,
)
_WHOLE_CITY = re.compile(r"全市|\b(?:whole|entire) city\b|\bcity as a whole\b|\bcity-?wide\b", re.IGNORECASE)
_NOT_A_DATE = re.compile(r"哪一[年月天日]|第一(?!届|次|季|产业|批)|(?<!第)[一两几]届")
_NOT_PUBLISHED = re.compile(
    r"没有(?:公布|收录|公开来源|写明)|未(?:公布|收录|写明)|\b(?:not (?:been )?published|no (?:public )?source)\b",
    re.IGNORECASE,
)
"""What answers a question for a figure by saying that there is none to be had."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLACES = frozenset(english_tokens("city province county district capital prefecture country"))
_RELATIVE_YEARS = tuple(
    (re.compile(pattern, re.IGNORECASE), offset)
    for pattern, offset in (
        (r"今年|本年度|\bthis year\b", 0),
        (r"去年|上年|\blast year\b", -1),
        (r"前年|\bthe year before last\b", -2),
        (r"明年|\bnext year\b", 1),
    )
)
_OF_A_SERIES = re.compile(r".[\s]?[届期批]|[届期批]|[a-z\d]\b", re.IGNORECASE | re.ASCII)
_WHOLE_YEAR = re.compile(
    r"全年|\b(?:whole|entire|full)(?: of)?(?: the)? ?(?:year|20\d\d|19\d\d)\b|\bfull-year\b", re.IGNORECASE
)
_MONTHS = re.compile(
    r"\d\s*[月–—-]\s*\d{0,2}\s*月|\d月底?|季度|\b(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|\bquarter\b",
    re.IGNORECASE,
)
_MEASURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"产能|生产能力|年产|[年日](?:能|可|能够|可以)?生产|\bcapacit(?:y|ies)\b"
        r"|\b(?:make|produce)s?\b.*\ba (?:year|day)\b",
        r"产量|实际(?:生产|产出)|\bactual(?:ly)? (?:output|produc\w+|turn\w* out|ma[dk]e)|\bturn(?:ed|s)? out\b",
        r"产值|\boutput value\b",
        r"签约(?:额|金额|总额)|\b(?:signed|contract(?:ed)?) (?:amount|value|investment)\b",
        r"到位|\bin place\b|\bpaid[- ]in\b",
        r"计划投资|\bplanned investment\b",
    )
)
"""Measures of which none stands for another."""
_ENDS_WITH_A_MEASURE = re.compile(r"(?:产能|产量|产值|签约额|到位资金)[\s？?。]*$")


@dataclass(frozen=True, slots=True)
class Demands:
    """What a question demands; `asked` is its text in Simplified script, `dated` the same with the years it means.

    What is asked of a place elsewhere, which the library never names, nothing in it meets.
    """

    asked: str
    dated: str
    names: tuple[Term, ...]
    namesakes: Namesakes
    chains: tuple[Term, ...]
    terms: tuple[Term, ...]
    kind: Kind | None
    is_elsewhere: bool
    glossary: Glossary
    city: Bilingual | None

    @property
    def of_passages(self) -> bool:
        """Whether anything is demanded of a passage; otherwise every passage meets the demands."""
        named = self.is_elsewhere or self.names or self.namesakes.asked or self.terms
        return bool(named or _years(self.dated) or _ordinals(self.dated))

    def are_met(self, sources: Sequence[str]) -> bool:
        """Whether the texts of a passage, its headings, title and date hold what the question names."""
        held = to_simplified(" ".join(sources))
        if self.is_elsewhere or _differ(_years(self.dated), _years(held)):
            return False
        if _differ(_ordinals(self.dated), _ordinals(held)):
            return False
        if self.names and not any(written_as(name).search(held) for name in self.names):
            return False
        if self.namesakes.are_all_there_is(held):
            return False
        return self._says_not_published(held) or self._terms_in(held) >= len(self.terms) / 2

    def are_stated(self, sentence: str) -> bool:
        """Whether a sentence states what is asked for: of the same thing, measure and period, and in the same unit."""
        if self._is_of_another_thing(sentence):
            return False
        if self._says_not_published(to_simplified(sentence)):
            return True
        if _WHOLE_YEAR.search(self.asked) and _MONTHS.search(sentence):
            return False
        measures = [pattern for pattern in _MEASURES if pattern.search(self.asked)]
        other = len(measures) == 1 and not measures[0].search(sentence)
        if other and (_ENDS_WITH_A_MEASURE.search(self.asked) or any(one.search(sentence) for one in _MEASURES)):
            return False
        if self.kind is None:
            return True
        known = {figure.value for figure in read_quantities(self.asked)}
        kinds = _ALIKE.get(self.kind, frozenset((self.kind,)))
        return any(figure.kind in kinds and figure.value not in known for figure in read_quantities(sentence))

    def _says_not_published(self, text: str) -> bool:
        return _NOT_PUBLISHED.search(text) is not None and (not self.terms or self._terms_in(text) > 0)

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


def demands_of(question: str, index: OpenIndex, today: date, *, of_old: bool = False) -> Demands:
    """What a question asked on a day demands; the city that the library is about need not be named.

    Of what was in force before, marked by `of_old`, no date is demanded: the text itself seldom names its own.
    Where advice is asked for neither names nor terms are: what is said to a plant in Yima need not name Yima.
    """
    asked = to_simplified(question)
    glossary, city = index.glossary, index.profile.city if index.profile else None
    found = {match.term.zh: match.term for match in glossary.matches(question)}
    terms = [term for term in found.values() if not is_city(term, city)]
    kind = _asked_kind(asked)
    is_advice = _ADVICE.search(asked) is not None
    firms, places = list(filter(is_firm, terms)), list(filter(is_county, terms))
    return Demands(
        asked=asked,
        dated="" if of_old else _with_years(_NOT_A_DATE.sub(" ", asked), today),
        names=() if is_advice else tuple(firms or places),
        namesakes=namesakes_of("" if is_advice else asked, index.gloss),
        chains=tuple(filter(is_chain, terms)),
        terms=tuple(terms) if not is_advice and (kind or _asks_for_figure(asked)) else (),
        kind=kind,
        is_elsewhere=not is_advice and _names_elsewhere(asked, index),
        glossary=glossary,
        city=city,
    )


def _asks_for_figure(question: str) -> bool:
    return expected_kind(question.replace("哪几", "哪些")) is Expected.NUMBER or bool(_OF_A_WHOLE.search(question))


def _asked_kind(question: str) -> Kind | None:
    """The kind of figure asked for where its unit is named, read with a numeral in place of the question word."""
    if _MONEY.search(question):
        return "amount"
    for found in _ASKED_FIGURE.finditer(question):
        figures = read_quantities(f"{question[: found.start()]}5{question[found.end() :]}")
        if kinds := [figure.kind for figure in figures if figure.span.start <= found.start() < figure.span.end]:
            return kinds[0] if kinds[0] in _KINDS else None
    return None


def _differ(asked: Set[object], held: Set[object]) -> bool:
    """Whether what is asked for and what is held are both there and have nothing in common."""
    return bool(asked) and bool(held) and asked.isdisjoint(held)


def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


def _ordinals(text: str) -> frozenset[object]:
    """Which of a series, such as festivals and phases, is meant; the fourth of something else is no such number."""
    figures = [figure for figure in read_quantities(text) if figure.kind == "ordinal"]
    return frozenset(figure.value for figure in figures if _OF_A_SERIES.match(text, figure.span.end - 1))


def _with_years(text: str, today: date) -> str:
    """The text with the years that "this year" and its like mean, unless it names a year itself."""
    if _YEAR.search(text):
        return text
    for pattern, offset in _RELATIVE_YEARS:
        year = today.year + offset
        text = pattern.sub(f" {year}年 " if has_han(text) else f"in {year}", text)
    return text


def _names_elsewhere(question: str, index: OpenIndex) -> bool:
    """Whether a Chinese question names a place that the dictionary knows and the library does not."""
    words = index.gloss.words(question) if has_han(question) else []
    places = [word.surface for word in words if word.reading[:1].isupper() and not _PLACES.isdisjoint(word.senses)]
    return any(
        len(place) > 1 and not any(lexicon.frequency(pair) for lexicon in index.lexicons("zh") for pair in pairs)
        for place, pairs in zip(places, map(chinese_tokens, places), strict=True)
    )
