"""Assembly: the one place where the objects of a running assistant are made."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.correcting import Corrector, SoundAlikes
from assistant.spelling import Spelling
from assistant.statutes.naming import StatuteNames
from corpus.conditions import PolicyFile
from corpus.documents import Document, Passage, Status
from corpus.glossaries import Glossary
from corpus.schemas import Audience, Language, ProfileFile, Term
from corpus.validity import early_replacements, replacements_of, statuses, waiting
from index.embedding import Embedder
from index.errors import DamagedIndex
from index.generations import FORMAT, Generations, Manifest, read_manifest
from index.gloss import Gloss, compiled_dictionary, compiled_sounds, compiled_words
from index.lexical import LexicalIndex
from index.record_urls import FILES, RecordUrls
from index.seals import altered
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

    def status(self, document_id: str, on: date) -> Status:
        """Whether a document is in force on a day."""
        return self._on(on).statuses.get(document_id, "undated")

    def not_in_force(self, on: date) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of documents that are expired or superseded on a day, by shelf."""
        return self._on(on).not_in_force

    def not_in_force_but(self, on: date, wanted: Set[str], unwanted: Set[str]) -> Mapping[Audience, Set[int]]:
        """The same without the passages of wanted documents, and with those of unwanted ones."""
        return {
            audience: (numbers - self.shelves[audience].catalogue.numbers_of(wanted))
            | self.shelves[audience].catalogue.numbers_of(unwanted)
            for audience, numbers in self.not_in_force(on).items()
        }

    def replaced_statutes(self, on: date) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of statutes that are superseded on a day, by shelf."""
        ended = {document.id for document in self.statutes.documents if self.status(document.id, on) == "superseded"}
        return {audience: shelf.catalogue.numbers_of(ended) for audience, shelf in self.shelves.items()}

    def waiting(self, on: date) -> Set[str]:
        """The ids of the documents that take effect only after a day."""
        return self._on(on).waiting

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
        self.not_in_force(date.today())  # noqa: DTZ011  # the assistant's own day, as in answers
        for name in ("corrector", "conditions", "replaced", "works", "record_vocabulary"):
            getattr(self, name)
        if self.has_chains:
            getattr(self, "chain_vocabulary")  # noqa: B009  # loaded, not used

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

    def _on(self, day: date) -> _Validity:
        known = self._known
        if known is None or known.day != day:
            found = statuses(self._related, day)
            waits = waiting(self._related, day)
            ended = {key for key, status in found.items() if status in ("expired", "superseded")}
            ended |= early_replacements(self._related, found, waits)
            numbers = {audience: shelf.catalogue.numbers_of(ended) for audience, shelf in self.shelves.items()}
            self._known = known = _Validity(day, found, frozenset(waits), numbers)
        return known

    _known: _Validity | None = None


@dataclass(frozen=True, slots=True)
class _Validity:
    """What is in force on a day: documents by id, those that will be later, and the passages of those that are not.

    What will be in force later is among the latter where what it replaces still is.
    """

    day: date
    statuses: Mapping[str, Status]
    waiting: Set[str]
    not_in_force: Mapping[Audience, Set[int]]


class CurrentIndex:
    """The published generation, opened once; another one is opened and tried aside before it takes its place."""

    def __init__(self, location: IndexLocation) -> None:
        self._location = location
        self._generations = Generations(location.data)
        self._pointer = location.data / "current"
        self._mark: tuple[int, int] | None = None  # of the pointer when it named the open generation
        self._opening = threading.Lock()
        self._try_again = 0.0  # not before this moment, when a generation did not open
        self._open: OpenIndex | None = None
        self._left: list[tuple[float, OpenIndex]] = []  # still being read by the questions that had begun with them

    def get(self) -> OpenIndex:
        """The open index. Raises `SearchIndexError` when there is none that can be served.

        It never waits for a newer generation: whoever notices one has it opened by a thread of its own.
        """
        opened = self._open or self._opened_first()
        mark = _mark(self._pointer)
        if mark != self._mark and time.monotonic() >= self._try_again and self._opening.acquire(blocking=False):
            threading.Thread(target=self._switch, args=(mark,), name=SWITCHING).start()
        return opened

    def _opened_first(self) -> OpenIndex:
        with self._opening:
            if self._open is None:
                mark = _mark(self._pointer)  # looked at before what it names: what is published between is seen later
                self._open = OpenIndex(self._generations.current(), self._location)
                self._mark = mark
            return self._open

    def _switch(self, mark: tuple[int, int] | None) -> None:
        """Serve the generation that the pointer names now; the lock is held for this thread."""
        try:
            folder = self._generations.current()
            if self._open is None or folder.name != self._open.generation:
                self._replace(OpenIndex(folder, self._location))
            self._mark = mark
        except Exception:  # whatever is wrong with a new generation, the one before can be served
            logger.exception("the published generation does not open; the one before goes on serving")
            self._try_again = time.monotonic() + _PAUSE_SECONDS
        finally:
            self._opening.release()

    def _replace(self, opened: OpenIndex) -> None:
        try:
            opened.warm()
        except Exception:
            opened.close()
            raise
        now = time.monotonic()
        before, self._open = self._open, opened
        logger.info("generation %s is being served", opened.generation)
        for since, left in self._left:
            if now - since > _HELD_SECONDS:
                left.close()
        kept = [(since, left) for since, left in self._left if now - since <= _HELD_SECONDS]
        self._left = [*kept, (now, before)] if before else kept


def _mark(file: Path) -> tuple[int, int] | None:
    """What changes whenever a file is replaced, had without reading it; nothing when it is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
