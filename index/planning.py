"""Planning a shelf: which documents are kept as they were, and from where each row of the new shelf is taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.cards import DocumentCard
from corpus.reading import Survey
from corpus.schemas import Audience, Language
from index.catalogue_writing import Entry
from index.drafts import Draft, Drafts
from index.previous import Previous
from index.ragged import joined
from index.rows import KEY_BYTES, Keys
from index.shelves import LANGUAGES


@dataclass(frozen=True, slots=True)
class NewPassages:
    """Passages whose rows must be made: their numbers among the drafts, and `keys` that tell what a row depends on."""

    numbers: npt.NDArray[np.int64]
    keys: Keys

    def __len__(self) -> int:
        return len(self.numbers)

    def chunk(self, first: int, last: int) -> NewPassages:
        """Those from the first to before the last."""
        return NewPassages(self.numbers[first:last], self.keys[first:last])


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
    new: NewPassages

    @property
    def size(self) -> int:
        """How many passages there will be."""
        return sum(rows.last - rows.first for rows in self.rows)

    def digest(self, origin: str) -> str:
        """A digest of all that decides the rows, given one of where they come from."""
        digest = hashlib.sha256(json.dumps([origin, [astuple(rows) for rows in self.rows]]).encode())
        digest.update(self.new.keys.tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ShelfPlan:
    """What a shelf is made of; `entries` are its documents in the library's order, `parts` the languages it has.

    `files` are the files of its documents, by id.
    """

    audience: Audience
    entries: Sequence[Entry]
    parts: Mapping[Language, PartPlan]
    files: Mapping[str, Path]

    def digest(self, origin: str) -> str:
        """A digest of all that decides what the shelf says of its documents, given one of where it comes from."""
        sizes = {language: part.size for language, part in self.parts.items()}
        described = [origin, self.audience, [astuple(entry) for entry in self.entries], sizes]
        return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def plan_shelf(audience: Audience, survey: Survey, drafts: Drafts, previous: Previous | None) -> ShelfPlan:
    """Plan the shelf of an audience; nothing is carried over when there is no previous generation.

    Raises `BuildFailed`, and `CorpusError` when a file is no longer what it was.
    """
    shelved = previous.shelved[audience] if previous else {}
    parts = previous.parts(audience) if previous else {}
    plans: dict[Language, _Planning] = {language: _Planning() for language in LANGUAGES}
    placed: list[tuple[DocumentCard, Language, int, bool]] = []
    for card in survey.cards:
        if card.audience != audience:
            continue
        old = shelved.get(card.id)
        if old and old.digest == card.digest:
            plan = plans[old.language]
            placed.append((card, old.language, plan.size, False))
            if old.count:
                plan.take(audience, old.first - parts[old.language].first, old.count)
        else:
            draft = drafts.find(card.id, card.digest) or drafts.add(survey.document(card), card.digest)
            plan = plans[draft.language]
            placed.append((card, draft.language, plan.size, True))
            plan.take_draft(draft, previous)
    offsets = {"zh": 0, "en": plans["zh"].size}
    return ShelfPlan(
        audience,
        [Entry(card.id, card.digest, row + offsets[language], is_new) for card, language, row, is_new in placed],
        {language: PartPlan(plan.rows, plan.new()) for language, plan in plans.items() if plan.size},
        {card.id: Path(card.file) for card, *_ in placed},
    )


class _Planning:
    """A part as far as it is planned."""

    def __init__(self) -> None:
        self.rows: list[RowRange] = []
        self.size = 0
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._keys: list[Keys] = []
        self._new = 0

    def new(self) -> NewPassages:
        """The passages whose rows must be made."""
        if not self._new:
            return NewPassages(np.empty(0, np.int64), np.empty((0, KEY_BYTES), np.uint8))
        return NewPassages(joined(self._numbers), joined(self._keys))

    def take(self, audience: Audience | None, first: int, count: int) -> None:
        """Add rows, as one range with those before if they follow them."""
        self.size += count
        if self.rows and (before := self.rows[-1]).audience == audience and before.last == first:
            self.rows[-1] = replace(before, last=first + count)
        else:
            self.rows.append(RowRange(audience, first, first + count))

    def take_draft(self, draft: Draft, previous: Previous | None) -> None:
        """Add passages: of each the row that was made of the same words before, or a new one."""
        new: list[int] = []
        for place, key in enumerate(draft.keys):
            if previous and (found := previous.row_of(draft.language, key.tobytes())):
                self.take(*found, 1)
            else:
                self.take(None, self._new + len(new), 1)
                new.append(place)
        self._numbers.append(np.array(new, np.int64) + draft.first)
        self._keys.append(draft.keys[new])
        self._new += len(new)
