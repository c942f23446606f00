"""Assembly: the one place where the objects of a running assistant are made."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.correcting import Corrector, SoundAlikes
from assistant.spelling import Spelling
from assistant.statutes.naming import StatuteNames
from assistant.validity import Validity
from corpus.conditions import PolicyFile
from corpus.documents import Document, Passage
from corpus.glossaries import Glossary
from corpus.schemas import Audience, Language, ProfileFile, Term
from corpus.validity import replacements_of
from index.embedding import Embedder
from index.errors import DamagedIndex
from index.generations import FORMAT, Manifest, read_manifest
from index.gloss import Gloss, compiled_dictionary, compiled_sounds, compiled_words
from index.lexical import LexicalIndex
from index.record_urls import FILES, RecordUrls
from index.seals import Watch, altered
from index.search import Match, Searcher
from index.shelves import Shelf
from index.vector_urls import IN_FILES, VectorUrls

if TYPE_CHECKING:
    from assistant.chain_questions import ChainVocabulary
    from assistant.record_questions import Vocabulary
    from index.chains.atlas import ChainAtlas
    from index.records.store import RecordStore

logger = logging.getLogger(__name__)

SWITCHING = "opening a generation"
"""The name of the thread that opens a newer generation."""

_PAUSE_SECONDS = 10.0  # before a generation that did not open is tried again
_HELD_SECONDS = 120.0  # longer than any answer takes, after which a generation that was left is closed
_TRIED = ("三门峡有哪些产业？", "Which industries are there?")


@dataclass(frozen=True, slots=True)
class IndexLocation:
    """Where the index of an assistant lies and whose it is."""

    data: Path
    cache: Path
    audiences: tuple[Audience, ...]
    record_urls: RecordUrls = FILES
    vector_urls: VectorUrls = IN_FILES


class OpenIndex:
    """A generation opened for one audience: what it may search, and what is known of its documents today."""

    def __init__(self, folder: Path, location: IndexLocation) -> None:
        cache, audiences = location.cache, location.audiences
        self.manifest: Manifest = read_manifest(folder)
        if self.manifest.format != FORMAT:
            raise DamagedIndex(f"The index in {folder} was built by another version of smx.", "Run `smx index build`.")
        if found := altered(folder, self.manifest, audiences):
            raise DamagedIndex(f"The index in {folder} is damaged: {'; '.join(found)}")
        self.generation = self.manifest.id
        try:
            library = json.loads((folder / "library.json").read_text("utf-8"))
            self.gloss = Gloss(compiled_dictionary(cache), folder / "glossary.marisa")
            self._sounds, self._words = compiled_sounds(cache), compiled_words(cache)
        except (OSError, ValueError, RuntimeError) as error:
            raise DamagedIndex(f"The index in {folder} cannot be opened: {error}") from error
        self.profile = ProfileFile.model_validate(library["profile"]) if library["profile"] else None
        self._terms = library["terms"]
        self._conditions = library.get("conditions", ())
        self._model = cache / self.manifest.model
        self.shelves: dict[Audience, Shelf] = {}
        try:
            for audience in audiences:
                self.shelves[audience] = Shelf(folder / audience, location.vector_urls.of(audience))
        except Exception:
            self.close()
            raise
        self._watch = Watch(folder, self.manifest, audiences)
        self.searcher = Searcher(self.shelves, self.gloss, Embedder(self._model))
        self._folders = tuple(folder / audience for audience in audiences)
        self._records_beside = folder / audiences[-1], audiences[-1]  # the widest shelf holds the others' records too
        self._record_urls = location.record_urls

    @property
    def sounds(self) -> Path:
        """How characters are read, compiled."""
        return self._sounds

    @cached_property
    def glossary(self) -> Glossary:
        """The library's terms."""
        return Glossary(Term.model_validate(term) for term in self._terms)

    @cached_property
    def conditions(self) -> tuple[PolicyFile, ...]:
        """The rules of the library's public documents that a plan can be held against."""
        return tuple(PolicyFile.model_validate(policy) for policy in self._conditions)

    @cached_property
    def corrector(self) -> Corrector:
        """Mends slips of the pen from the library's own words."""
        parts = [part for shelf in self.shelves.values() for part in shelf.parts]
        terms = self.glossary.terms
        english = (name for term in terms for name in (term.en, *term.aliases_en))
        chinese = (name for term in terms for name in (term.zh, *term.aliases_zh))
        return Corrector(
            Spelling(english, parts, self._model, self._words),
            SoundAlikes(tuple(chinese), parts, self.gloss, self._sounds),
        )

    @cached_property
    def validity(self) -> Validity:
        """Which documents are in force on a day."""
        return Validity(self._related, {audience: shelf.catalogue for audience, shelf in self.shelves.items()})

    @cached_property
    def replaced(self) -> tuple[Document, ...]:
        """The documents that others have replaced, without their texts."""
        ended = {
            *replacements_of(self._related),
            *(document.id for document in self._related if document.superseded_by),
        }
        return tuple(document for document in self._related if document.id in ended)

    @cached_property
    def statutes(self) -> StatuteNames:
        """The texts of numbered articles, by what they are called."""
        return StatuteNames.of([document for document in self._related if document.articles], self.glossary)

    def lexicons(self, language: Language) -> tuple[LexicalIndex, ...]:
        """The lexical indexes of the library's own texts in a language."""
        parts = (part for shelf in self.shelves.values() for part in shelf.parts)
        return tuple(part.own for part in parts if part.language == language)

    @cached_property
    def works(self) -> Mapping[str, str]:
        """For each document that has a translation, the id its versions share."""
        return {document.id: document.translation_of or document.id for document in self._related}

    def versions(self, document_id: str) -> frozenset[str]:
        """The ids of a document and of its translations."""
        work = self.works.get(document_id, document_id)
        return frozenset({document_id, *(key for key, shared in self.works.items() if shared == work)})

    def all_but(self, document_ids: Set[str]) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of all other documents, by shelf."""
        return {
            audience: frozenset(range(sum(part.size for part in shelf.parts)))
            - shelf.catalogue.numbers_of(document_ids)
            for audience, shelf in self.shelves.items()
        }

    def located(self, document_id: str) -> tuple[Audience, tuple[Passage, ...]] | None:
        """A document's passages in order and the shelf they are on."""
        for audience, shelf in self.shelves.items():
            if passages := shelf.catalogue.passages_of(document_id):
                return audience, passages
        return None

    def document(self, document_id: str) -> Document | None:
        """The document with this id on any of the shelves."""
        found = (shelf.catalogue.document(document_id) for shelf in self.shelves.values())
        return next((document for document in found if document), None)

    def titles(self, matches: Sequence[Match]) -> list[str]:
        """The titles of the matches' documents."""
        titles: dict[Audience, dict[str, str]] = {}
        for audience in {match.audience for match in matches}:
            documents = {match.passage.document_id for match in matches if match.audience == audience}
            titles[audience] = self.shelves[audience].catalogue.titles(documents)
        return [titles[match.audience].get(match.passage.document_id, "") for match in matches]

    @cached_property
    def records(self) -> RecordStore | None:
        """The typed rows that the audience may see; nothing where the library has none. Raises `RecordsError`."""
        folder, audience = self._records_beside
        if not self.manifest.records:
            return None
        # Imported here: questions of a library without records are answered without the database toolkit.
        from index.records.shelving import open_records

        return open_records(folder, audience, self._record_urls)

    @cached_property
    def record_vocabulary(self) -> Vocabulary | None:
        """What questions may say of the records."""
        if self.records is None:
            return None
        from assistant.record_questions import Vocabulary

        return Vocabulary.of(self.records, self.glossary)

    @cached_property
    def has_chains(self) -> bool:
        """Whether the audience may see any chain. Raises `SearchIndexError`."""
        from index.chains.facts import read_facts

        in_tables = self.records is not None and self.records.total("chain") > 0
        return in_tables or any(read_facts(folder).chains for folder in self._folders)

    @cached_property
    def chains(self) -> ChainAtlas:
        """The industrial chains that the audience may see. Raises `SearchIndexError`."""
        # Imported here: most questions are not about chains.
        from index.chains.facts import read_facts
        from index.chains.joining import atlas_of

        return atlas_of(self.records, [read_facts(folder) for folder in self._folders])

    @cached_property
    def chain_vocabulary(self) -> ChainVocabulary:
        """What questions may say of the chains."""
        from assistant.chain_questions import ChainVocabulary

        return ChainVocabulary.of(self.chains, self.glossary)

    def warm(self) -> None:
        """Load and try what the first questions would otherwise wait for. Raises `SearchIndexError`."""
        for text in _TRIED:
            self.searcher.search(self.searcher.query(text), 1)
        self.validity.not_in_force(date.today())  # noqa: DTZ011  # the assistant's own day, as in answers
        for name in ("corrector", "conditions", "replaced", "works", "record_vocabulary"):
            getattr(self, name)
        if self.has_chains:
            getattr(self, "chain_vocabulary")  # noqa: B009  # loaded, not used

    def written_to(self) -> list[str]:
        """The files that were written to since they were opened, though none ever should be; told at once."""
        return self._watch.written_to()

    def close(self) -> None:
        """Let go of the files."""
        for shelf in self.shelves.values():
            shelf.close()
        if store := self.__dict__.get("records"):
            store.close()

    @cached_property
    def _related(self) -> list[Document]:
        """The documents of which more must be known than their own words; without their texts."""
        return [document for shelf in self.shelves.values() for document in shelf.catalogue.related_documents()]
