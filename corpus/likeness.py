"""Likeness: documents that say nearly the same, found by comparing small samples of their texts.

A text is cut into all its runs of eight letters; of their digests the smallest are kept. What share of the smallest
digests of two texts together stands in both tells how alike the texts are (bottom-k sketches, Broder 1997).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from corpus.languages import to_simplified

ALIKE = 0.7
"""From what share on two texts are named; docs/measurements.md says why."""

_RUN = 8
_KEPT = 256
_MOST_SHARING = 200  # texts with one run in common: more share a form, and comparing each with each would take long


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two texts by their names, and the share of their runs of letters that both have."""

    first: str
    second: str
    share: float


def alike(texts: Mapping[str, str], least: float = ALIKE) -> tuple[Likeness, ...]:
    """The pairs of these texts, by name, that share at least so much, in the order of their names."""
    sketches = {name: _sketch(text) for name, text in texts.items()}
    return tuple(
        sorted(
            Likeness(*pair, share)
            for pair in _candidates(sketches)
            if (share := _share(sketches[pair[0]], sketches[pair[1]])) >= least
        )
    )


def _sketch(text: str) -> frozenset[bytes]:
    letters = "".join(filter(str.isalnum, to_simplified(unicodedata.normalize("NFKC", text).lower())))
    runs = {letters[start : start + _RUN] for start in range(max(1, len(letters) - _RUN + 1))} if letters else set()
    return frozenset(nsmallest(_KEPT, (hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)))


def _candidates(sketches: Mapping[str, frozenset[bytes]]) -> Iterator[tuple[str, str]]:
    """The pairs that have anything in common."""
    sharing: dict[bytes, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for digest in sketches[name]:
            sharing[digest].append(name)
    groups = (names for names in sharing.values() if len(names) <= _MOST_SHARING)
    yield from Counter(pair for names in groups for pair in combinations(names, 2))


def _share(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    smallest = nsmallest(_KEPT, one | other)
    return sum(digest in one and digest in other for digest in smallest) / len(smallest)
