"""Rows: what an index keeps of the passages of one language beside their text, as arrays with a row a passage.

A row depends on nothing but what its passage says and where, so it is carried over from one generation to the next for
as long as that stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.schemas import Audience, Language
from index.array_writing import ArrayWriter, StartsWriter
from index.lexical import load_mapped
from index.lexical_writing import Measured, written_index
from index.ragged import Ragged
from index.tokens import Tokens, stored_tokens

KEY_BYTES = 16

Place = tuple[Audience, Language]
"""A shelf and a language of it."""
Keys = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some passages in order; `gloss` is kept of Chinese ones only.

    `keys` are digests of what the rows depend on, `vectors` float32, and `sentences` the float16 vectors of sentences.
    """

    keys: Keys
    vectors: npt.NDArray[np.float32]
    sentences: Ragged
    own: Tokens
    gloss: Tokens | None

    def rows(self, first: int, last: int) -> Rows:
        """The rows from the first to before the last."""
        return Rows(
            self.keys[first:last],
            self.vectors[first:last],
            self.sentences.rows(first, last),
            self.own.rows(first, last),
            self.gloss.rows(first, last) if self.gloss else None,
        )

    def tokens(self) -> dict[str, Tokens]:
        """The tokens by what they are of."""
        return {"own": self.own, **({"gloss": self.gloss} if self.gloss else {})}


def stored_rows(folder: Path) -> Rows:
    """The rows of a language's folder, mapped from their files."""
    sentences = Ragged(load_mapped(folder / "sentence_starts.npy"), load_mapped(folder / "sentences.npy"))
    return Rows(
        load_mapped(folder / "keys.npy"),
        load_mapped(folder / "vectors.npy"),
        sentences,
        stored_tokens(folder / "own", sentences.starts),
        stored_tokens(folder / "gloss", sentences.starts) if (folder / "gloss").exists() else None,
    )


def write_rows(folder: Path, pieces: Callable[[], Iterator[Rows]]) -> None:
    """Write the rows of all pieces, which are gone through twice, to a new folder. Raises `OSError`."""
    folder.mkdir(parents=True)
    size, sentences, dimension = 0, 0, 0
    measured = {"own": Measured(), "gloss": Measured()}
    for rows in pieces():
        size += len(rows.keys)
        sentences += len(rows.sentences.values)
        dimension = rows.vectors.shape[1]
        for name, tokens in rows.tokens().items():
            measured[name].add(tokens)
    with ExitStack() as stack:
        keys = stack.enter_context(ArrayWriter(folder / "keys.npy", np.uint8, size, KEY_BYTES))
        vectors = stack.enter_context(ArrayWriter(folder / "vectors.npy", np.float32, size, dimension))
        values = stack.enter_context(ArrayWriter(folder / "sentences.npy", np.float16, sentences, dimension))
        starts = stack.enter_context(StartsWriter(folder / "sentence_starts.npy", size))
        add = {
            name: stack.enter_context(written_index(folder / name, found))
            for name, found in measured.items()
            if found.passages
        }
        for rows in pieces():
            keys.append(rows.keys)
            vectors.append(rows.vectors)
            values.append(rows.sentences.values)
            starts.append(rows.sentences.lengths)
            for name, tokens in rows.tokens().items():
                add[name](tokens)
