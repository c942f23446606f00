"""Correcting: slips of the pen in a question, mended from what the library itself has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import marisa_trie

from assistant.spelling import Spelling
from corpus.documents import Span
from corpus.languages import HAN, has_han, script_of, to_simplified, to_traditional
from index.gloss import Gloss
from index.shelves import LanguagePart

_ENGLISH_WORD = re.compile(
    r"(?<![A-Za-z\u00c0-\u024f0-9_@./:#&<>=\\-])[A-Za-z]{3,}(?![A-Za-z\u00c0-\u024f0-9_@/:\\=<>]|\.\w|['’](?!s\b))"
)
_HAN_RUN = re.compile(f"[{HAN}]{{3,}}")
_SHORTEST_LATIN = 4  # letters of a word inside Chinese; shorter ones are names and units
_SHORTEST_NAME = 3  # characters; two alike are too often chance
_LONGEST_NAME = 12
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is read at a span of a text instead of what stands there."""

    span: Span
    read: str


class Corrector:
    """Mends the words of a question from the vocabulary of one index."""

    def __init__(self, spelling: Spelling, sounds: SoundAlikes) -> None:
        self._spelling = spelling
        self._sounds = sounds

    def corrections(self, text: str) -> tuple[Correction, ...]:
        """What to read otherwise, from left to right; a text whose words are all known costs next to nothing."""
        found = [*self._english(text), *self._sounds.corrections(text)]
        return tuple(sorted(found, key=lambda correction: correction.span.start))

    def _english(self, text: str) -> Iterator[Correction]:
        chinese = has_han(text)
        shouted = text.isupper() and not chinese
        for found in _ENGLISH_WORD.finditer(text):
            word = found[0]
            if word.isupper() and not shouted:  # an abbreviation
                continue
            if chinese and len(word) < _SHORTEST_LATIN:
                continue
            if not self._spelling.knows(word) and (meant := self._spelling.meant(word)):
                yield Correction(Span(*found.span()), meant)


class SoundAlikes:
    """Chinese names of the library written with one wrong character that sounds the same (三门侠, 容却受理)."""

    def __init__(self, names: Iterable[str], parts: Sequence[LanguagePart], gloss: Gloss, sounds: Path) -> None:
        self._names = names
        self._lexicons = [part.own for part in parts if part.language == "zh"]
        self._gloss = gloss
        self._sounds = sounds

    def corrections(self, text: str) -> Iterator[Correction]:
        """The names to read; only where neither the library nor the dictionary knows what stands there."""
        folded = to_simplified(text)
        done = 0
        for run in _HAN_RUN.finditer(folded):
            for place in range(*run.span()):
                if place < done or self._is_known(folded, place, run):
                    continue
                if (found := self._name_at(folded, place, run)) and not self._in_a_word(run, place):
                    done = found.span.end
                    yield found if script_of(text) != "hant" else Correction(found.span, to_traditional(found.read))

    def _is_known(self, text: str, place: int, run: re.Match[str]) -> bool:
        """Whether the library has the character beside one of its neighbours."""
        pairs = (text[start : start + 2] for start in (place - 1, place) if run.start() <= start < run.end() - 1)
        return any(lexicon.frequency(pair) for pair in pairs for lexicon in self._lexicons)

    def _name_at(self, text: str, place: int, run: re.Match[str]) -> Correction | None:
        """The longest name that has another character of the same sound at a place."""
        for length in range(_LONGEST_NAME, _SHORTEST_NAME - 1, -1):
            for start in range(max(run.start(), place - length + 1), min(place, run.end() - length) + 1):
                key = text[start:place] + _GAP + text[place + 1 : start + length]
                for name in self._with_gaps.get(key, ()):
                    if self._sound_alike(text[place], name[place - start]):
                        return Correction(Span(start, start + length), name)
        return None

    def _sound_alike(self, one: str, other: str) -> bool:
        return not self._heard(one).isdisjoint(self._heard(other))

    def _heard(self, character: str) -> frozenset[str]:
        """The syllables of a character, those that are often confused made equal."""
        read = self._trie.get(character)
        syllables = read[0].decode().split() if read else ()
        return frozenset(re.sub("^([zcs])h", r"\1", re.sub("ng$", "n", syllable)) for syllable in syllables)

    def _in_a_word(self, run: re.Match[str], place: int) -> bool:
        """Whether the dictionary has a word of several characters there: what is a word was meant."""
        start = run.start()
        for word in self._gloss.words(run[0]):
            if start <= place < start + len(word.surface):
                return len(word.surface) > 1
            start += len(word.surface)
        return False

    @cached_property
    def _with_gaps(self) -> dict[str, list[str]]:
        """The names by what is left of them without any one of their characters."""
        gaps: dict[str, list[str]] = {}
        for name in {to_simplified(name) for name in self._names}:
            if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _HAN_RUN.fullmatch(name):
                for place in range(len(name)):
                    gaps.setdefault(name[:place] + _GAP + name[place + 1 :], []).append(name)
        return gaps

    @cached_property
    def _trie(self) -> marisa_trie.BytesTrie:
        return marisa_trie.BytesTrie().mmap(str(self._sounds))


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """The text as it is read."""
    end = 0
    read = []
    for correction in corrections:
        read += [text[end : correction.span.start], correction.read]
        end = correction.span.end
    return "".join([*read, text[end:]])
