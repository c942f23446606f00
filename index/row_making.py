"""Making rows: passages read by the model and cut into tokens, a chunk at a time.

What is made of a chunk depends on its passages, the model and the lexicon alone, so it can be made anywhere and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder
from index.gloss import Gloss
from index.preparing import Readable, prepared
from index.ragged import Ragged, Starts, starts_of
from index.rows import KEY_BYTES, Keys, Rows
from index.tokens import TokenCollector, Tokens
from index.windows import Chunk

MOST_PASSAGES = 1_024
"""How many passages a chunk has at most; those of like length are read together."""


@dataclass(frozen=True, slots=True)
class RowTools:
    """What rows are made with: the folder of a compiled model, and the compiled dictionary and glossary."""

    model: Path
    dictionary: Path
    glossary: Path


class RowMaker(Protocol):
    """Makes the rows of chunks, on this machine or on others."""

    def rows(
        self, chunks: Iterable[Sequence[Readable]], tools: RowTools, advance: Callable[[int], object]
    ) -> Iterator[Rows]:
        """The rows of each chunk, in any order; `advance` is told of finished passages.

        Raises `SearchIndexError` and `OSError`.
        """


@dataclass(frozen=True, slots=True)
class ReadyChunk:
    """Passages made ready for the model, with all of their rows but the vectors."""

    input: Chunk
    keys: Keys
    sentence_starts: Starts
    own: Tokens
    gloss: Tokens | None

    def rows(self, texts: npt.NDArray[np.float32], parts: npt.NDArray[np.float32]) -> Rows:
        """The rows, given what the model made of the input: a vector a passage and one a sentence."""
        return Rows(self.keys, texts, Ragged(self.sentence_starts, parts.astype(np.float16)), self.own, self.gloss)


def chunk_rows(passages: Sequence[Readable], gloss: Gloss, embedder: Embedder) -> Rows:
    """The rows of a chunk: one or more passages of one language. Raises `ModelError`."""
    chunk = ready(passages, gloss, embedder)
    ((texts, parts),) = embedder.embed_chunks([chunk.input])
    return chunk.rows(texts, parts)


def ready(passages: Sequence[Readable], gloss: Gloss, embedder: Embedder) -> ReadyChunk:
    """A chunk made ready for the model: one or more passages of one language."""
    read = [prepared(passage, gloss, embedder.card) for passage in passages]
    own, senses = TokenCollector(), TokenCollector()
    for passage in read:
        own.add(passage.own)
        if passage.gloss:
            senses.add(passage.gloss)
    return ReadyChunk(
        embedder.chunk([passage.input for passage in read]),
        np.frombuffer(b"".join(passage.key for passage in passages), np.uint8).reshape(-1, KEY_BYTES),
        starts_of([len(passage.sentences) for passage in passages]),
        own.tokens(),
        senses.tokens() if passages[0].language == "zh" else None,
    )
