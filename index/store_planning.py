"""Planning the stores of a language: which of the generation before are kept, and which rows are written anew.

A store is kept as long as nearly all it holds is there still and no document that it holds vectors of has left the
shelf: then not even numbers may stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.schemas import Language
from index.catalogue import Shelved
from index.planning import ShelfPlan
from index.previous import Previous
from index.vectors import StoreRows

STORE_SIZE = 50_000
"""Most vectors of a store: filling it gets slower as it grows, and searching gets slower with the number of stores."""
_MOST_GONE = 0.05  # of a store's vectors, which each search goes through one by one
_MOST_BESIDE = 0.05  # of a language's rows, which each search goes through one by one
_MOST_ROWS_BESIDE = 4_000


@dataclass(frozen=True, slots=True)
class StoreBefore:
    """A store of the generation before: the rows of its vectors now, and the documents that those gone were of.

    `is_left` tells that it has vectors of a document that has left the shelf.
    """

    rows: StoreRows
    strays: frozenset[str]
    is_left: bool


@dataclass(frozen=True, slots=True)
class StorePlan:
    """A store: the rows of its vectors, the number of the store before that it is, and of whom those gone were.

    It is written anew when it is none of those before.
    """

    rows: StoreRows
    source: int | None = None
    strays: frozenset[str] = frozenset()

    def present(self) -> StoreRows:
        """The rows that are there, in order."""
        return np.sort(self.rows[self.rows >= 0])


def plan_stores(size: int, before: Sequence[StoreBefore]) -> list[StorePlan]:
    """Plan the stores of a language that has so many rows; a few rows may be in none of them."""
    plans: list[StorePlan] = []
    beside = np.ones(size, np.bool_)
    for number, store in enumerate(before):
        kept = StorePlan(store.rows, number, store.strays)
        held = kept.present()
        beside[held] = False
        if not store.is_left and len(store.rows) - len(held) <= _MOST_GONE * len(store.rows):
            plans.append(kept)
        elif len(held):
            plans.append(StorePlan(held))
    rows = np.flatnonzero(beside).astype(np.int32)
    if len(rows) <= min(_MOST_BESIDE * size, _MOST_ROWS_BESIDE):
        return plans
    # With them go the stores that are not half full, or there would be more and more small ones.
    present = [plan.present() for plan in plans]
    rows = np.sort(np.concatenate([rows, *(held for held in present if len(held) < STORE_SIZE / 2)]))
    full = [plan for plan, held in zip(plans, present, strict=True) if len(held) >= STORE_SIZE / 2]
    return [*full, *(StorePlan(rows[start : start + STORE_SIZE]) for start in range(0, len(rows), STORE_SIZE))]


def plan_shelf_stores(plan: ShelfPlan, previous: Previous | None) -> dict[Language, list[StorePlan]]:
    """Plan the stores of a shelf."""
    return {
        language: plan_stores(part.size, _stores_before(plan, language, previous) if previous else ())
        for language, part in plan.parts.items()
    }


def _stores_before(plan: ShelfPlan, language: Language, previous: Previous) -> list[StoreBefore]:
    """The stores that a language of a shelf had, as its plan leaves them."""
    part = previous.parts(plan.audience).get(language)
    if part is None:
        return []
    now = np.full(part.size + 1, -1, np.int32)  # the last place is that of what was gone
    row = 0
    for rows in plan.parts[language].rows:
        count = rows.last - rows.first
        if rows.audience == plan.audience:
            now[rows.first : rows.last] = np.arange(row, row + count)
        row += count
    owners = _Owners(previous.shelved[plan.audience].values(), language, part.first)
    present = {entry.id for entry in plan.entries}
    found = []
    for rows_before, strays in zip(part.stored.stores, part.strays(), strict=True):
        rows_now = now[rows_before]
        held = owners.of(rows_before[rows_before >= 0])
        gone = owners.of(rows_before[(rows_before >= 0) & (rows_now < 0)])
        found.append(StoreBefore(rows_now, strays | gone, is_left=not present.issuperset(held | strays)))
    return found


class _Owners:
    """Which document each row of a language was of."""

    def __init__(self, shelved: Iterable[Shelved], language: Language, first: int) -> None:
        documents = sorted((item for item in shelved if item.language == language and item.count), key=_first)
        self._ids = [item.id for item in documents]
        self._starts = np.array([item.first - first for item in documents], np.int64)

    def of(self, rows: StoreRows) -> frozenset[str]:
        """The documents of some rows."""
        return frozenset(self._ids[place] for place in np.unique(self._starts.searchsorted(rows, "right") - 1))


def _first(document: Shelved) -> int:
    return document.first
