"""New rows: passages read by the model and cut into tokens, many at a time.

The model keeps every processor busy while it works, so that what it reads next is made ready meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder
from index.gloss import Gloss
from index.lexical_writing import TokenCollector
from index.planning import NewPassage, ShelfPlan
from index.preparing import PreparedPassage, prepared
from index.progress import Progress
from index.ragged import Ragged, joined, starts_of
from index.rows import KEY_BYTES, Place, Rows
from index.windows import Chunk

T = TypeVar("T")

_CHUNK = 1_024  # passages of which those of like length are read together


def new_rows(plans: Sequence[ShelfPlan], gloss: Gloss, embedder: Embedder, progress: Progress) -> dict[Place, Rows]:
    """The rows of all new passages of some shelves, by audience and language."""
    passages = {(plan.audience, language): part.new for plan in plans for language, part in plan.parts.items()}
    collectors = {place: _RowCollector(new) for place, new in passages.items() if new}
    chunks = [
        (collector, passages[place][start : start + _CHUNK])
        for place, collector in collectors.items()
        for start in range(0, len(passages[place]), _CHUNK)
    ]
    progress.start("embedding", sum(len(chunk) for _, chunk in chunks))

    def ready() -> Iterator[Chunk]:
        for collector, chunk in chunks:
            read = [prepared(new.document, new.passage, gloss, embedder.card) for new in chunk]
            collector.add_tokens(read)
            yield embedder.chunk([item.input for item in read])

    vectors = embedder.embed_chunks(_ahead(ready()), progress.advance)
    for (collector, _), (texts, parts) in zip(chunks, vectors, strict=True):
        collector.add_vectors(texts, parts)
    return {place: collector.rows() for place, collector in collectors.items()}


class _RowCollector:
    """The rows of a language of a shelf as far as they are made."""

    def __init__(self, passages: Sequence[NewPassage]) -> None:
        self._keys = np.frombuffer(b"".join(new.key for new in passages), np.uint8).reshape(-1, KEY_BYTES)
        self._starts = starts_of([len(new.passage.sentences) for new in passages])
        self._vectors: list[npt.NDArray[np.float32]] = []
        self._sentences: list[npt.NDArray[np.float16]] = []
        self._own = TokenCollector()
        self._gloss = TokenCollector() if passages[0].passage.language == "zh" else None

    def add_tokens(self, passages: Iterable[PreparedPassage]) -> None:
        """Take in the words of the next passages."""
        for passage in passages:
            self._own.add(passage.own)
            if self._gloss and passage.gloss:
                self._gloss.add(passage.gloss)

    def add_vectors(self, texts: npt.NDArray[np.float32], parts: npt.NDArray[np.float32]) -> None:
        """Take in the vectors of the next passages and of their sentences."""
        self._vectors.append(texts)
        self._sentences.append(parts.astype(np.float16))

    def rows(self) -> Rows:
        """All that was taken in."""
        return Rows(
            self._keys,
            joined(self._vectors),
            Ragged(self._starts, joined(self._sentences)),
            self._own.tokens(),
            self._gloss.tokens() if self._gloss else None,
        )


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The items, each made in another thread while the one before is used."""
    end = object()
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, items, end)
            yield item  # type: ignore[misc]
