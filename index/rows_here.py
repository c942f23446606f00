"""Rows made here: on this machine and by this process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index.embedding import Embedder
from index.gloss import Gloss
from index.preparing import Readable
from index.row_making import ReadyChunk, RowTools, ready
from index.rows import Rows
from index.windows import Chunk

T = TypeVar("T")

_STREAMS = 2


class RowsHere:
    """Makes rows with every processor of this machine; what the model reads next is made ready meanwhile."""

    def rows(
        self, chunks: Iterable[Sequence[Readable]], tools: RowTools, advance: Callable[[int], object]
    ) -> Iterator[Rows]:
        """The rows of each chunk, in order. Raises `ModelError`."""
        gloss = Gloss(tools.dictionary, tools.glossary)
        embedder = Embedder(tools.model, streams=_STREAMS)
        in_the_model: deque[ReadyChunk] = deque()

        def inputs() -> Iterator[Chunk]:
            for chunk in _ahead(ready(passages, gloss, embedder) for passages in chunks):
                in_the_model.append(chunk)
                yield chunk.input

        for texts, parts in embedder.embed_chunks(inputs(), advance):
            yield in_the_model.popleft().rows(texts, parts)


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The items, each made in another thread while the one before is used."""
    end = object()
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, items, end)
            yield item  # type: ignore[misc]
