"""Naming: whether the names of a sentence stand in what it cites, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.supporting.evidence import LATIN, LATIN_WORD, Evidence, Place
from assistant.supporting.han_names import has_strange_han_name, takes_a_place
from assistant.supporting.kinship import are_forms, kin_of
from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, SupportTools
from corpus.schemas import Term
from index.lexical import english_tokens

_PART = re.compile(rf"[{LATIN}\d]+")
_STOP_IN_WORD = re.compile(r"(?<=\b[A-Z])\.")
_BETWEEN = re.compile(r"[\s&’'–-]*(?:(?:of|the|for|in|on|de|von)\s+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[:：“\"(（;；.!?] ?)[\"“‘'(]*$")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_NO_NAMES = frozenset(
    "i a o the an it its this that these those in on at of for to by as and or q h us rmb cny usd mr mrs ms dr".split()
)
_NEAR = 14  # characters of Chinese within which the parts of one name stand


class _Word(NamedTuple):
    """A word with a capital; whether a sentence or quotation begins with it, where a capital says nothing."""

    text: str
    starts: bool


def has_strange_name(claim: Text, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> bool:
    """Whether a name of the sentence stands neither in what it cites nor in the question."""
    evidence = Evidence(sources, question, tools)
    return _names_the_unsaid(claim, evidence, tools) or (claim.language == "zh" and takes_a_place(claim, evidence))


def asks_of_strange_name(asked: Text, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> bool:
    """The same of a question, whose other words may be other than those of what was said before."""
    return _names_the_unsaid(asked, Evidence(sources, question, tools), tools)


def _names_the_unsaid(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    return (
        _has_strange_term(claim, evidence, tools)
        or any(_is_strange(phrase, claim, evidence, tools) for phrase in phrases(claim.text))
        or (claim.language == "zh" and has_strange_han_name(claim, evidence, tools))
    )


def _has_strange_term(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether a name of the glossary, which has capitals in English, is new."""
    return any(
        match.term.en[:1].isupper()
        and match.term.zh not in evidence.terms
        and not _is_said(claim.plain[match.span.start : match.span.end], match.term, evidence)
        for match in tools.glossary.matches(claim.text)
    )


def _is_said(name: str, term: Term, evidence: Evidence) -> bool:
    """Whether a name of the term stands in the evidence as part of a longer one, or all words of the name do."""
    if any(other.lower() in evidence.plain for other in (term.zh, term.en, *term.aliases_zh, *term.aliases_en)):
        return True
    stems = english_tokens(name)
    pairs = [one + other for one, other in pairwise(name)] if not stems else []
    return evidence.stems.issuperset(stems) if stems else all(pair in evidence.plain for pair in pairs)


def phrases(text: str) -> Iterator[list[_Word]]:
    """Words with capitals that follow one another."""
    phrase: list[_Word] = []
    end = 0
    for found in LATIN_WORD.finditer(text):
        word = _STOP_IN_WORD.sub("", _POSSESSIVE.sub("", found.group()))
        starts = _OPENS.search(text[: found.start()]) is not None
        parts = [
            _Word(part, starts)
            for part in _PART.findall(word)
            if not part.islower() and not part[0].isdigit() and part.lower() not in _NO_NAMES | _MONTHS
        ]
        if not parts:
            continue
        if phrase and not _BETWEEN.fullmatch(text, end, found.start()):
            yield phrase
            phrase = []
        phrase += parts
        end = found.end()
    if phrase:
        yield phrase


def _is_strange(phrase: list[_Word], claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether a phrase names what the evidence does not.

    Every word that is a name only must stand there. Of words that are also common ones ("Order", "Council"), which
    translators choose freely, more than half of the phrase must, and its parts near each other.
    """
    placed: list[list[Place]] = []
    missing = 0
    for word in phrase:
        if _stands(word.text, evidence):
            continue
        common = tools.is_common(word.text.lower())
        if common and word.starts and claim.language == "en":
            continue
        known = evidence.glossed if len(phrase) > 1 and not common else evidence.worded  # one character means much
        if places := _places(word.text, known, evidence, tools) if evidence.chinese else []:
            placed.append(places)
        elif common and evidence.chinese:
            missing += 1
        else:
            return True
    return (missing > 0 and 2 * missing >= len(phrase)) or (len(placed) > 1 and not _are_near(placed))


def _stands(word: str, evidence: Evidence) -> bool:
    """Whether a word stands in the evidence in its own letters."""
    lowered = word.lower()
    if lowered in evidence.bare_words or evidence.stems.issuperset(english_tokens(lowered)):
        return True
    if any(are_forms(lowered, other) for other in evidence.bare_words) or not evidence.bare_words.isdisjoint(
        kin_of(lowered)
    ):
        return True
    return word.isupper() and 2 <= len(word) <= 6 and word in evidence.initials


def _places(word: str, known: Mapping[str, Sequence[Place]], evidence: Evidence, tools: SupportTools) -> list[Place]:
    """Where the Chinese of the evidence names what a word does: by meaning, by form, in pinyin or by sound."""
    lowered = word.lower()
    stems = english_tokens(lowered)
    places = [place for stem in stems for place in known.get(stem, ())]
    places += [place for name, there in evidence.readings.items() if are_forms(lowered, name) for place in there]
    for number, text in enumerate(evidence.texts):
        places += [Place(number, at) for kin in kin_of(lowered) if (at := text.plain.find(kin)) >= 0]
    if not places and any(tools.sounds.spells(lowered, run) for run in evidence.runs):
        places = [Place(-1, 0)]
    return places or ([] if word.isupper() else evidence.heard(word))


def _are_near(placed: Sequence[Sequence[Place]]) -> bool:
    """Whether most of what stands somewhere stands near each other there."""
    return any(
        2 * sum(any(_is_near(anchor, place) for place in places) for places in placed) > len(placed)
        for anchor in (*placed[0], *placed[-1])
    )


def _is_near(one: Place, other: Place) -> bool:
    return one.text < 0 or other.text < 0 or (one.text == other.text and abs(one.at - other.at) <= _NEAR)
