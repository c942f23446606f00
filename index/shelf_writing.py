"""Writing a shelf as it was planned: from the rows of the one before and the new ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.schemas import Language
from index.catalogue import Catalogue
from index.catalogue_writing import write_catalogue
from index.lexical import load_mapped
from index.new_rows import NewRows
from index.originals import keep_originals, original_name
from index.planning import RowRange, ShelfPlan
from index.previous import Previous
from index.rows import Place, Rows, write_rows
from index.shelves import LANGUAGES
from index.stores import copy_store
from index.vectors import write_vectors

_MOST_STRAYS = 0.05  # rows gone from a store or standing beside it, which each search goes through one by one

StoreRows = dict[Language, npt.NDArray[np.int32]]


def write_shelf(folder: Path, plan: ShelfPlan, new: Mapping[Place, NewRows], previous: Previous | None) -> bool:
    """Write a shelf to a new folder from the new rows and those before; whether its vector store is a new one.

    Raises `BuildFailed`, `CorpusError` and `OSError`.
    """
    folder.mkdir(parents=True)
    for language, part in plan.parts.items():
        write_rows(
            folder / language,
            [piece for rows in part.rows for piece in _rows(rows, (plan.audience, language), new, previous)],
        )
    carried = _rows_in_previous_store(plan, previous)
    if previous and carried is not None:
        copy_store(previous.folder / plan.audience / "chroma", folder / "chroma")
    else:
        write_vectors(folder / "chroma", {name: load_mapped(folder / name / "vectors.npy") for name in plan.parts})
    store_rows = carried or {name: np.arange(part.size, dtype=np.int32) for name, part in plan.parts.items()}
    for language, rows in store_rows.items():
        np.save(folder / language / "store_rows.npy", rows)
    before = previous.folder / plan.audience / "catalogue.sqlite" if previous else None
    write_catalogue(folder / "catalogue.sqlite", plan.entries, before)
    keep_originals(folder, _originals(folder, plan), before.parent if before else None)
    counts = {
        "documents": len(plan.entries),
        "passages": {language: plan.parts[language].size if language in plan.parts else 0 for language in LANGUAGES},
    }
    (folder / "shelf.json").write_text(json.dumps(counts, indent=1), "utf-8")
    return carried is None


def _originals(folder: Path, plan: ShelfPlan) -> dict[str, Path]:
    """The files whose originals belong to a shelf, by the originals' names, as its catalogue knows them."""
    with closing(Catalogue(folder / "catalogue.sqlite")) as catalogue:
        originals = catalogue.originals()
    return {original_name(digest, file): plan.files[id_] for id_, (digest, file) in originals.items()}


def _rows(rows: RowRange, place: Place, new: Mapping[Place, NewRows], previous: Previous | None) -> Iterator[Rows]:
    if previous and rows.audience:
        yield previous.rows(rows.audience, place[1]).rows(rows.first, rows.last)
    else:
        yield from new[place].rows(rows.first, rows.last)


def _rows_in_previous_store(plan: ShelfPlan, previous: Previous | None) -> StoreRows | None:
    """Which row each vector in the shelf's previous store is now; nothing when a new store must be written.

    That is so when too many rows stray, and when a document has left the shelf: not even its vectors may stay then.
    """
    if previous is None:
        return None
    before = previous.parts(plan.audience)
    if before.keys() != plan.parts.keys():
        return None
    if previous.shelved[plan.audience].keys() - {entry.id for entry in plan.entries}:
        return None
    found: StoreRows = {}
    for language, part in plan.parts.items():
        stored = before[language].stored.rows
        now = np.full(before[language].size + 1, -1, np.int32)  # the last place is that of what was gone
        row = 0
        for rows in part.rows:
            count = rows.last - rows.first
            if rows.audience == plan.audience:
                now[rows.first : rows.last] = np.arange(row, row + count)
            row += count
        found[language] = now[stored]
        present = int((found[language] >= 0).sum())
        if len(stored) - present + part.size - present > _MOST_STRAYS * part.size:
            return None
    return found
