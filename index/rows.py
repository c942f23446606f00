"""Rows: what an index keeps of the passages of one language beside their text, as arrays with a row a passage.

A row depends on nothing but what its passage says and where, so it is carried over from one generation to the next for
as long as that stays the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.schemas import Audience, Language
from index.lexical import load_mapped
from index.lexical_writing import Tokens, stored_tokens, write_lexical_index
from index.ragged import Ragged, joined, joined_rows

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


def write_rows(folder: Path, parts: Sequence[Rows]) -> None:
    """Write the rows of all parts, in order, to a new folder."""
    folder.mkdir(parents=True)
    sentences = joined_rows([part.sentences for part in parts])
    np.save(folder / "keys.npy", joined([part.keys for part in parts]))
    np.save(folder / "vectors.npy", joined([part.vectors for part in parts]))
    np.save(folder / "sentences.npy", sentences.values)
    np.save(folder / "sentence_starts.npy", sentences.starts)
    write_lexical_index(folder / "own", [part.own for part in parts])
    if glosses := [part.gloss for part in parts if part.gloss]:
        write_lexical_index(folder / "gloss", glosses)
