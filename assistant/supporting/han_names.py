"""Names in Chinese, which has no capitals: what the dictionary knows as one, and characters that form no word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.supporting.evidence import HAN_RUN, Evidence
from assistant.supporting.tools import SupportTools, Text
from corpus.documents import Span
from index.gloss import Word
from index.lexical import english_tokens

_AROUND = 3  # characters beside a name by which its place is known
# Single characters that bind, count and compare; two of them beside each other are no name.
_BINDING = frozenset(
    "的了着过地得之所也都就才又还而且并与和及或等被把将让使给对向从于在由以为是有个种些项位名家座件条只次其该此这那不没未无"
    "上中下前后内外间里年月日时一二两三四五六七八九十百千万亿零〇约共达超近人大小多少可能会要应需更最较很每各至到因但若如则"
    "即已曾虽均仅亦占比余几号第我你他她它们者性化度率量额数类型式级期届次再已经自来去说称指出做作成用行进起开新高低长短好"
    "同另外当时故且同使令叫称据按经过受让其中所谓吗呢吧啊么此处其他某本该些时候后来以来以上以下内外东西南北部方面"
)


def has_strange_han_name(claim: Text, evidence: Evidence, tools: SupportTools) -> bool:
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
    return [span for span in spans if span.end - span.start > 1 and HAN_RUN.fullmatch(plain, span.start, span.end)]


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
    return len(word.surface) > 1 and HAN_RUN.match(word.surface) is not None and word.reading[:1].isupper()


def _is_content(character: str) -> bool:
    return HAN_RUN.match(character) is not None and character not in _BINDING
