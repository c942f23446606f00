"""New rows: those of all new passages of some shelves, made a chunk at a time and kept as parts until they are written.

The model keeps every processor busy while it works, so that what it reads next is made ready meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.embedding import Embedder
from index.errors import BuildFailed
from index.gloss import Gloss
from index.planning import NewPassage, ShelfPlan
from index.progress import Progress
from index.row_making import MOST_PASSAGES, ReadyChunk, ready
from index.row_parts import RowParts
from index.rows import KEY_BYTES, Keys, Place, Rows
from index.windows import Chunk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewRows:
    """The rows of the new passages of a language of a shelf, read from the parts they are kept in."""

    kept: RowParts
    chunks: Sequence[Keys]

    def rows(self, first: int, last: int) -> Iterator[Rows]:
        """The rows from the first to before the last, in pieces. Raises `BuildFailed`."""
        for number in range(first // MOST_PASSAGES, -(-last // MOST_PASSAGES)):
            start = number * MOST_PASSAGES
            rows = self.kept.take(self.chunks[number])
            if rows is None:
                raise BuildFailed(
                    f"{self.kept.file(self.chunks[number])} was made by this build and is gone or damaged.",
                    "Run `smx index build` again: it makes what is missing.",
                )
            yield rows.rows(max(first - start, 0), min(last - start, MOST_PASSAGES))


def new_rows(
    plans: Sequence[ShelfPlan], gloss: Gloss, embedder: Embedder, kept: RowParts, progress: Progress
) -> dict[Place, NewRows]:
    """The rows of all new passages of some shelves, by audience and language; those that are kept are not made again.

    Raises `ModelError` and `OSError`.
    """
    places = {(plan.audience, language): part.new for plan in plans for language, part in plan.parts.items()}
    chunks = {place: [_keys(chunk) for chunk in _chunks(passages)] for place, passages in places.items() if passages}
    progress.start("embedding", sum(len(passages) for passages in places.values()))
    missing = []
    for place, keys_of_chunks in chunks.items():
        for keys, passages in zip(keys_of_chunks, _chunks(places[place]), strict=True):
            if kept.take(keys) is None:
                missing.append(passages)
            else:
                progress.advance(len(passages))
    _make(missing, gloss, embedder, kept, progress)
    return {place: NewRows(kept, keys_of_chunks) for place, keys_of_chunks in chunks.items()}


def _make(
    chunks: Sequence[Sequence[NewPassage]], gloss: Gloss, embedder: Embedder, kept: RowParts, progress: Progress
) -> None:
    """Make the rows of some chunks and keep them."""
    in_the_model: deque[ReadyChunk] = deque()

    def inputs() -> Iterator[Chunk]:
        for chunk in _ahead(ready([new.readable() for new in chunk], gloss, embedder) for chunk in chunks):
            in_the_model.append(chunk)
            yield chunk.input

    for texts, parts in embedder.embed_chunks(inputs(), progress.advance):
        kept.keep(in_the_model.popleft().rows(texts, parts))


def _chunks(passages: Sequence[NewPassage]) -> Iterator[Sequence[NewPassage]]:
    return (passages[start : start + MOST_PASSAGES] for start in range(0, len(passages), MOST_PASSAGES))


def _keys(passages: Sequence[NewPassage]) -> Keys:
    return np.frombuffer(b"".join(new.key for new in passages), np.uint8).reshape(-1, KEY_BYTES)


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The items, each made in another thread while the one before is used."""
    end = object()
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, items, end)
            yield item  # type: ignore[misc]
