"""Sounding: whether Latin letters spell the sounds of Chinese characters, as pinyin or as a foreign name does.

How characters transcribe names is counted over the names of the dictionary; `sounds.json` keeps the counts with how
they were made.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import marisa_trie

from corpus.documents import Span

MOST_LETTERS = 4
"""Letters that one character stands for at most."""
_LONGEST = 12  # characters of a name in pinyin
_MOST_CHARACTERS = 8  # of a foreign name
_LEAST_HEARD = 5.0  # by how much letters are likelier as a transcription than as any name, in natural logarithms
_SHARED = 3.0  # what syllables of one initial have in common counts for as many names
_RARE = 3e-4
_NOT_A_LETTER = re.compile("[^a-z]")
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


class Sounds:
    """How characters are read, from the dictionary. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.syllables = lru_cache(maxsize=8192)(self._syllables)
        self.heard = lru_cache(maxsize=16384)(self._heard)

    def spells(self, latin: str, han: str) -> bool:
        """Whether a word is the pinyin of characters that stand beside each other in a text."""
        word = latin.lower().replace("'", "").replace("’", "")
        return len(word) >= 4 and any(self._spelt_from(word, han, start) for start in range(len(han)))

    def _heard(self, latin: str, han: str) -> tuple[Span, ...]:
        """Where the characters of a text that are likeliest to transcribe a foreign name stand, if any does."""
        letters = _NOT_A_LETTER.sub("", latin.lower().translate(_ACCENTS))
        if len(letters) < 3:
            return ()
        expected = _expected(letters)
        found = [heard for start in range(len(han)) if (heard := self._heard_from(letters, han, start, expected))]
        if not found:
            return ()
        _, likeliest = max(found, key=lambda one: one[0])
        written = han[likeliest.start : likeliest.end]
        return tuple(span for _, span in found if han[span.start : span.end] == written)

    def _heard_from(self, letters: str, han: str, start: int, expected: float) -> tuple[float, Span] | None:
        """The likeliest characters from here, with by how much they are likelier than any name."""
        reached = {0: 1.0}
        best, span = _LEAST_HEARD, None
        for at in range(start, min(len(han), start + _MOST_CHARACTERS)):
            if han[at] not in transcribing():
                break
            read = self.syllables(han[at])
            reached = _further(letters, reached, read, is_first=at == start)
            if not reached:
                break
            if at > start and (whole := reached.get(len(letters))) and math.log(whole) - expected > best:
                best, span = math.log(whole) - expected, Span(start, at + 1)
        return (best, span) if span else None

    def _spelt_from(self, word: str, han: str, start: int) -> bool:
        ends = {0}
        for character in han[start : start + _LONGEST]:
            read = self.syllables(character)
            ends = {end + len(s) for end in ends for s in read if s and word.startswith(s, end)}
            if len(word) in ends:
                return True
            if not ends:
                return False
        return False

    def _syllables(self, character: str) -> frozenset[str]:
        found = self._trie.get(character)
        return frozenset(found[0].decode().replace("u:", "v").split()) if found else frozenset()

    @cached_property
    def _trie(self) -> marisa_trie.BytesTrie:
        return marisa_trie.BytesTrie().mmap(str(self._file))


def initial(syllable: str) -> str:
    """The consonants a syllable begins with; all of it where it begins with none."""
    if syllable[:2] in ("zh", "ch", "sh"):
        return syllable[:2]
    return syllable if syllable[:1] in "aeiou" else syllable[:1]


@cache
def transcribing() -> frozenset[str]:
    """The characters that transcribe foreign names."""
    return frozenset(_table()["characters"]) - frozenset("的和与及是在之一了为有")


@cache
def surnames() -> frozenset[str]:
    """The characters that are surnames."""
    return frozenset(_table()["surnames"])


def _further(letters: str, reached: dict[int, float], read: frozenset[str], is_first: bool) -> dict[int, float]:
    """How likely each number of letters is told after one character more."""
    further: dict[int, float] = {}
    for start, likely in reached.items():
        for end in range(start + is_first, min(len(letters), start + MOST_LETTERS) + 1):
            part = letters[start:end]
            chance = max((_chance(syllable, part) for syllable in read if syllable), default=0.0)
            if (product := likely * chance) > 1e-14 and (not is_first or chance > _RARE):
                further[end] = further.get(end, 0.0) + product
    return further


@lru_cache(maxsize=65536)
def _chance(syllable: str, letters: str) -> float:
    counts, of_initial, sizes = _counts()
    begins = initial(syllable)
    shared = of_initial.get(begins, {}).get(letters, 0.0) / max(sizes.get(f"{begins}-", 0.0), 1.0)
    counted = counts.get(syllable, {}).get(letters, 0.0)
    return (counted + _SHARED * shared) / (sizes.get(syllable, 0.0) + _SHARED) + _RARE * 0.3 ** len(letters)


@lru_cache(maxsize=4096)
def _expected(letters: str) -> float:
    """How likely letters are, as any name's."""
    following = _table()["following"]
    total = 0.0
    for one, other in zip(f"^{letters}", f"{letters}$", strict=True):
        counts = following.get(one, {})
        total += math.log((counts.get(other, 0) + 0.5) / (sum(counts.values()) + 14))
    return total


@cache
def _counts() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]], dict[str, float]]:
    """Letters by syllable and by initial, and how often each syllable and, with a hyphen, each initial was counted."""
    counts: dict[str, dict[str, float]] = _table()["syllables"]
    of_initial: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    sizes: defaultdict[str, float] = defaultdict(float)
    for syllable, found in counts.items():
        for letters, count in found.items():
            of_initial[initial(syllable)][letters] += count
        sizes[syllable] += sum(found.values())
        sizes[f"{initial(syllable)}-"] += sum(found.values())
    return counts, {begins: dict(found) for begins, found in of_initial.items()}, dict(sizes)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("assistant.supporting").joinpath("sounds.json").read_text("utf-8"))
    return table
