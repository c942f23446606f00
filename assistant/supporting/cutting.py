"""Cutting: what a model writes, piece by piece, into sentences with the sources that each of them cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.supporting.values import Cut
from corpus.documents import Span
from corpus.stops import sentence_ends

_OPENERS = frozenset("[【［")
_CLOSERS = frozenset("]】］")
_CITED = r"[A-Za-z]{1,3}\d[\dA-Za-z]{0,7}|\d{1,3}"
_BETWEEN = r"(?:\s*[,，、;；&和与及–~-]\s*|\s+)(?:and\s+)?"
_MARKER = re.compile(rf"(?:sources?|来源|资料)?[\s:：#]*((?:{_CITED})(?:{_BETWEEN}(?:{_CITED}))*)\s*", re.IGNORECASE)
_HALF_MARKER = re.compile(
    rf"\W*(?:sources?|来源|资料)?[\s:：#]*(?:(?:{_CITED}){_BETWEEN})*(?:{_CITED}|[A-Za-z]{{0,3}})", re.IGNORECASE
)
_EACH_TOKEN = re.compile(_CITED)
_MAY_BE_MARKER = re.compile(r"[\w\s,，、;；:：#&–~-]{0,40}")
_WIDE = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)})

_FENCE = "```"
_LONGEST = 1_200  # characters; no sentence is longer, and what never ends must not fill the memory
_STOPS = frozenset("。！？!?.｡\n")
_HARD = frozenset("。！？｡")
_SOFT = frozenset("；…")
_MARKED_STOPS = frozenset(".!?。！？")
_NEXT_WORD = re.compile(r"\s+[^\w\s]*\w+[^\w]")
_AHEAD = 40  # characters after which a stop is judged whatever follows
_OPEN_AT_MOST = 120  # an unclosed quotation or bracket longer than this is a slip
_PAIRS = {"”": "“", "」": "「", "』": "『", "）": "（", ")": "(", "》": "《", "〉": "〈", "〕": "〔"}
_OPEN = frozenset(_PAIRS.values())

_BULLET = re.compile(r"\s*(?:[-*+•·●▪]\s+|\(?\d{1,2}[.)]\s+|\d{1,2}、|[（(]\d{1,2}[)）]\s*)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\w)|(?<=[\w.。])\*(?!\w)")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?。，；：！？](?:\s|$))")


class SentenceCutter:
    """Cuts a text of either language that arrives in pieces; where the pieces end changes nothing.

    A line end ends a sentence, a list item begins one without its bullet, and a block of code is one cut with its
    fences. Markers such as [S1], [S1, S2] and 【S1】 belong to the sentence they stand in, or to the one they follow
    when it has none. A marker that never closes is dropped.
    """

    def __init__(self) -> None:
        self._text = ""
        self._marks: list[tuple[int, tuple[str, ...]]] = []  # where in the text, and what they cite
        self._held = ""  # what may become a marker
        self._fence = ""
        self._may_end = False  # whether a stop was seen that nothing was decided about

    def feed(self, piece: str) -> list[Cut]:
        """The sentences that are complete now."""
        return [cut for character in piece for cut in self._take(character)]

    def finish(self) -> list[Cut]:
        """What is left, at the end of the text."""
        cuts: list[Cut] = []
        if not _HALF_MARKER.fullmatch(self._held):
            self._text += self._held
        self._held = ""
        if self._fence:
            cuts.append(Cut(self._fence))
            self._fence = ""
        while self._text.strip():
            ends = (end for end in self._ends() if self._text[end:].strip())
            cuts += self._emit(next(ends, len(self._text)))
        return cuts

    def _take(self, character: str) -> Iterator[Cut]:
        if self._fence:
            yield from self._in_fence(character)
        elif self._held:
            yield from self._in_marker(character)
        elif character in _OPENERS:
            self._held = character
        else:
            yield from self._append(character)

    def _in_fence(self, character: str) -> Iterator[Cut]:
        self._fence = (self._fence + character)[-_LONGEST:]
        if len(self._fence) > len(_FENCE) and self._fence.endswith(_FENCE):
            yield Cut(self._fence)
            self._fence = ""

    def _in_marker(self, character: str) -> Iterator[Cut]:
        if character in _CLOSERS and (marker := _MARKER.fullmatch(self._held[1:].translate(_WIDE))):
            self._held = ""
            self._text = self._text.rstrip(" ")
            self._marks.append((len(self._text), tuple(token.upper() for token in _EACH_TOKEN.findall(marker[1]))))
        elif character not in _CLOSERS and _MAY_BE_MARKER.fullmatch(self._held[1:] + character):
            self._held += character
        else:
            literal, self._held = self._held, ""
            for plain in literal:
                yield from self._append(plain)
            yield from self._take(character) if character in _OPENERS else self._append(character)

    def _append(self, character: str) -> Iterator[Cut]:
        self._text += character
        if self._text.endswith(_FENCE):
            self._text = self._text[: -len(_FENCE)]
            yield from self._emit(len(self._text))
            self._text, self._marks, self._fence = "", [], _FENCE
            return
        if character in _STOPS:
            self._may_end = True
        if self._may_end and not character.isspace():
            yield from self._decide()
        if len(self._text) >= _LONGEST:
            yield from self._emit(len(self._text))

    def _decide(self) -> Iterator[Cut]:
        """Emit the first sentence when what follows shows that it has ended."""
        for end in self._ends():
            if not self._text[end:].strip():
                return
            if self._is_sure(end):
                yield from self._emit(end)
                self._may_end = not _STOPS.isdisjoint(self._text)
            return
        if len(self._text) > 2 * _AHEAD and _STOPS.isdisjoint(self._text[-_AHEAD:]) and not _open_from(self._text):
            self._may_end = False

    def _ends(self) -> list[int]:
        """Where sentences and lines end, in order; the end of all is none. A marker at a stop shows that one ends."""
        text = self._text
        lead = len(text) - len(text.lstrip())
        line = text.find("\n", lead)
        until = len(text) if line < 0 else line
        ends = {end for end in sentence_ends(text, Span(lead, until)) if text[end - 1] not in _SOFT}
        for place, _ in self._marks:
            if text[max(0, place - 1) : place] in _MARKED_STOPS:
                ends.add(place)
            elif text[place : place + 1] in _MARKED_STOPS and text[place + 1 : place + 2].isspace():
                ends.add(place + 1)
        return sorted(end for end in ends if lead < end < until) + ([line + 1] if line >= 0 else [])

    def _is_sure(self, end: int) -> bool:
        text = self._text
        opened = _open_from(text[:end])
        if opened is not None and "\n" not in text[end:].strip(" ")[:1] and len(text) - opened <= _OPEN_AT_MOST:
            return False
        following = text[end:]
        if any(place in (end, end - 1) for place, _ in self._marks):
            return True
        if "\n" in following[: len(following) - len(following.lstrip())] or text[end - 1] == "\n":
            return True
        hard = any(mark in _HARD for mark in text[max(0, end - 4) : end])
        return hard or len(following) >= _AHEAD or _NEXT_WORD.match(following) is not None

    def _emit(self, end: int) -> Iterator[Cut]:
        """The sentence that ends here, with its marks; the rest stays."""
        rest = self._text[end:]
        gap = end + len(rest) - len(rest.lstrip())
        inside = [tokens for place, tokens in self._marks if place < end]
        after = [tokens for place, tokens in self._marks if end <= place <= gap]
        later = [(place, tokens) for place, tokens in self._marks if place > gap]
        if inside and rest.strip():
            later = [(gap, tokens) for tokens in after] + later
        else:
            inside += after
        text = _tidy(self._text[:end])
        self._text = rest.lstrip()
        self._marks = [(max(0, place - gap), tokens) for place, tokens in later]
        if any(character.isalnum() for character in text):
            yield Cut(text, tuple(dict.fromkeys(token for tokens in inside for token in tokens)))


def _open_from(text: str) -> int | None:
    """Where the first quotation or bracket begins that is not closed."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in _OPEN:
            opened.append(place)
        elif (opener := _PAIRS.get(character)) and opened and text[opened[-1]] == opener:
            opened.pop()
    return opened[0] if opened else None


def _tidy(text: str) -> str:
    """The sentence without list bullets, emphasis and the spaces that markers leave."""
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    return _SPACE_BEFORE_STOP.sub("", _EMPHASIS.sub("", bare)).strip()
