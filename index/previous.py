"""The previous generation, of which everything that has not changed is carried over into the next."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from corpus.schemas import Audience, Language
from index.catalogue import Shelved
from index.errors import SearchIndexError
from index.generations import FORMAT, Generations, read_manifest
from index.rows import KEY_BYTES, Rows, stored_rows
from index.seals import damages
from index.shelves import AUDIENCES, LanguagePart, ShelfFiles, stores_are_whole


class Previous:
    """The published generation, read for what can be carried over. Raises `DamagedIndex`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.shelves = {audience: ShelfFiles(folder / audience) for audience in AUDIENCES}
        self._rows: dict[tuple[Audience, Language], Rows] = {}

    @cached_property
    def shelved(self) -> dict[Audience, dict[str, Shelved]]:
        """The documents of each shelf by id."""
        return {
            audience: {document.id: document for document in shelf.catalogue.shelved()}
            for audience, shelf in self.shelves.items()
        }

    def digests(self) -> dict[str, str]:
        """What tells whether a document has changed, by id."""
        return {document.id: document.digest for shelf in self.shelved.values() for document in shelf.values()}

    def parts(self, audience: Audience) -> dict[Language, LanguagePart]:
        """The languages of a shelf."""
        return {part.language: part for part in self.shelves[audience].parts}

    def rows(self, audience: Audience, language: Language) -> Rows:
        """The rows of a language of a shelf."""
        if (audience, language) not in self._rows:
            self._rows[audience, language] = stored_rows(self.folder / audience / language)
        return self._rows[audience, language]

    def row_of(self, language: Language, key: bytes) -> tuple[Audience, int] | None:
        """Where a row with this key stands, if there is one."""
        return self._places[language].get(key)

    def close(self) -> None:
        """Let go of the files."""
        for shelf in self.shelves.values():
            shelf.close()

    @cached_property
    def _places(self) -> dict[Language, dict[bytes, tuple[Audience, int]]]:
        places: dict[Language, dict[bytes, tuple[Audience, int]]] = {"zh": {}, "en": {}}
        for audience, shelf in self.shelves.items():
            for part in shelf.parts:
                keys = self.rows(audience, part.language).keys.tobytes()
                for row in range(part.size):
                    places[part.language][keys[row * KEY_BYTES : (row + 1) * KEY_BYTES]] = (audience, row)
        return places


def previous_generation(generations: Generations) -> Previous | None:
    """The published generation; nothing when there is none, or it is damaged: then everything is built anew."""
    try:
        folder = generations.current()
        if read_manifest(folder).format != FORMAT or damages(folder):
            return None
        previous = Previous(folder)
    except SearchIndexError:
        return None
    if all(stores_are_whole(folder / name, part) for name, shelf in previous.shelves.items() for part in shelf.parts):
        return previous
    previous.close()
    return None
