"""Windows: texts as a model reads them, a bounded number of tokens at once, and the vectors put together again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.documents import Span

Matrix = npt.NDArray[np.float32]

_BATCH_TOKENS = 1_024  # measured: fewer cost some speed, more bring none
_PAD_TO = 4  # lengths in steps, so that the runtime meets few shapes


@dataclass(frozen=True, slots=True)
class EmbeddingInput:
    """A text to embed with the spans of it whose vectors are wanted too."""

    text: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids of one pass of the model for the text of a number; `parts` as (row, first token, last exclusive)."""

    text: int
    ids: list[int]
    parts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a model wants its tokens: how many at once with those before and after that every text has."""

    max_tokens: int
    prefix: list[int]
    suffix: list[int]

    def windows(
        self, text: int, ids: list[int], starts: Sequence[int], parts: Sequence[Span], row: int
    ) -> Iterator[Window]:
        """Cut a text the model cannot read at once into windows, at the ends of its parts where it can.

        `starts` are the places of the tokens in the text, `row` is the number of its first part among all.
        """
        bounds = np.searchsorted(starts, [(part.start, part.end) for part in parts]).tolist() if parts else []
        room = self.max_tokens - len(self.prefix) - len(self.suffix)
        begin = 0
        while True:
            end = min(begin + room, len(ids))
            if end < len(ids):
                end = max((last for _, last in bounds if begin < last <= end), default=end)
            shift = len(self.prefix) - begin
            inside = tuple(
                (row + n, max(first, begin) + shift, min(last, end) + shift)
                for n, (first, last) in enumerate(bounds)
                if first < end and last > begin
            )
            yield Window(text, [*self.prefix, *ids[begin:end], *self.suffix], inside)
            begin = end
            if begin == len(ids):
                return


@dataclass(frozen=True, slots=True)
class Chunk:
    """The windows of some texts, longest first, with how many texts and parts of texts there are."""

    texts: int
    parts: int
    windows: Sequence[Window]

    def batches(self) -> Iterator[Sequence[Window]]:
        """Neighbours that together fill a pass of the model."""
        start = 0
        while start < len(self.windows):
            end = start + max(1, _BATCH_TOKENS // padded_length(self.windows[start]))
            yield self.windows[start:end]
            start = end


def padded_length(window: Window) -> int:
    """How many tokens a window takes in a batch of its own."""
    return -(-len(window.ids) // _PAD_TO) * _PAD_TO


class ChunkVectors:
    """The vectors of a chunk, summed up as the model gives them, from whichever thread."""

    def __init__(self, chunk: Chunk, dimension: int, advance: Callable[[int], object]) -> None:
        self._texts = np.zeros((chunk.texts, dimension), np.float32)
        self._parts = np.zeros((chunk.parts, dimension), np.float32)
        self._left = np.bincount([window.text for window in chunk.windows], minlength=chunk.texts)
        self._advance = advance
        self._collecting = threading.Lock()

    @property
    def is_complete(self) -> bool:
        """Whether every window was collected."""
        return not self._left.any()

    def collect(self, tokens: npt.NDArray[Any], pooled: npt.NDArray[Any], batch: Sequence[Window]) -> None:
        """Take in what the model gave for a batch: a vector a token of each window, and one a window."""
        with self._collecting:
            for row, window in enumerate(batch):
                self._texts[window.text] += pooled[row] * len(window.ids)
                for part, start, end in window.parts:
                    self._parts[part] += tokens[row, start:end].sum(axis=0)
                self._left[window.text] -= 1
                if not self._left[window.text]:
                    self._advance(1)

    def units(self) -> tuple[Matrix, Matrix]:
        """One vector a text and one a part, of length one."""
        return _unit(self._texts), _unit(self._parts)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return units
