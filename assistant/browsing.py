"""Browsing: what the shelves of one audience hold, as pages show it, without a question being asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from assistant.catalogues import CatalogueView, Holding, catalogue_view
from assistant.current_index import CurrentIndex
from assistant.picturing import PagePictures
from assistant.searching import Searched, searched
from assistant.subjects import Subject, subject_of
from assistant.views import DocumentView, Edition, Original, RecordsView, Section
from corpus.documents import Document, Span
from corpus.languages import Script
from corpus.places import Place
from corpus.records.fields import EntityName
from corpus.schemas import Bilingual, Language, ProfileFile

if TYPE_CHECKING:
    from assistant.matching.matches import Matches
    from assistant.matching.profile import Profile
    from assistant.opportunities.views import Exported, Format, Occasion, OpportunitiesView, OpportunityPage
    from index.chains.atlas import ChainAtlas

_MATCHED: tuple[EntityName, ...] = ("policy", "project", "link")
_SEARCHED = 20  # passages among which documents that name something are looked for


class Browsing:
    """Shows what one audience may see. Every method raises `SearchIndexError` when the index cannot be read."""

    def __init__(self, index: CurrentIndex, today: Callable[[], date] = date.today) -> None:
        self._index = index
        self._today = today
        self._pictures = PagePictures()

    @property
    def profile(self) -> ProfileFile | None:
        """Whose library it is."""
        return self._index.get().profile

    def warm(self) -> None:
        """Load what the first readers would otherwise wait for."""
        self._index.get().warm()

    @property
    def edition(self) -> Edition:
        """Which build of the library is being served."""
        manifest = self._index.get().manifest
        return Edition(manifest.id, manifest.built_at)

    def search(self, question: str, limit: int) -> Searched:
        """The passages that match a question."""
        return searched(question, self._index.get(), limit)

    def sections(self) -> tuple[Section, ...]:
        """The pages for which the shelves hold something, in the order in which they are offered."""
        index = self._index.get()
        records = index.records
        offered: dict[Section, bool] = {
            "opportunities": records is not None and bool(records.total("project")),
            "chains": index.has_chains,
            "matching": bool(index.conditions) or (records is not None and any(map(records.total, _MATCHED))),
        }
        return tuple(section for section, is_there in offered.items() if is_there)

    def matches(self, profile: Profile, language: Language) -> Matches:
        """What of the shelves fits a plan today, with clauses in the reader's language where there are any."""
        # Imported here: pages of a library that has nothing to match are shown without it.
        from assistant.matching.matches import matched

        return matched(profile, self._index.get(), self._today(), language)

    def chain_names(self) -> dict[str, Bilingual]:
        """The chains by the name by which records know them."""
        from assistant.matching.links import chain_names_of

        return chain_names_of(self._index.get())

    def document(self, document_id: str) -> DocumentView | None:
        """A document with its status today and its passages, or nothing."""
        index = self._index.get()
        document = index.document(document_id)
        if document is None:
            return None
        passages = index.shelves[document.audience].catalogue.passages_of(document_id)
        return DocumentView(document, index.validity.status(document_id, self._today()), passages)

    def titles(self, document_ids: Sequence[str]) -> dict[str, str]:
        """The titles of those of these documents that are on the shelves, by id."""
        shelves = self._index.get().shelves.values()
        return {id_: title for shelf in shelves for id_, title in shelf.catalogue.titles(document_ids).items()}

    def original(self, document_id: str) -> Original | None:
        """The file that a document was read from, where it is no plain text."""
        index = self._index.get()
        document = index.document(document_id)
        file = index.shelves[document.audience].original(document) if document else None
        return Original(PurePosixPath(document.file).name, file) if document and file else None

    def page_picture(self, document_id: str, number: int) -> bytes | None:
        """A page of a document's original as PNG; nothing where there is none or it cannot be drawn."""
        document = self._index.get().document(document_id)
        original = self.original(document_id)
        if document is None or original is None or not 1 <= number <= document.pages:
            return None
        return self._pictures.picture(original.path, number)

    def places(self, document: Document, span: Span) -> tuple[Place, ...]:
        """Where characters of a document of the shelves stand in its original."""
        return self._index.get().shelves[document.audience].catalogue.places(document.id, span)

    def page_span(self, document: Document, number: int) -> Span | None:
        """From where to where the text of a document of the shelves stands on a page of its original, or nothing."""
        return self._index.get().shelves[document.audience].catalogue.page_span(document.id, number)

    def documents(self) -> tuple[DocumentView, ...]:
        """Every document of the shelves, in the library's order, without its passages."""
        index = self._index.get()
        return tuple(
            DocumentView(document, index.validity.status(document.id, self._today()), ())
            for shelf in index.shelves.values()
            for document in shelf.catalogue.documents()
        )

    def catalogue(self, parameters: Sequence[tuple[str, str]], own: Language) -> CatalogueView:
        """The documents that an address asks for, each work with its translation, the reader's own language first."""
        return catalogue_view(self.documents(), parameters, own)

    def holdings(self) -> tuple[Holding, ...]:
        """The tables of records that the shelves hold."""
        index = self._index.get()
        if index.records is None:
            return ()
        from assistant.holdings import holdings

        return holdings(index.records)

    def chains(self) -> ChainAtlas:
        """The industrial chains of the shelves."""
        return self._index.get().chains

    def documents_naming(self, name: str, language: Language) -> tuple[DocumentView, ...]:
        """The documents in a language that speak of something most by this very name, without their passages."""
        index = self._index.get()
        matches = index.searcher.search(index.searcher.query(name), _SEARCHED)
        naming = [match for match in matches if name.lower() in match.passage.text.lower()]
        found = (index.document(id_) for id_ in dict.fromkeys(match.passage.document_id for match in naming))
        return tuple(
            DocumentView(document, index.validity.status(document.id, self._today()), ())
            for document in found
            if document and document.language == language
        )

    def records(self, entity: str, ids: Sequence[str], language: Language) -> RecordsView | None:
        """Those of the records with these ids that the audience may see; nothing when there are none of the kind."""
        index = self._index.get()
        if index.records is None:
            return None
        # Imported here: a library without records is shown without the database toolkit.
        from assistant.record_views import records_view

        return records_view(index.records, entity, ids, language)

    def subject(self, kind: str, id_: str) -> Subject | None:
        """A record or a document that may be asked about, or nothing where the audience may not see it."""
        return subject_of(self._index.get(), kind, id_)

    def opportunities(self, parameters: Sequence[tuple[str, str]], script: Script) -> OpportunitiesView | None:
        """The published projects that an address asks for; nothing where there are none at all."""
        index = self._index.get()
        if index.records is None or not index.records.total("project"):
            return None
        from assistant.opportunities.naming import Names
        from assistant.opportunities.viewing import opportunities

        return opportunities(index.records, Names.of(index.records, index.glossary, script), parameters)

    def opportunity(self, id_: str, script: Script) -> OpportunityPage | None:
        """One published project, or nothing."""
        index = self._index.get()
        if index.records is None:
            return None
        from assistant.opportunities.naming import Names
        from assistant.opportunities.viewing import opportunity

        return opportunity(index.records, Names.of(index.records, index.glossary, script), id_)

    def exported_opportunities(
        self, parameters: Sequence[tuple[str, str]], script: Script, format_: Format, occasion: Occasion
    ) -> Exported | None:
        """All published projects that an address asks for, as a file; nothing where there are none at all."""
        index = self._index.get()
        if index.records is None or not index.records.total("project"):
            return None
        from assistant.opportunities.exporting import exported
        from assistant.opportunities.naming import Names

        names = Names.of(index.records, index.glossary, script)
        return exported(index.records, names, parameters, format_, occasion)
