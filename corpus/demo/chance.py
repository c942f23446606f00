"""Chance that can be repeated: every draw is known by its key, so that a new one changes none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_BYTES = 6  # few enough that the quotient is exact
_RANGE: int = 256**_BYTES


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws from a seed; the same seed and key give the same draw on every machine."""

    seed: str

    def of(self, *key: object) -> Chance:
        """The chance of one thing, whose draws are its own."""
        return Chance("/".join((self.seed, *map(str, key))))

    def share(self, key: str) -> float:
        """A number from 0 to below 1."""
        digest = hashlib.sha256(f"{self.seed}/{key}".encode()).digest()
        return int.from_bytes(digest[:_BYTES], "big") / _RANGE

    def happens(self, likelihood: float, key: str) -> bool:
        """Whether something of the given likelihood, from 0 to 1, comes to pass."""
        return self.share(key) < likelihood

    def whole(self, least: int, most: int, key: str, step: int = 1) -> int:
        """A whole number from least to most, both possible, in steps."""
        return least + int(self.share(key) * ((most - least) // step + 1)) * step

    def one_of(self, values: Sequence[T], key: str) -> T:
        """One of the values, all equally likely."""
        return values[int(self.share(key) * len(values))]

    def weighted(self, weights: Mapping[T, int], key: str) -> T:
        """One of the keys of the weights, in proportion to them."""
        return self.one_of([value for value, weight in weights.items() for _ in range(weight)], key)

    def shuffled(self, values: Iterable[T], key: str) -> list[T]:
        """The values in another order."""
        listed = list(values)
        order = sorted(range(len(listed)), key=lambda position: self.share(f"{key}/{position}"))
        return [listed[position] for position in order]
