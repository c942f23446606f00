"""Recall: how many of the vectors nearest to a question its stores find, held against comparing with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.languages import language_of
from index.embedding import Embedder
from index.generations import Generations, read_manifest
from index.gloss import Gloss, compiled_dictionary
from index.ranking import highest
from index.shelves import Shelf

_NEAREST = 30  # as a search asks for
_EQUAL = 1e-6


def recall(data: Path, cache: Path, questions: Sequence[str]) -> dict[str, tuple[int, float]]:
    """By language of the public shelf: its passages, and the mean share of the nearest 30 that its stores find."""
    folder = Generations(data).current()
    embedder = Embedder(cache / read_manifest(folder).model)
    gloss = Gloss(compiled_dictionary(cache), folder / "glossary.marisa")
    vectors = embedder.embed([_readable(text, embedder, gloss) for text in questions])
    shelf = Shelf(folder / "public")
    found: dict[str, tuple[int, float]] = {}
    for part in shelf.parts:
        shares = []
        for vector in vectors:
            cosines = part.vectors @ vector
            exact = highest(cosines, _NEAREST)
            near = cosines[shelf.store.nearest(part.language, vector, _NEAREST)]
            # Passages of equal cosines may stand for one another.
            shares.append(int((near >= cosines[exact[-1]] - _EQUAL).sum()) / len(exact))
        found[part.language] = part.size, sum(shares) / max(len(shares), 1)
    shelf.close()
    return found


def _readable(text: str, embedder: Embedder, gloss: Gloss) -> str:
    return text if embedder.card.reads(language_of(text)) else gloss.english(text)
