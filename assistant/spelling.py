"""Spelling: which English words are spelt right, and what a word that is not was meant to be.

A word is right when the library, the dictionary or the model's vocabulary has it, by its stem. What it was meant to be
must be a word of the library, or one of those that only ask and bind, so that a correction never leads away from what
can be found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from assistant.content import BINDING_ENGLISH
from index.lexical import english_tokens
from index.shelves import LanguagePart
from index.words import model_words

_LONG = 9  # letters, from which two slips in a word still leave no doubt what it is
_SHORT = 3  # letters; so short a word is only taken for one that asks or binds
_SHORT_NAME = 5  # letters; so short a name has some common word near it by chance
_RARE = 15_000  # rank from which a short word in a vocabulary is a name or a fragment
_DOUBLED = re.compile(r"(.)\1")
_LETTER = re.compile("[a-z]+")
_SYLLABLE = (
    r"(?:[bpm](?:a|o|ai|ei|ao|ou|ang?|eng?|i|ie|iao|ian|ing?|u|iu)|f(?:a|o|ei|ou|ang?|eng?|u)"
    r"|[dtnl](?:a|e|ai|ei|ao|ou|ang?|eng?|ong|i|ia|ie|iao|iu|iang?|ing?|u|uo|ui|uan|un|v|ue)"
    r"|[gkh](?:a|e|ai|ei|ao|ou|ang?|eng?|ong|u|ua|uo|uai|ui|uang?|un)"
    r"|[jqx](?:i|ia|ie|iao|iu|iang?|ing?|iong|u|ue|uan|un)"
    r"|(?:[zcs]h?|r)(?:i|a|e|ai|ei|ao|ou|ang?|eng?|ong|u|ua|uo|uai|ui|uang?|un)"
    r"|y(?:a|ao|ang?|e|i|ing?|o|ong|ou|u|ue|uan|un)|w(?:a|ai|ang?|ei|eng?|o|u))"
)
_PINYIN = re.compile(_SYLLABLE + "{2,}")
"""Well-formed: what is spelt so and differs by a letter is another place or firm, not a slip."""


class Spelling:
    """The words of one index; `names` are the library's own, written as they should be."""

    def __init__(self, names: Iterable[str], parts: Sequence[LanguagePart], model: Path, dictionary: Path) -> None:
        self._names: dict[str, str] = {
            word.lower(): word for name in names for word in re.findall("[A-Za-z]{3,}", name)
        }
        self._english = [part.own for part in parts if part.language == "en"]
        self._lexicons = [lexicon for part in parts for lexicon in (part.own, part.gloss) if lexicon]
        self._model = model
        self._dictionary = marisa_trie.Trie()
        self._dictionary.mmap(str(dictionary))

    def knows(self, word: str) -> bool:
        """Whether a word is spelt right. Raises `ModelError`."""
        lowered = word.lower()
        if lowered in BINDING_ENGLISH or lowered in self._names or self._frequency(lowered):
            return True
        if len(lowered) <= _SHORT:
            return self._common.get(lowered, _RARE) < _RARE
        return _stem(lowered) in self._dictionary or _stem(lowered) in self._common_stems

    def meant(self, word: str) -> str | None:
        """What a word that is not spelt right was meant to be, in its case; nothing when there is doubt."""
        lowered = word.lower()
        slips = 2 if len(lowered) >= _LONG and word == lowered else 1
        ranked = sorted(
            (slip, -self._weight(other), self._common.get(other, len(self._common)), other)
            for other in self._near(lowered, slips)
            if (slip := _slips(lowered, other, slips)) and self._may_be_meant(lowered, other)
        )
        if not ranked:
            return None
        least, best = ranked[0][0], ranked[0][-1]
        if not self._is_found(best):
            return None
        as_near = {_stem(other) for slip, _, _, other in ranked if slip == least and other in self._names}
        if best in self._names and len(as_near) > 1:  # one firm is not taken for another
            return None
        if best not in {*self._names, *BINDING_ENGLISH} and word[0].isupper() and len(word) <= _SHORT_NAME:
            return None
        if best in self._names and best not in self._common:
            return self._names[best]
        return best.capitalize() if word[0].isupper() else best

    def _may_be_meant(self, word: str, other: str) -> bool:
        if other in BINDING_ENGLISH:
            return True
        if word.startswith(other):  # another form of the word rather than a slip
            return False
        return len(word) > _SHORT and not (_PINYIN.fullmatch(word) and _PINYIN.fullmatch(other))

    def _is_found(self, word: str) -> bool:
        """Whether searching for a word makes sense."""
        return word in BINDING_ENGLISH or word in self._names or self._frequency(word) > 0

    def _weight(self, word: str) -> int:
        """How often the library's English texts have a word; those that ask and bind go before all others."""
        if word in BINDING_ENGLISH:
            return sys.maxsize
        return sum(lexicon.frequency(_stem(word)) for lexicon in self._english)

    def _frequency(self, word: str) -> int:
        stem = _stem(word)
        return sum(lexicon.frequency(stem) for lexicon in self._lexicons)

    def _near(self, word: str, slips: int) -> list[str]:
        """The words that begin alike and have nearly the same letters."""
        found: list[str] = []
        for first in dict.fromkeys(word[:2]):
            words, letters = self._by_first_letter.get(first, ([], np.empty((0, 26), np.int8)))
            differing = np.abs(letters - _letters([word])).sum(axis=1)
            found.extend(words[place] for place in np.flatnonzero(differing <= 2 * slips))
        return found

    @cached_property
    def _common(self) -> dict[str, int]:
        """The frequent words of English with their rank."""
        return {word: rank for rank, word in enumerate(model_words(self._model))}

    @cached_property
    def _common_stems(self) -> frozenset[str]:
        return frozenset(english_tokens(" ".join(self._common)))

    @cached_property
    def _by_first_letter(self) -> dict[str, tuple[list[str], npt.NDArray[np.int8]]]:
        """Every word that may be meant, with how often each letter stands in it."""
        stems = {token for lexicon in self._english for token in lexicon.tokens() if _LETTER.fullmatch(token)}
        words = {*self._common, *self._names, *BINDING_ENGLISH, *(stems - self._common_stems)}
        by_first: dict[str, list[str]] = {}
        for word in sorted(words):
            if _LETTER.fullmatch(word):
                by_first.setdefault(word[0], []).append(word)
        return {first: (found, _letters(found)) for first, found in by_first.items()}


def _stem(word: str) -> str:
    return english_tokens(word)[0]


def _letters(words: Sequence[str]) -> npt.NDArray[np.int8]:
    """How often each letter stands in each word: one row a word."""
    letters = np.frombuffer("".join(words).encode("ascii"), np.uint8) - ord("a")
    rows = np.repeat(np.arange(len(words)), [len(word) for word in words])
    counts = np.bincount(rows * 26 + letters, minlength=26 * len(words))
    return counts.reshape(-1, 26).astype(np.int8)


def _slips(word: str, other: str, most: int) -> tuple[int, bool, int] | None:
    """How many slips lead from one word to the other; nothing when over `most`.

    A slip leaves out, adds or changes a letter, or swaps two neighbours (optimal string alignment). With it, whether
    the first letter is another, and 0 when letters were doubled or swapped, 1 when some were left out, and 2 when some
    were added or changed: each of these is rarer than the one before.
    """
    if abs(len(word) - len(other)) > most or (word[0] != other[0] and word[:2] != other[1::-1]):
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        two_before, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    if row[-1] > most:
        return None
    missing = sum(max(0, other.count(letter) - word.count(letter)) for letter in set(other))
    strange = sum(max(0, word.count(letter) - other.count(letter)) for letter in set(word))
    is_doubling = _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other)
    return row[-1], word[0] != other[0], 0 if is_doubling or not missing + strange else 2 if strange else 1
