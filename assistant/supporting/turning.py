"""Turning: whether a sentence denies, or says the opposite of, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.supporting.measures import denying_prefixes, negation_ends, opposites
from assistant.supporting.texts import Text
from assistant.supporting.units import Unit
from corpus.schemas import Language

_AHEAD: dict[Language, int] = {"zh": 7, "en": 26}  # characters behind a word within which it is said what it denies
_AROUND: dict[Language, int] = {"zh": 6, "en": 20}


def denies_more(claim: Text, sources: Sequence[Text]) -> bool:
    """Whether a word that denies something has no counterpart in the sources that denies the same."""
    for end in negation_ends(claim.plain):
        if not any(
            _share(claim, _between(claim, end - _AROUND[claim.language], end + _AHEAD[claim.language]), source, there)
            for source in sources
            for at in _denials(source, claim.language)
            for there in [(at - _AROUND[source.language], at + 2 * _AHEAD[source.language])]
        ):
            return True
    return False


def denies_less(claim: Text, near: Sequence[Text]) -> bool:
    """Whether what the nearest sentence denies is said without denying it."""
    if not near or near[0].language != claim.language:
        return False
    source = near[0]
    for end in negation_ends(source.plain):
        denied = _between(source, end, end + _AHEAD[source.language])[:3]
        if not denied or not all(unit.forms & claim.forms for unit in denied):
            continue
        reach = _AROUND[claim.language]
        said = [unit.at for unit in claim.units if unit.forms & denied[0].forms]
        if not any(at - reach <= place <= at + 2 for at in said for place in negation_ends(claim.plain)):
            return True
    return False


def is_opposite(claim: Text, near: Sequence[Text], sources: Iterable[Text]) -> bool:
    """Whether one side of a pair of opposites is said of what the sources say the other side of."""
    everything = list(sources)
    for one, other in opposites():
        for found in one.finditer(claim.plain):
            reach = _AROUND[claim.language]
            around = _between(claim, found.start() - reach, found.end() + reach)
            own = _sides(claim, around, everything, one)
            if _sides(claim, around, near, other) > own or (own < 0 <= _sides(claim, [], near, other)):
                return True
    return False


def _denials(source: Text, language: Language) -> Iterator[int]:
    yield from negation_ends(source.plain)
    if source.language == "en" and language == "zh":
        yield from denying_prefixes(source.plain)


def _sides(claim: Text, around: list[Unit], texts: Iterable[Text], pattern: re.Pattern[str]) -> int:
    """In how many of the units around it a word of the texts agrees at most; -1 where there is none."""
    most = -1
    for text in texts:
        reach = _AROUND[text.language]
        for found in pattern.finditer(text.plain):
            there = _forms(claim, text, found.start() - reach, found.end() + reach)
            most = max(most, sum(1 for unit in around if unit.forms & there))
    return most


def _share(claim: Text, units: list[Unit], source: Text, there: tuple[int, int]) -> bool:
    forms = _forms(claim, source, *there)
    if claim.language != source.language:
        units = [unit for unit in claim.glossed if units and units[0].at <= unit.at <= units[-1].at]
    return not units or any(unit.forms & forms for unit in units)


def _forms(claim: Text, text: Text, start: int, end: int) -> frozenset[str]:
    units = text.units if claim.language == text.language else text.glossed
    return frozenset(form for unit in units if start <= unit.at < end for form in unit.forms)


def _between(text: Text, start: int, end: int) -> list[Unit]:
    return [unit for unit in text.units if start <= unit.at < end]
