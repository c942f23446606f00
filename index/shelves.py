"""Shelves: what one audience may search, each a folder of its own.

shelf.json                    counts
records.sqlite                typed rows, where the library has any
chains.json                   chains and firms of facts files, where the library has any
catalogue.sqlite              documents and passages; Chinese passages are numbered first, then English ones
chroma/                       the nearest-vector store
originals/                    the files of documents that are no plain text, by digest (`index.originals`)
zh/ en/                       for each language:
    keys.npy                  what each row depends on, digested
    vectors.npy               one row a passage, exact
    store_rows.npy            which row each vector in the store is, -1 for what is gone
    sentences.npy             one row a sentence
    sentence_starts.npy       the first sentence of each passage
    own/                      lexical index of the text itself
    gloss/                    lexical index of the English senses of the text (Chinese only)
"""

from __future__ import annotations

import json
from pathlib import Path

from corpus.documents import Document
from corpus.schemas import Audience, Language
from index.catalogue import Catalogue
from index.errors import DamagedIndex
from index.lexical import LexicalIndex, load_mapped
from index.originals import FOLDER as ORIGINALS
from index.originals import original_name
from index.vectors import Stored, VectorStore

RECORDS_FILE = "records.sqlite"
"""The typed rows beside a shelf, where the library has any (`index.records`)."""

AUDIENCES: tuple[Audience, ...] = ("public", "staff")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


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
        self.stored = Stored(self.vectors, load_mapped(folder / "store_rows.npy"))


class ShelfFiles:
    """What a shelf holds beside its vector store: all that a build carries over. Raises `DamagedIndex`."""

    def __init__(self, folder: Path) -> None:
        self._originals = folder / ORIGINALS
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

    def original(self, document: Document) -> Path | None:
        """The file that a document of this shelf was read from, where it is no plain text."""
        if document.original is None:
            return None
        file = self._originals / original_name(document.original, document.file)
        return file if file.is_file() else None

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()


class Shelf(ShelfFiles):
    """An open shelf, ready to be searched. Raises `DamagedIndex`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store = VectorStore(folder / "chroma", {part.language: part.stored for part in self.parts})

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        super().close()
