"""New rows: those of all new passages of some shelves, made a chunk at a time and kept as parts until they are written.

The model keeps every processor busy while it works, so that what it reads next is made ready meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from index.drafts import Drafts
from index.embedding import Embedder
from index.errors import BuildFailed
from index.gloss import Gloss
from index.planning import NewPassages, ShelfPlan
from index.progress import Progress
from index.row_making import MOST_PASSAGES, ReadyChunk, ready
from index.row_parts import RowParts
from index.rows import Keys, Place, Rows
from index.windows import Chunk

T = TypeVar("T")
RowMakers = Callable[[], tuple[Gloss, Embedder]]
"""Opens what makes rows of passages; not asked for when all rows are kept."""


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
    plans: Sequence[ShelfPlan], drafts: Drafts, makers: RowMakers, kept: RowParts, progress: Progress
) -> dict[Place, NewRows]:
    """The rows of all new passages of some shelves, by audience and language; those that are kept are not made again.

    Raises `BuildFailed`, `ModelError` and `OSError`.
    """
    places = {(plan.audience, language): part.new for plan in plans for language, part in plan.parts.items()}
    chunks = {place: list(_chunks(passages)) for place, passages in places.items() if len(passages)}
    progress.start("embedding", sum(len(passages) for passages in places.values()))
    missing = []
    for chunk in (chunk for chunks_of_place in chunks.values() for chunk in chunks_of_place):
        if kept.take(chunk.keys) is None:
            missing.append(chunk)
        else:
            progress.advance(len(chunk))
    if missing:
        _make(missing, drafts, makers, kept, progress)
    return {place: NewRows(kept, [chunk.keys for chunk in group]) for place, group in chunks.items()}


def _make(chunks: Sequence[NewPassages], drafts: Drafts, makers: RowMakers, kept: RowParts, progress: Progress) -> None:
    """Make the rows of some chunks and keep them."""
    gloss, embedder = makers()
    in_the_model: deque[ReadyChunk] = deque()

    def inputs() -> Iterator[Chunk]:
        for chunk in _ahead(ready(drafts.readables(chunk.numbers.tolist()), gloss, embedder) for chunk in chunks):
            in_the_model.append(chunk)
            yield chunk.input

    for texts, parts in embedder.embed_chunks(inputs(), progress.advance):
        kept.keep(in_the_model.popleft().rows(texts, parts))


def _chunks(passages: NewPassages) -> Iterator[NewPassages]:
    return (passages.chunk(start, start + MOST_PASSAGES) for start in range(0, len(passages), MOST_PASSAGES))


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The items, each made in another thread while the one before is used."""
    end = object()
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, items, end)
            yield item  # type: ignore[misc]
