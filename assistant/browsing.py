"""Browsing: what the shelves of one audience hold, as pages show it, without a question being asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.assembly import CurrentIndex
from assistant.catalogues import CatalogueView, Holding, catalogue_view
from assistant.subjects import Subject, subject_of
from assistant.views import DocumentView, RecordsView, Section
from corpus.languages import Script
from corpus.schemas import Language, ProfileFile

if TYPE_CHECKING:
    from assistant.opportunities.views import Exported, Format, Occasion, OpportunitiesView, OpportunityPage
    from index.chains.atlas import ChainAtlas

_SEARCHED = 20  # passages among which documents that name something are looked for


class Browsing:
    """Shows what one audience may see. Every method raises `SearchIndexError` when the index cannot be read."""

    def __init__(self, index: CurrentIndex, today: Callable[[], date] = date.today) -> None:
        self._index = index
        self._today = today

    @property
    def profile(self) -> ProfileFile | None:
        """Whose library it is."""
        return self._index.get().profile

    def sections(self) -> tuple[Section, ...]:
        """The pages for which the shelves hold something, in the order in which they are offered."""
        index = self._index.get()
        sections: list[Section] = []
        if index.records and index.records.total("project"):
            sections.append("opportunities")
        if index.has_chains:
            sections.append("chains")
        return tuple(sections)

    def document(self, document_id: str) -> DocumentView | None:
        """A document with its status today and its passages, or nothing."""
        index = self._index.get()
        document = index.document(document_id)
        if document is None:
            return None
        passages = index.shelves[document.audience].catalogue.passages_of(document_id)
        return DocumentView(document, index.status(document_id, self._today()), passages)

    def documents(self) -> tuple[DocumentView, ...]:
        """Every document of the shelves, in the library's order, without its passages."""
        index = self._index.get()
        return tuple(
            DocumentView(document, index.status(document.id, self._today()), ())
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
            DocumentView(document, index.status(document.id, self._today()), ())
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
