"""Naming: whether the names of a sentence stand in what it cites, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.supporting.evidence import LATIN, LATIN_WORD, Evidence
from assistant.supporting.han_names import has_strange_han_name, strange_runs
from assistant.supporting.tools import ReadSource, SupportTools, Text
from corpus.schemas import Term
from index.lexical import english_tokens

_PART = re.compile(rf"[{LATIN}\d]+")
_TOKEN = re.compile(rf"[{LATIN}\d]+|[^\w\s]")
_STARTS = frozenset(';:.(“"')
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[:：“\"(（;；.!?] ?)[\"“‘'(]*$")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_NO_NAMES = frozenset(
    "i a o the an it its this that these those in on at of for to by as and or q h us rmb cny usd".split()
)
_NEAR_ENDING = 3  # letters in which forms of a name differ: German, Germany, Germans


def has_strange_name(claim: Text, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> bool:
    """Whether a name of the sentence stands neither in what it cites nor in the question."""
    evidence = Evidence(sources, question, tools)
    return (
        _has_strange_term(claim, evidence, tools)
        or any(not _is_held(word, starts, claim, evidence, tools) for word, starts in _latin_names(claim.text))
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


def _latin_names(text: str) -> Iterator[tuple[str, bool]]:
    """Words with capitals, and whether a sentence or quotation begins with each."""
    for found in LATIN_WORD.finditer(text):
        starts = _OPENS.search(text[: found.start()]) is not None
        word = _POSSESSIVE.sub("", found.group())
        for part in _PART.findall(word):
            if not part.islower() and not part[0].isdigit() and part.lower() not in _NO_NAMES | _MONTHS:
                yield part, starts


def _is_held(word: str, starts: bool, claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    lowered = word.lower()
    stems = english_tokens(lowered)
    if lowered in evidence.plain.split() or evidence.stems.issuperset(stems):
        return True
    if any(_are_forms(lowered, other.lower()) for other in evidence.words):
        return True
    if word.isupper() and 2 <= len(word) <= 6 and word in evidence.initials:
        return True
    common = tools.is_common(lowered)
    if common and (starts or claim.language == "zh"):
        return claim.language == "en"
    if evidence.runs:
        if common or evidence.glossed.issuperset(stems):
            return True
        return any(tools.sounds.spells(lowered, run) for run in evidence.runs) or _is_transcribed(word, evidence, tools)
    return False


def _is_transcribed(word: str, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether characters of the evidence that form no words may transcribe a foreign name."""
    chinese = (text for text in evidence.texts if text.language == "zh")
    strange = (run for text in chinese for run in strange_runs(text.plain, "", tools))
    return any(tools.sounds.resemble(word, run) for run in strange)


def _are_forms(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= 4 and len(long) - len(short) <= _NEAR_ENDING and long.startswith(short[: max(4, len(short) - 1)])
    )
