"""Planning a shelf: which documents are kept as they were, and from where each row of the new shelf is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.cards import DocumentCard
from corpus.chunking import passages_of
from corpus.documents import Document, Passage
from corpus.reading import Survey
from corpus.schemas import Audience, Language
from index.catalogue_writing import Entry
from index.preparing import Readable, readable
from index.previous import Previous
from index.shelves import LANGUAGES


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage whose row must be made; `key` tells what the row depends on."""

    document: Document
    passage: Passage
    key: bytes

    def readable(self) -> Readable:
        """What its row is made of."""
        return readable(self.document, self.passage)


@dataclass(frozen=True, slots=True)
class RowRange:
    """Rows from `first` to before `last` of an audience's previous shelf; without audience, of the new passages."""

    audience: Audience | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What a language of a shelf is made of: rows in their order, and the new passages among them."""

    rows: Sequence[RowRange]
    new: Sequence[NewPassage]

    @property
    def size(self) -> int:
        """How many passages there will be."""
        return sum(rows.last - rows.first for rows in self.rows)


@dataclass(frozen=True, slots=True)
class ShelfPlan:
    """What a shelf is made of; `entries` are its documents in the library's order, `parts` the languages it has.

    `files` are the files of its documents, by id.
    """

    audience: Audience
    entries: Sequence[Entry]
    parts: Mapping[Language, PartPlan]
    files: Mapping[str, Path]


def plan_shelf(audience: Audience, survey: Survey, previous: Previous | None) -> ShelfPlan:
    """Plan the shelf of an audience; nothing is carried over when there is no previous generation.

    Raises `CorpusError` when a file is no longer what it was.
    """
    shelved = previous.shelved[audience] if previous else {}
    parts = previous.parts(audience) if previous else {}
    plans: dict[Language, _Planning] = {language: _Planning() for language in LANGUAGES}
    placed: list[tuple[DocumentCard, Language, int, tuple[Document, tuple[Passage, ...]] | None]] = []
    for card in survey.cards:
        if card.audience != audience:
            continue
        old = shelved.get(card.id)
        if old and old.digest == card.digest:
            plan = plans[old.language]
            placed.append((card, old.language, plan.size, None))
            if old.count:
                plan.take(audience, old.first - parts[old.language].first, old.count)
        else:
            document = survey.document(card)
            passages = passages_of(document)
            plan = plans[document.language]
            placed.append((card, document.language, plan.size, (document, passages)))
            for passage in passages:
                plan.take_passage(NewPassage(document, passage, readable(document, passage).key), previous)
    offsets = {"zh": 0, "en": plans["zh"].size}
    return ShelfPlan(
        audience,
        [Entry(card.id, card.digest, row + offsets[language], new) for card, language, row, new in placed],
        {language: PartPlan(plan.rows, plan.new) for language, plan in plans.items() if plan.size},
        {card.id: Path(card.file) for card, *_ in placed},
    )


class _Planning:
    """A part as far as it is planned."""

    def __init__(self) -> None:
        self.rows: list[RowRange] = []
        self.new: list[NewPassage] = []
        self.size = 0

    def take(self, audience: Audience | None, first: int, count: int) -> None:
        """Add rows, as one range with those before if they follow them."""
        self.size += count
        if self.rows and (before := self.rows[-1]).audience == audience and before.last == first:
            self.rows[-1] = replace(before, last=first + count)
        else:
            self.rows.append(RowRange(audience, first, first + count))

    def take_passage(self, new: NewPassage, previous: Previous | None) -> None:
        """Add a passage: the row that was made of the same words before, or a new one."""
        if previous and (found := previous.row_of(new.passage.language, new.key)):
            self.take(*found, 1)
        else:
            self.take(None, len(self.new), 1)
            self.new.append(new)
