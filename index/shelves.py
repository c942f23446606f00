"""Shelves: what one audience may search, each a folder of its own.

shelf.json                    counts
catalogue.sqlite              documents and passages; Chinese passages are numbered first, then English ones
chroma/                       the nearest-vector store
zh/ en/                       for each language:
    vectors.npy               one row a passage, exact
    sentences.npy             one row a sentence
    sentence_starts.npy       the first sentence of each passage
    own/                      lexical index of the text itself
    gloss/                    lexical index of the English senses of the text (Chinese only)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage
from corpus.schemas import Language
from index.catalogue import Catalogue, write_catalogue
from index.errors import DamagedIndex
from index.lexical import LexicalIndex, PassageTokens, load_mapped, write_lexical_index
from index.vectors import VectorStore, write_vectors

LANGUAGES: tuple[Language, ...] = ("zh", "en")
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with everything the index keeps of it."""

    passage: Passage
    vector: Matrix
    sentence_vectors: Matrix
    own: PassageTokens
    gloss: PassageTokens | None


class LanguagePart:
    """What a shelf holds in one language; its passages are numbered from `first`."""

    def __init__(self, folder: Path, language: Language, first: int) -> None:
        self.language = language
        self.first = first
        self.vectors = load_mapped(folder / "vectors.npy")
        self.sentence_vectors = load_mapped(folder / "sentences.npy")
        self.sentence_starts = load_mapped(folder / "sentence_starts.npy")
        self.own = LexicalIndex(folder / "own")
        self.gloss = LexicalIndex(folder / "gloss") if (folder / "gloss").exists() else None
        self.size = len(self.vectors)


class ShelfFiles:
    """What a shelf holds beside its vector store: all that a build carries over. Raises `DamagedIndex`."""

    def __init__(self, folder: Path) -> None:
        try:
            counts: dict[str, int] = json.loads((folder / "shelf.json").read_text("utf-8"))["passages"]
            self.catalogue = Catalogue(folder / "catalogue.sqlite")
            self.parts: list[LanguagePart] = []
            first = 0
            for language in LANGUAGES:
                if counts[language]:
                    self.parts.append(LanguagePart(folder / language, language, first))
                first += counts[language]
        except (OSError, EOFError, RuntimeError, ValueError, TypeError, KeyError) as error:
            raise DamagedIndex(f"The shelf in {folder} cannot be opened: {error}") from error

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()


class Shelf(ShelfFiles):
    """An open shelf, ready to be searched. Raises `DamagedIndex`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store = VectorStore(folder / "chroma")
        for part in self.parts:
            if (count := self.store.count(part.language)) != part.size:
                raise DamagedIndex(f"The vector store in {folder} has {count} of {part.size} {part.language} vectors.")

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        super().close()


def write_shelf(folder: Path, documents: Sequence[Document], passages: Sequence[IndexedPassage]) -> None:
    """Write a shelf to a new folder."""
    folder.mkdir(parents=True)
    by_language = {language: [item for item in passages if item.passage.language == language] for language in LANGUAGES}
    for language, items in by_language.items():
        if items:
            _write_part(folder / language, items)
    write_vectors(
        folder / "chroma",
        {language: np.stack([i.vector for i in items]) for language, items in by_language.items() if items},
    )
    ordered = [item.passage for items in by_language.values() for item in items]
    write_catalogue(folder / "catalogue.sqlite", documents, ordered)
    counts = {
        "documents": len(documents),
        "passages": {language: len(items) for language, items in by_language.items()},
    }
    (folder / "shelf.json").write_text(json.dumps(counts, indent=1), "utf-8")


def _write_part(folder: Path, items: Sequence[IndexedPassage]) -> None:
    folder.mkdir()
    counts = [len(item.sentence_vectors) for item in items]
    np.save(folder / "vectors.npy", np.stack([item.vector for item in items]))
    np.save(folder / "sentences.npy", np.concatenate([item.sentence_vectors for item in items]).astype(np.float16))
    np.save(folder / "sentence_starts.npy", np.concatenate([[0], np.cumsum(counts)]).astype(np.int64))
    write_lexical_index(folder / "own", (item.own for item in items))
    if any(item.gloss for item in items):
        write_lexical_index(folder / "gloss", (item.gloss or PassageTokens((), ()) for item in items))
