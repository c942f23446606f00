"""Naming: whether the names of a sentence stand in what it cites, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.supporting.tools import ReadSource, SupportTools, Text
from corpus.languages import HAN
from index.lexical import english_tokens

_WORD = re.compile(r"[^\W\d_][\w’'.&-]*[^\W_]|[^\W\d_]")
_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[:：“\"(（;；.!?] ?)[\"“‘'(]*$")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_NO_NAMES = frozenset(
    "i a o the an it its this that these those in on at of for to by as and or q h us rmb cny usd".split()
)
_HAN_RUN = re.compile(f"[{HAN}]+")
_NEAR_ENDING = 3  # letters in which forms of a name differ: German, Germany, Germans
# Single characters that bind, count and compare; two of them beside each other are no name.
_BINDING = frozenset(
    "的了着过地得之所也都就才又还而且并与和及或等被把将让使给对向从于在由以为是有个种些项位名家座件条只次其该此这那不没未无"
    "上中下前后内外间里年月日时一二两三四五六七八九十百千万亿零〇约共达超近人大小多少可能会要应需更最较很每各至到因但若如则"
    "即已曾虽均仅亦占比余几号第我你他她它们者性化度率量额数类型式级期届次再已经自来去说称指出做作成用行进起开新高低长短好"
    "同另外当时故且同使令叫称据按经过受让其中所谓吗呢吧啊么此处其他某本该些时候后来以来以上以下内外东西南北部方面"
)


class Evidence:
    """Where names may stand: what is cited, its context, and the question."""

    def __init__(self, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> None:
        self._tools = tools
        self.texts = (*(text for source in sources for text in source.texts), question)
        self.language = sources[0].source.language if sources else question.language

    @cached_property
    def plain(self) -> str:
        return "\n".join(text.plain for text in self.texts)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(text.stems for text in self.texts))

    @cached_property
    def glossed(self) -> frozenset[str]:
        """The stems that its Chinese words may stand for."""
        chinese = (text for text in self.texts if text.language == "zh")
        return frozenset(form for text in chinese for unit in text.glossed for form in unit.forms)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The glossary's terms in it, by their Chinese names."""
        return frozenset(match.term.zh for text in self.texts for match in self._tools.glossary.matches(text.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its Latin words that begin with a capital."""
        found = (word for text in self.texts for word in _WORD.findall(text.text))
        return tuple(dict.fromkeys(word for word in found if word[0].isupper()))

    @cached_property
    def initials(self) -> str:
        return "".join(word[0] for text in self.texts for word in _WORD.findall(text.text) if word[0].isupper())

    @cached_property
    def runs(self) -> tuple[str, ...]:
        return tuple(_HAN_RUN.findall(self.plain))


def has_strange_name(claim: Text, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> bool:
    """Whether a name of the sentence stands neither in what it cites nor in the question."""
    evidence = Evidence(sources, question, tools)
    return (
        _has_strange_term(claim, evidence, tools)
        or any(not _is_held(word, starts, claim, evidence, tools) for word, starts in _latin_names(claim.text))
        or (claim.language == "zh" and _has_strange_han(claim, evidence, tools))
    )


def _has_strange_term(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether a name of the glossary, which has capitals in English, is new."""
    named = (match.term for match in tools.glossary.matches(claim.text) if match.term.en[:1].isupper())
    return any(term.zh not in evidence.terms for term in named)


def _latin_names(text: str) -> Iterator[tuple[str, bool]]:
    """Words with capitals, and whether a sentence or quotation begins with each."""
    for found in _WORD.finditer(text):
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


def _has_strange_han(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    at = 0
    for word in tools.gloss.words(claim.plain):
        at = max(at, claim.plain.find(word.surface, at))
        if len(word.surface) > 1 and _HAN_RUN.match(word.surface) and word.reading[:1].isupper():
            if not _is_held_han(word.surface, word.reading, evidence, tools):
                return True
        at += len(word.surface)
    runs = strange_runs(claim.plain, evidence.plain, tools)
    return any(not any(tools.sounds.resemble(name, run) for name in evidence.words) for run in runs) or _is_bent(
        claim.plain, evidence.plain, tools
    )


def _is_held_han(surface: str, reading: str, evidence: Evidence, tools: SupportTools) -> bool:
    if surface in evidence.plain:
        return True
    stems = english_tokens(reading)
    if any(tools.sounds.spells(word, surface) for word in evidence.words):
        return True
    return evidence.stems.issuperset(stems) or evidence.glossed.issuperset(stems)


def strange_runs(plain: str, evidence: str, tools: SupportTools) -> list[str]:
    """Runs of characters that form no word of the dictionary and do not stand beside each other in the evidence."""
    runs: list[str] = []
    run = ""
    at = 0
    for word in tools.gloss.words(plain):
        surface = word.surface
        at = max(at, plain.find(surface, at))
        single = len(surface) == 1 and _HAN_RUN.match(surface) is not None and surface not in _BINDING
        beside = plain[at - 1 : at + 1] in evidence or plain[at : at + 2] in evidence
        if single and not (evidence and beside):
            run += surface
        else:
            runs.append(run)
            run = ""
        at += len(surface)
    return [found for found in [*runs, run] if len(found) > 1]


def _is_bent(plain: str, evidence: str, tools: SupportTools) -> bool:
    """Whether a name of the evidence that is no word goes on with another character than there."""
    at = 0
    for word in tools.gloss.words(plain):
        surface = word.surface
        at = max(at, plain.find(surface, at))
        before = plain[max(0, at - 2) : at]
        if (
            len(surface) == 1
            and surface not in _BINDING
            and len(before) == 2
            and _HAN_RUN.fullmatch(before + surface)
            and before in evidence
            and before + surface not in evidence
            and plain[at : at + 2] not in evidence
            and len(tools.gloss.words(before)) == 2
            and _BINDING.isdisjoint(before)
        ):
            return True
        at += len(surface)
    return False
