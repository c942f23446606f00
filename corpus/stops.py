"""Where a sentence ends: the rules for Chinese and English stops, quotes, brackets, abbreviations and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.languages import HAN

_STOP = re.compile(r"[。！？｡!?.…；]+|[\r\n]+")
_CLOSERS = re.compile(r"[”’」』）)】〕\]》〉\"'*_]*(?:\[(?:\d{1,3}|note \d{1,2}|注\d{0,2})\])*")
_PAIRS = {
    "”": "“",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "】": "【",
    "〕": "〔",
    "]": "[",
    "》": "《",
    "〉": "〈",
}
_PAIRED = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_TITLE_CLOSERS = "》〉"
_BRACKET_CLOSERS = "）)】〕]"
_KEPT_WHOLE = 120  # a longer quotation is a text of its own, quoted sentence by sentence
_OPEN_AT_ONCE = 16  # deeper nesting is noise; the bound keeps an unclosed run linear
_CLAUSE = 10  # a semicolon after fewer characters separates words, not statements
_WRAP_WIDTH = 100  # nobody wraps Chinese by hand at more characters than this

_HAN = re.compile(f"[{HAN}]")
_CONTINUES = re.compile(r"\s*[，、；：。,;:的等]")
_SPACE = re.compile(r"\s+")
_NEXT_WORD = re.compile(r"[\"'“‘(\[*_]*([^\W_]+)(.?)")
_TOKEN = re.compile(r"[^\s\"'“”‘’()\[\]（）*—–/]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]", re.UNICODE)
_ORDINAL = re.compile(r"\s*[(]?[0-9]{1,3}\Z")

_NEVER_LAST = frozenset(
    "dr mr mrs ms messrs prof hon rev gen col maj capt lt sgt gov sen rep pres st mt ft "
    "vs v viz cf e.g i.e eg ie approx ca c resp incl excl est esp al".split()
)
_BEFORE_NUMBERS = frozenset(
    "no nos art arts para paras sec secs fig figs vol vols ch chap p pp eq tab cl reg app annex nr "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_MAY_BE_LAST = frozenset(
    "inc ltd co corp llc plc bros jr sr etc dept div assn univ ave rd blvd ph.d m.a b.a m.sc b.sc max min "
    "a.m p.m a.d b.c mon tue tues wed thu thurs fri sat sun".split()
)
_STARTERS = frozenset(
    "a after all also although an and another as at because before both but by despite during each even for from he "
    "her here his how however i if in instead it its many meanwhile more most moreover my nevertheless no not now of "
    "on once one only other our several she since so some such that the their then there these they this those "
    "though three through thus to today two under unlike until we what when where whether which while who with "
    "you".split()
)


def sentence_ends(text: str, block: Span) -> Iterator[int]:
    """The offsets after each sentence of a block except its last, in order."""
    kept = kept_whole(text, block)
    width = max((len(line) for line in text[block.start : block.end].splitlines()), default=0)
    begin, at = block.start, 0
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.start() < begin:
            continue
        while at < len(kept) and kept[at].end <= stop.start():
            at += 1
        inside = kept[at] if at < len(kept) and kept[at].start < stop.start() else None
        if stop[0][0] in "\r\n":
            end = None if inside else _line_end(text, Span(begin, block.end), stop, width)
        else:
            end = _stop_end(text, Span(begin, block.end), stop, inside)
        if end is not None and end < block.end:
            yield end
            begin = end


def kept_whole(text: str, block: Span) -> list[Span]:
    """The outermost quotations, brackets and titles short enough for one sentence; `end` is the closing mark."""
    kept: list[Span] = []
    opened: list[int] = []
    for mark in _PAIRED.finditer(text, block.start, block.end):
        opener = _PAIRS.get(mark[0])
        if opener is None:
            opened = [*opened[1 - _OPEN_AT_ONCE :], mark.start()]
            continue
        if not any(text[position] == opener for position in opened):
            continue
        while text[position := opened.pop()] != opener:
            pass
        if mark.start() - position <= _KEPT_WHOLE:
            while kept and kept[-1].start > position:
                kept.pop()
            kept.append(Span(position, mark.start()))
    return kept


def _stop_end(text: str, rest: Span, stop: re.Match[str], inside: Span | None) -> int | None:
    """The end of the sentence that runs from `rest.start` if it stops here; closing marks belong to it."""
    closers = _CLOSERS.match(text, stop.end(), rest.end)
    end = closers.end() if closers else stop.end()
    if inside:
        if inside.end >= end:
            return None
        closer = text[inside.end]
        if closer in _TITLE_CLOSERS:
            return None
        if closer in _BRACKET_CLOSERS and text[rest.start : inside.start].strip():
            return None
    if _CONTINUES.match(text, end, rest.end):
        return None
    space = _SPACE.match(text, end, rest.end)
    following = space.end() if space else end
    marks = stop[0]
    if any(mark in "。！？｡" for mark in marks):
        return end
    if "；" in marks:
        return end if stop.start() - rest.start >= _CLAUSE else None
    if _HAN.match(text, following, rest.end) and _HAN.match(text, stop.start() - 1, rest.end):
        return end
    if not space:
        return None
    return (
        end if _is_english_end(text, Span(rest.start, stop.start()), marks, text[following : following + 40]) else None
    )


def _is_english_end(text: str, sentence: Span, marks: str, following: str) -> bool:
    found = _NEXT_WORD.match(following)
    word, after = (found[1], found[2]) if found else ("", "")
    if word[:1].islower():
        return False
    if marks != ".":
        return True
    token = _TOKEN.search(text[max(sentence.start, sentence.end - 30) : sentence.end])
    last = token[0] if token else ""
    if _ORDINAL.match(text[sentence.start : sentence.end][:8]) and sentence.end - sentence.start < 8:
        return False
    starts = word.lower() in _STARTERS and after != "."
    lowered = last.lower()
    if lowered in _NEVER_LAST and not (lowered in ("est", "c", "v", "al") and starts):
        return False
    if lowered in _BEFORE_NUMBERS and (last[0].isupper() or lowered in ("p", "pp")) and word[:1].isdigit():
        return False
    if lowered in _MAY_BE_LAST or _INITIALS.fullmatch(last) or (len(last) == 1 and last.isupper()):
        return starts
    return True


def _line_end(text: str, rest: Span, stop: re.Match[str], width: int) -> int | None:
    """A line end stops a sentence after a lead-in, and between Chinese lines that were not wrapped by hand."""
    begin = text.rfind("\n", rest.start, stop.start()) + 1 or rest.start
    line = text[max(begin, stop.start() - _WRAP_WIDTH) : stop.start()].rstrip()
    if line.endswith((":", "：")):
        return stop.start()
    following = text[stop.end() : stop.end() + 20]
    if not (_HAN.search(line[-1:]) and _HAN.match(following.lstrip())):
        return None
    own_paragraph = width > _WRAP_WIDTH or stop.start() - begin < width / 2 or following.startswith(("\u3000", "  "))
    return stop.start() if own_paragraph else None
