"""Likeness: documents that say nearly the same, found by comparing small samples of their texts.

A text is cut into all its runs of eight letters; of their digests the smallest are kept. What share of the smallest
digests of two texts together stands in both tells how alike the texts are (bottom-k sketches, Broder 1997).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

import numpy as np

from corpus.languages import to_simplified

ALIKE = 0.7
"""From what share on two texts are named; docs/measurements.md says why."""

_RUN = 8
_KEPT = 256
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIXING = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))  # SplitMix64
_MOST_SHARING = 200  # texts with one run in common: more share a form, and comparing each with each would take long


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two texts by their names, and the share of their runs of letters that both have."""

    first: str
    second: str
    share: float


Sketch = frozenset[int]
"""The smallest digests of a text's runs of letters."""


def alike(sketches: Mapping[str, Sketch], least: float = ALIKE) -> tuple[Likeness, ...]:
    """The pairs of these texts, by name, that share at least so much, in the order of their names."""
    return tuple(
        sorted(
            Likeness(*pair, share)
            for pair, most in _candidates(sketches)
            if most >= least * _compared(*(sketches[name] for name in pair))
            and (share := _share(sketches[pair[0]], sketches[pair[1]])) >= least
        )
    )


def like(name: str, sketch: Sketch, others: Mapping[str, Sketch], least: float = ALIKE) -> tuple[Likeness, ...]:
    """The others that share at least so much with one text, the most alike first."""
    found = (Likeness(name, other, _share(sketch, held)) for other, held in others.items() if sketch & held)
    return tuple(sorted((one for one in found if one.share >= least), key=lambda one: (-one.share, one.second)))


def sketch_of(text: str) -> Sketch:
    """The sample of a text by which it is compared; script, case and everything but letters count for nothing."""
    letters = "".join(filter(str.isalnum, to_simplified(unicodedata.normalize("NFKC", text).lower())))
    codes = np.frombuffer(letters.ljust(_RUN).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    digests = np.zeros(len(codes) - _RUN + 1, np.uint64) if letters else np.zeros(0, np.uint64)
    for start in range(_RUN if letters else 0):
        digests = digests * _FACTOR + codes[start : len(codes) - _RUN + 1 + start]
    # Every bit of a run comes to count in every bit of its digest, or the smallest would be those of certain letters.
    for shift, factor in _MIXING:
        digests = (digests ^ (digests >> shift)) * factor
    return frozenset(np.unique(digests ^ (digests >> np.uint64(31)))[:_KEPT].tolist())


def _candidates(sketches: Mapping[str, Sketch]) -> Iterator[tuple[tuple[str, str], int]]:
    """The pairs that have anything in common, and how many digests they can have in common at most."""
    sharing: dict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for digest in sketches[name]:
            sharing[digest].append(name)
    crowds = [names for names in sharing.values() if len(names) > _MOST_SHARING]
    crowded = Counter(name for names in crowds for name in names)
    groups = (names for names in sharing.values() if len(names) <= _MOST_SHARING)
    for pair, count in Counter(pair for names in groups for pair in combinations(names, 2)).items():
        yield pair, count + min(crowded[name] for name in pair)


def _compared(one: Sketch, other: Sketch) -> int:
    return min(_KEPT, len(one | other))


def _share(one: Sketch, other: Sketch) -> float:
    smallest = nsmallest(_KEPT, one | other)
    return sum(digest in one and digest in other for digest in smallest) / len(smallest)
