"""Assembly: the one place where the objects of a running assistant are made."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from corpus.documents import Document, Status
from corpus.glossaries import Glossary
from corpus.schemas import Audience, ProfileFile, Term
from corpus.validity import statuses
from index.embedding import Embedder
from index.errors import DamagedIndex, SearchIndexError
from index.generations import Generations, Manifest, read_manifest
from index.gloss import Gloss, compiled_dictionary
from index.search import Searcher
from index.shelves import Shelf

logger = logging.getLogger(__name__)


class OpenIndex:
    """A generation opened for one audience: what it may search, and what is known of its documents today."""

    def __init__(self, folder: Path, cache: Path, audiences: tuple[Audience, ...]) -> None:
        self.manifest: Manifest = read_manifest(folder)
        self.generation = self.manifest.id
        try:
            library = json.loads((folder / "library.json").read_text("utf-8"))
            gloss = Gloss(compiled_dictionary(cache), folder / "glossary.marisa")
        except (OSError, ValueError, RuntimeError) as error:
            raise DamagedIndex(f"The index in {folder} cannot be opened: {error}") from error
        self.profile = ProfileFile.model_validate(library["profile"]) if library["profile"] else None
        self._terms = library["terms"]
        self.shelves: dict[Audience, Shelf] = {audience: Shelf(folder / audience) for audience in audiences}
        self.searcher = Searcher(self.shelves, gloss, Embedder(cache / self.manifest.model))

    @cached_property
    def glossary(self) -> Glossary:
        """The library's terms."""
        return Glossary(Term.model_validate(term) for term in self._terms)

    @cached_property
    def works(self) -> Mapping[str, str]:
        """For each document that has a translation, the id its versions share."""
        return {document.id: document.translation_of or document.id for document in self._related}

    def status(self, document_id: str, on: date) -> Status:
        """Whether a document is in force on a day."""
        return self._statuses(on).get(document_id, "undated")

    def not_in_force(self, on: date) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of documents that are expired or superseded on a day, by shelf."""
        ended = [key for key, status in self._statuses(on).items() if status in ("expired", "superseded")]
        return {audience: shelf.catalogue.numbers_of(ended) for audience, shelf in self.shelves.items()}

    def document(self, document_id: str) -> Document | None:
        """The document with this id on any of the shelves."""
        found = (shelf.catalogue.document(document_id) for shelf in self.shelves.values())
        return next((document for document in found if document), None)

    def close(self) -> None:
        """Let go of the files."""
        for shelf in self.shelves.values():
            shelf.close()

    @cached_property
    def _related(self) -> list[Document]:
        return [document for shelf in self.shelves.values() for document in shelf.catalogue.related_documents()]

    def _statuses(self, on: date) -> Mapping[str, Status]:
        if self._known_statuses is None or self._known_statuses[0] != on:
            self._known_statuses = (on, statuses(self._related, on))
        return self._known_statuses[1]

    _known_statuses: tuple[date, Mapping[str, Status]] | None = None


@dataclass(frozen=True, slots=True)
class IndexLocation:
    """Where the index of an assistant lies and whose it is."""

    data: Path
    cache: Path
    audiences: tuple[Audience, ...]


class CurrentIndex:
    """The published generation, opened once and again when another one is published."""

    def __init__(self, location: IndexLocation) -> None:
        self._location = location
        self._generations = Generations(location.data)
        self._opening = threading.Lock()
        self._open: OpenIndex | None = None
        self._left: OpenIndex | None = None  # still being read by the questions that had begun with it

    def get(self) -> OpenIndex:
        """The open index. Raises `SearchIndexError` when there is none that can be served."""
        opened = self._open
        try:
            folder = self._generations.current()
        except SearchIndexError:
            if opened:
                return opened
            raise
        if opened and opened.generation == folder.name:
            return opened
        with self._opening:
            if self._open and self._open.generation == folder.name:
                return self._open
            return self._switch_to(folder)

    def _switch_to(self, folder: Path) -> OpenIndex:
        try:
            opened = OpenIndex(folder, self._location.cache, self._location.audiences)
        except SearchIndexError:
            if self._open is None:
                raise
            logger.exception("generation %s does not open; the one before goes on serving", folder.name)
            return self._open
        if self._left:
            self._left.close()
        self._left, self._open = self._open, opened
        return opened
