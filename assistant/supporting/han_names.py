"""Names in Chinese, which has no capitals: what the dictionary knows as one, and characters that form no word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.supporting.evidence import HAN_RUN, LATIN, Evidence
from assistant.supporting.kinship import are_forms, kin_of
from assistant.supporting.replacing import replacements
from assistant.supporting.sounding import surnames, transcribing
from assistant.supporting.texts import Placed, Text
from assistant.supporting.tools import SupportTools
from assistant.supporting.units import BINDING
from corpus.documents import Span
from corpus.languages import HAN
from index.gloss import Word
from index.lexical import english_tokens

# Single characters that bind, count and compare; two of them beside each other are no name.
_BINDING = frozenset(
    "的了着著过地得之所也都就才又还而且并与和及或等被把将让使给对向从于在由以为是有个种些项位名家座件条只次其该此这那不没未无"
    "上中下前后内外间里年月日时一二两三四五六七八九十百千万亿零〇约共达超近人大小多少可能会要应需更最较很每各至到因但若如则"
    "即已曾虽均仅亦占比余几号第我你他她它们者性化度率量额数类型式级期届次再已经自来去说称指出做作成用行进起开新高低长短好"
    "同另外当时故且同使令叫称据按经过受让其中所谓吗呢吧啊么此处其他某本该些时候后来以来以上以下内外东西南北部方面"
)
_POINTING = frozenset("该这此其本当其上述他她它两")
_WORDS = re.compile(rf"[{HAN}{LATIN}· ]{{2,24}}")  # what may be a name or stand in its place, within a clause
_STOPS = "。！？”"


def has_strange_han_name(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
    """Whether a name in Chinese stands neither in the evidence nor for one that does."""
    heard = _heard(claim, evidence, tools)
    if any(not _is_held(name, heard, evidence, tools) for name in claim.proper):
        return True
    for span in strange_spans(claim):
        if _is_new(claim, span, evidence) and not _is_explained(claim, span, heard, evidence):
            return True
    return False


def strange_spans(text: Text) -> list[Span]:
    """Where characters stand beside each other that are words of one character each: names that no dictionary has."""
    spans: list[Span] = []
    for word, at in text.words:
        if len(word.surface) != 1 or not _is_content(word.surface):
            continue
        if spans and spans[-1].end == at:
            spans[-1] = Span(spans[-1].start, at + 1)
        else:
            spans.append(Span(at, at + 1))
    return [span for span in spans if span.end - span.start > 1]


def _heard(claim: Text, evidence: Evidence, tools: SupportTools) -> frozenset[int]:
    """The places of a sentence that transcribe names which the evidence has in Latin letters."""
    return frozenset(
        at
        for word in evidence.words
        if not tools.is_common(word)
        for span in tools.sounds.heard(word, claim.foreign)
        for at in range(span.start, span.end)
    )


def _is_held(name: Placed, heard: frozenset[int], evidence: Evidence, tools: SupportTools) -> bool:
    surface, reading = name.word.surface, name.word.reading
    if all(one + other in evidence.plain for one, other in pairwise(surface)) or reading in evidence.names:
        return True
    if heard.issuperset(range(name.at, name.end)):
        return True
    if any(tools.sounds.spells(word, surface) for word in evidence.words):
        return True
    if not evidence.words:
        return False
    stems = frozenset(english_tokens(reading))
    own = frozenset(stem for stem in stems if not tools.is_common(stem)) or stems
    if evidence.stems.issuperset(own) or not evidence.bare_words.isdisjoint(kin_of(surface)):
        return True
    if any(are_forms(stem, word) for stem in own for word in evidence.bare_words):
        return True
    return any(sense in evidence.stems and not tools.is_common(sense) for sense in name.word.senses)


def _is_new(claim: Text, span: Span, evidence: Evidence) -> bool:
    run = claim.plain[span.start : span.end]
    return any(one + other not in evidence.plain for one, other in pairwise(run))


def _is_explained(claim: Text, span: Span, heard: frozenset[int], evidence: Evidence) -> bool:
    """Whether most of the characters transcribe a name of the evidence, or mean what it says in English."""
    size = span.end - span.start
    if 2 * sum(at in heard for at in range(span.start, span.end)) >= size:
        return True
    if not evidence.words:
        return False
    run = claim.plain[span.start : span.end]
    if transcribing().issuperset(run):
        return False
    if run[0] not in surnames() and transcribing().isdisjoint(run):
        return True
    meant = sum(1 for unit in claim.glossed if span.start <= unit.at < span.end and unit.forms & evidence.stems)
    return 2 * meant >= size


def takes_a_place(claim: Text, evidence: Evidence) -> bool:
    """Whether something else stands in the sentence where a source, between the same words, has a name."""
    for said, there in replacements(claim, evidence.chinese):
        new = claim.plain[said.start : said.end].rstrip(_STOPS)
        if not _WORDS.fullmatch(new) or new in evidence.plain or new[0] in _POINTING:
            continue
        if not _WORDS.fullmatch(there.text.plain[there.span.start : there.span.end].rstrip(_STOPS)):
            continue
        words, taken = _words_in(claim, said), _words_in(there.text, there.span)
        unknown = [word for word in words if word.surface not in evidence.plain and _says_something(word)]
        meant = _senses(taken)
        if any(meant.isdisjoint(_senses([word])) for word in unknown) and any(map(_says_something, taken)):
            return True
    return False


def _words_in(text: Text, span: Span) -> list[Word]:
    return [placed.word for placed in text.words if span.start < placed.end and placed.at < span.end]


def _senses(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(sense for word in words for sense in word.senses) - BINDING


def _says_something(word: Word) -> bool:
    return any(map(_is_content, word.surface)) or word.surface in surnames()


def _is_content(character: str) -> bool:
    return HAN_RUN.match(character) is not None and character not in _BINDING
