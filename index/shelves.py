"""Shelves: what one audience may search, each a folder of its own.

shelf.json                    counts
records.sqlite                typed rows, where the library has any
chains.json                   chains and firms of facts files, where the library has any
catalogue.sqlite              documents and passages; Chinese passages are numbered first, then English ones
chroma/zh-0/ …               nearest-vector stores of a language (`index.chroma`)
originals/                    the files of documents that are no plain text, by digest (`index.originals`)
zh/ en/                       for each language:
    keys.npy                  what each row depends on, digested
    vectors.npy               one row a passage, exact
    store_rows.npy            which row each vector in the stores is, one store after the other, -1 for what is gone
    store_starts.npy          where each store starts in these
    collections.json          what the stores are called, where a Chroma server keeps them
    strays.json               for each store, the documents that the vectors gone from it were of
    sentences.npy             one row a sentence
    sentence_starts.npy       the first sentence of each passage
    own/                      lexical index of the text itself
    gloss/                    lexical index of the English senses of the text (Chinese only)
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from corpus.documents import Document
from corpus.schemas import Audience, Language
from index.catalogue import Catalogue
from index.chroma_server import VectorServer
from index.collections import read_collections
from index.errors import DamagedIndex
from index.lexical import LexicalIndex, load_mapped
from index.originals import FOLDER as ORIGINALS
from index.originals import original_name
from index.stores import database_is_whole, store_name
from index.vector_urls import VectorDatabase
from index.vectors import LARGE, Stored, VectorStore

STORES = "chroma"
"""The folder of a shelf's vector stores."""
RECORDS_FILE = "records.sqlite"
"""The typed rows beside a shelf, where the library has any (`index.records`)."""

AUDIENCES: tuple[Audience, ...] = ("public", "staff")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def audience_of(shelf: Path) -> Audience:
    """Whom the shelf in a folder is for."""
    return "staff" if shelf.name == "staff" else "public"


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
        starts = load_mapped(folder / "store_starts.npy")
        rows = load_mapped(folder / "store_rows.npy")
        self.stored = Stored(
            self.vectors, tuple(rows[first:last] for first, last in pairwise(starts)), read_collections(folder)
        )
        self._strays = folder / "strays.json"

    def strays(self) -> list[frozenset[str]]:
        """For each store, the documents that the vectors gone from it were of. Raises `DamagedIndex`."""
        try:
            return [frozenset(documents) for documents in json.loads(self._strays.read_text("utf-8"))]
        except (OSError, ValueError, TypeError) as error:
            raise DamagedIndex(f"{self._strays} cannot be read: {error}") from error


def stores_are_whole(shelf: Path, part: LanguagePart) -> bool:
    """Whether the databases of a part's stores are undamaged and have all the vectors they should; not opened.

    Of those in a server that cannot be said here.
    """
    return bool(part.stored.collections) or all(
        database_is_whole(shelf / STORES / store_name(part.language, number), len(rows))
        for number, rows in enumerate(part.stored.stores)
    )


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
    """An open shelf, ready to be searched; `database` is where its vectors are, if not in its folder.

    Raises `DamagedIndex` and `NoVectorServer`.
    """

    def __init__(self, folder: Path, database: VectorDatabase | None = None) -> None:
        super().__init__(folder)
        self.store = VectorStore(
            folder / STORES,
            {part.language: part.stored for part in self.parts},
            VectorServer(database) if database else None,
        )
        try:
            for part in self.parts:
                # The vectors of a small part are compared one by one, and Chroma takes part of a second to be loaded.
                if part.size > LARGE:
                    self.store.open(part.language)
                elif not stores_are_whole(folder, part):
                    raise DamagedIndex(f"The vector stores in {folder / STORES} are damaged.")
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        super().close()
