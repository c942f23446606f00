"""Rows of different lengths in one array, as tokens of sentences and sentences of passages are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Starts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows one after the other: row n is `values[starts[n] : starts[n + 1]]`, so there is one start more than rows."""

    starts: Starts
    values: Array

    @property
    def lengths(self) -> Starts:
        """How long each row is."""
        return np.diff(self.starts)

    def rows(self, first: int, last: int) -> Ragged:
        """The rows from the first to before the last."""
        starts = self.starts[first : last + 1]
        return Ragged(starts - starts[0], self.values[starts[0] : starts[-1]])


def joined_rows(parts: Sequence[Ragged]) -> Ragged:
    """The rows of all parts, of which there is at least one, in their order."""
    return Ragged(starts_of(joined([part.lengths for part in parts])), joined([part.values for part in parts]))


def joined(arrays: Sequence[Array]) -> Array:
    """The arrays, of which there is at least one, end to end; one alone is not copied."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def starts_of(lengths: Sequence[int] | Array) -> Starts:
    """Where rows of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts
