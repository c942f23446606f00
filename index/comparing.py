"""Comparing a question's vector with those of an index."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.ranking import highest
from index.shelves import LanguagePart
from index.vectors import LARGE, VectorStore

_HALF = np.float32(2.0**112)  # half precision counts its exponents from 15, single precision from 127

Floats = npt.NDArray[np.float32]


def nearest(part: LanguagePart, store: VectorStore, vector: Floats, limit: int) -> npt.NDArray[np.int64]:
    """The rows of the passages nearest to a vector, nearest first; a small part is searched exactly."""
    if part.size > LARGE:
        return np.array(store.nearest(part.language, vector, limit), np.int64)
    return highest(part.vectors @ vector, limit)


def widened(halves: npt.NDArray[np.float16]) -> Floats:
    """Finite numbers in single precision; numpy, which converts them one by one, takes five times as long."""
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= ~0x70000000
    floats: Floats = bits.view(np.float32)
    floats *= _HALF
    return floats
