"""Browsing: what the shelves of one audience hold, as pages show it, without a question being asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.assembly import CurrentIndex
from assistant.views import DocumentView, RecordsView, Section
from corpus.records.fields import EntityName
from corpus.schemas import Bilingual, Language, ProfileFile

if TYPE_CHECKING:
    from assistant.matching.matches import Matches
    from assistant.matching.profile import Profile

_MATCHED: tuple[EntityName, ...] = ("policy", "project", "link")


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
        records = index.records
        projects = records is not None and bool(records.total("project"))
        matched = bool(index.conditions) or (records is not None and any(map(records.total, _MATCHED)))
        offered: dict[Section, bool] = {"opportunities": projects, "matching": matched}
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
        return DocumentView(document, index.status(document_id, self._today()), passages)

    def documents(self) -> tuple[DocumentView, ...]:
        """Every document of the shelves, in the library's order, without its passages."""
        index = self._index.get()
        return tuple(
            DocumentView(document, index.status(document.id, self._today()), ())
            for shelf in index.shelves.values()
            for document in shelf.catalogue.documents()
        )

    def records(self, entity: str, ids: Sequence[str], language: Language) -> RecordsView | None:
        """Those of the records with these ids that the audience may see; nothing when there are none of the kind."""
        index = self._index.get()
        if index.records is None:
            return None
        # Imported here: a library without records is shown without the database toolkit.
        from assistant.record_views import records_view

        return records_view(index.records, entity, ids, language)
