"""Sounding: whether Latin letters spell the sounds of Chinese characters, as pinyin or as a foreign name does."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path

import marisa_trie

_LIKE = 0.7  # of the consonants; pairs of the same person or place in both languages are mostly above
_LONGEST = 12  # characters of a name

# Sounds that transcription does not keep apart; vowels are left out, and so is what is often silent.
_PINYIN = (
    ("zh", "Z"), ("ch", "Z"), ("sh", "S"), ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"), ("g", "K"), ("k", "K"),
    ("j", "Z"), ("q", "Z"), ("x", "S"), ("z", "Z"), ("c", "Z"), ("s", "S"), ("f", "F"), ("m", "M"), ("l", "L"),
    ("r", "L"), ("w", "W"), ("h", "H"), ("n", "N"),
)  # fmt: skip
_LATIN = (
    (r"sch|sh|tion", "S"), ("tch|ch", "Z"), ("ph", "F"), ("th", "S"), ("ck|qu|kh", "K"), ("gh", ""), ("x", "KS"),
    ("c(?=[eiy])", "S"), ("c|k|q", "K"), ("g(?=[eiy])", "Z"), ("j", "Z"), ("g", "K"), ("[bp]", "P"), ("[dt]", "T"),
    ("s", "S"), ("z", "Z"), ("f|v", "F"), ("m", "M"), ("n", "N"), ("[lr]", "L"), ("w", "W"), ("h", "H"),
)  # fmt: skip
_LATIN_SOUND = re.compile("|".join(f"(?P<s{n}>{pattern})" for n, (pattern, _) in enumerate(_LATIN)))
_ALIKE = str.maketrans({"Z": "S", "W": "F", "N": "M"})


class Sounds:
    """How characters are read, from the dictionary. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.syllables = lru_cache(maxsize=8192)(self._syllables)

    def spells(self, latin: str, han: str) -> bool:
        """Whether a word is the pinyin of characters that stand beside each other in a text."""
        word = latin.lower().replace("'", "").replace("’", "")
        return len(word) >= 4 and any(self._spelt_from(word, han, start) for start in range(len(han)))

    def resemble(self, latin: str, han: str) -> bool:
        """Whether characters may transcribe a foreign name."""
        theirs = _skeleton(latin)
        ours = {_of_syllables(tuple(read)) for read in self._readings(han[:_LONGEST])}
        return len(theirs) >= 1 and any(
            theirs[:1] == skeleton[:1] and _ratio(theirs, skeleton) >= _LIKE for skeleton in ours
        )

    def _readings(self, han: str) -> list[list[str]]:
        readings: list[list[str]] = [[]]
        for character in han:
            found = sorted(self.syllables(character)) or [""]
            readings = [[*read, syllable] for read in readings for syllable in found][:16]
        return readings

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


@lru_cache(maxsize=4096)
def _of_syllables(syllables: tuple[str, ...]) -> str:
    sounds = []
    for syllable in syllables:
        for letters, sound in _PINYIN:
            if syllable.startswith(letters):
                sounds.append(sound)
                break
        if syllable.endswith(("n", "ng")) and len(syllable) > 1:
            sounds.append("N")
        if syllable == "er":
            sounds.append("L")
    return _squeezed("".join(sounds))


@lru_cache(maxsize=4096)
def _skeleton(latin: str) -> str:
    def sound(match: re.Match[str]) -> str:
        return _LATIN[int((match.lastgroup or "s0")[1:])][1]

    letters = re.sub("[^a-z]", "", latin.lower())
    return _squeezed("".join(sound(found) for found in _LATIN_SOUND.finditer(letters)))


def _squeezed(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds.translate(_ALIKE))


def _ratio(one: str, other: str) -> float:
    # H and a final L or S are often silent or not transcribed.
    one, other = one.replace("H", "") or one, other.replace("H", "") or other
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
