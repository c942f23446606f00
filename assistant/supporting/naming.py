"""Naming: whether the names of a sentence stand in what it cites, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from assistant.supporting.tools import ReadSource, SupportTools, Text
from corpus.documents import Span
from corpus.languages import HAN
from index.gloss import Word
from index.lexical import english_tokens

_LATIN = r"A-Za-z\u00c0-\u024f"
_WORD = re.compile(rf"[{_LATIN}](?:[{_LATIN}\d’'.&-]*[{_LATIN}\d])?")
_PART = re.compile(rf"[{_LATIN}\d]+")
_TOKEN = re.compile(rf"[{_LATIN}\d]+|[^\w\s]")
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
_HAN_RUN = re.compile(f"[{HAN}]+")
_AROUND = 3  # characters beside a name by which its place is known
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
        or (claim.language == "en" and _takes_a_place_in_english(claim, evidence))
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
    proper = filter(_is_proper, tools.gloss.words(claim.plain))
    if any(not _is_held_han(word, evidence, tools) for word in proper):
        return True
    runs = strange_runs(claim.plain, evidence.plain, tools)
    if any(not any(tools.sounds.resemble(name, run) for name in evidence.words) for run in runs):
        return True
    return _takes_a_place(claim, evidence, tools)


def _is_held_han(word: Word, evidence: Evidence, tools: SupportTools) -> bool:
    if word.surface in evidence.plain:
        return True
    if any(tools.sounds.spells(name, word.surface) for name in evidence.words):
        return True
    held = evidence.stems | evidence.glossed
    if held.issuperset(english_tokens(word.reading)):
        return True
    return not evidence.runs and any(sense in evidence.stems and not tools.is_common(sense) for sense in word.senses)


def strange_runs(plain: str, evidence: str, tools: SupportTools) -> list[str]:
    """Runs of characters that form no words and that the evidence does not have beside each other like this."""
    spans = _strange_spans(plain, tools)
    runs = (plain[span.start : span.end] for span in spans)
    return [run for run in runs if any(one + other not in evidence for one, other in pairwise(run))]


def _strange_spans(plain: str, tools: SupportTools) -> list[Span]:
    """Where characters stand beside each other that are words of one character each: names that no dictionary has."""
    spans: list[Span] = []
    start = None
    for surface, at in [*placed_words(plain, tools), ("", len(plain))]:
        if len(surface) == 1 and _is_content(surface):
            start = at if start is None else start
        elif start is not None:
            spans.append(Span(start, at))
            start = None
    return [span for span in spans if span.end - span.start > 1 and _HAN_RUN.fullmatch(plain, span.start, span.end)]


def placed_words(plain: str, tools: SupportTools) -> Iterator[tuple[str, int]]:
    """The words of a Chinese text with where each stands."""
    at = 0
    for word in tools.gloss.words(plain):
        found = plain.find(word.surface, at)
        at = found if found >= 0 else at
        yield word.surface, at
        at += len(word.surface)


def _takes_a_place(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether something else stands in the sentence where a source, between the same words, has a name."""
    plain, there = claim.plain, evidence.plain
    for text in evidence.texts:
        for name in _name_spans(text.plain, tools):
            named = text.plain[name.start : name.end]
            if named in plain:
                continue
            after = text.plain[name.end : name.end + _AROUND]
            at = plain.find(after) if len(after) == _AROUND else -1
            if at > 0 and plain[max(0, at - 2) : at] not in named and _is_new(plain, at - 1, at, there):
                return True
            before = text.plain[max(0, name.start - _AROUND) : name.start]
            at = plain.find(before) + _AROUND if len(before) == _AROUND and before in plain else len(plain)
            if at < len(plain) and plain[at : at + 2] not in named and _is_new(plain, at, at, there):
                return True
    return False


def _is_new(plain: str, place: int, joint: int, there: str) -> bool:
    """Whether a character says something and does not stand beside its neighbour at the joint in the evidence."""
    return _is_content(plain[place]) and plain[joint - 1 : joint + 1] not in there


def _takes_a_place_in_english(claim: Text, evidence: Evidence) -> bool:
    """The same in English: another name stands between words that have a name between them in a source."""
    words = _TOKEN.findall(claim.text)
    lowered = [word.lower() for word in words]
    sentences = [_TOKEN.findall(text.text) for text in evidence.texts]
    pairs = {(one.lower(), other.lower()) for told in sentences for one, other in pairwise(told)}
    places = [
        (lowered[at - 1], lowered[at + 1])
        for at in range(1, len(words) - 1)
        if words[at][0].isupper()
        and lowered[at] not in _NO_NAMES | _MONTHS
        and lowered[at - 1] not in _STARTS
        and pairs.isdisjoint(((lowered[at - 1], lowered[at]), (lowered[at], lowered[at + 1])))
    ]
    return any(
        (before.lower(), after.lower()) in places
        for told in sentences
        for before, name, after in zip(told, told[1:], told[2:], strict=False)
        if name[0].isupper() and name.lower() not in lowered and (before.isalnum() or after.isalnum())
    )


def _name_spans(plain: str, tools: SupportTools) -> list[Span]:
    """Where names stand in a Chinese text, as far as can be told."""
    at = 0
    spans = _strange_spans(plain, tools)
    for word in tools.gloss.words(plain):
        at = max(at, plain.find(word.surface, at))
        if _is_proper(word):
            spans.append(Span(at, at + len(word.surface)))
        at += len(word.surface)
    return spans


def _is_proper(word: Word) -> bool:
    return len(word.surface) > 1 and _HAN_RUN.match(word.surface) is not None and word.reading[:1].isupper()


def _is_content(character: str) -> bool:
    return _HAN_RUN.match(character) is not None and character not in _BINDING
