"""Validity: which documents of an open index are in force on a day, and the passages of those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from corpus.documents import Document, Status
from corpus.schemas import Audience
from corpus.validity import early_replacements, statuses, waiting
from index.catalogue import Catalogue


class Validity:
    """What is in force, told by the documents of which more must be known than their own words."""

    def __init__(self, related: Sequence[Document], catalogues: Mapping[Audience, Catalogue]) -> None:
        self._related, self._catalogues = related, catalogues
        self._known: _Day | None = None

    def status(self, document_id: str, on: date) -> Status:
        """Whether a document is in force on a day."""
        return self._on(on).statuses.get(document_id, "undated")

    def waiting(self, on: date) -> Set[str]:
        """The ids of the documents that take effect only after a day."""
        return self._on(on).waiting

    def not_in_force(self, on: date) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of documents that are expired or superseded on a day, by shelf."""
        return self._on(on).not_in_force

    def not_in_force_but(self, on: date, wanted: Set[str], unwanted: Set[str]) -> Mapping[Audience, Set[int]]:
        """The same without the passages of wanted documents, and with those of unwanted ones."""
        return {
            audience: (numbers - self._catalogues[audience].numbers_of(wanted))
            | self._catalogues[audience].numbers_of(unwanted)
            for audience, numbers in self.not_in_force(on).items()
        }

    def superseded(self, documents: Iterable[Document], on: date) -> Mapping[Audience, Set[int]]:
        """The numbers of the passages of those of some documents that are superseded on a day, by shelf."""
        ended = {document.id for document in documents if self.status(document.id, on) == "superseded"}
        return {audience: catalogue.numbers_of(ended) for audience, catalogue in self._catalogues.items()}

    def _on(self, day: date) -> _Day:
        known = self._known
        if known is None or known.day != day:
            found = statuses(self._related, day)
            waits = waiting(self._related, day)
            ended = {key for key, status in found.items() if status in ("expired", "superseded")}
            ended |= early_replacements(self._related, found, waits)
            numbers = {audience: catalogue.numbers_of(ended) for audience, catalogue in self._catalogues.items()}
            self._known = known = _Day(day, found, frozenset(waits), numbers)
        return known


@dataclass(frozen=True, slots=True)
class _Day:
    """What is in force on a day: documents by id, those that will be later, and the passages of those that are not.

    What will be in force later is among the latter where what it replaces still is.
    """

    day: date
    statuses: Mapping[str, Status]
    waiting: Set[str]
    not_in_force: Mapping[Audience, Set[int]]
