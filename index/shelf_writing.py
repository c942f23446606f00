"""Writing a shelf as it was planned: from the rows of the one before and the new ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from index.catalogue import Catalogue
from index.catalogue_writing import write_catalogue
from index.new_rows import NewRows
from index.originals import keep_originals, original_name
from index.planning import RowRange, ShelfPlan
from index.previous import Previous
from index.rows import Place, Rows, write_rows
from index.shelves import LANGUAGES

_AT_ONCE = 16_384  # rows


def write_shelf(
    folder: Path, plan: ShelfPlan, new: Mapping[Place, NewRows], drafts: Path, previous: Previous | None
) -> None:
    """Write a shelf, but for its vector stores, to a new folder from what is new and what was before.

    Raises `CorpusError` and `OSError`.
    """
    folder.mkdir(parents=True)
    for language, part in plan.parts.items():
        pieces = partial(_pieces, part.rows, (plan.audience, language), new, previous)
        write_rows(folder / language, pieces)
    before = previous.folder / plan.audience / "catalogue.sqlite" if previous else None
    write_catalogue(folder / "catalogue.sqlite", plan.entries, drafts, before)
    keep_originals(folder, _originals(folder, plan), before.parent if before else None)
    counts = {
        "documents": len(plan.entries),
        "passages": {language: plan.parts[language].size if language in plan.parts else 0 for language in LANGUAGES},
    }
    (folder / "shelf.json").write_text(json.dumps(counts, indent=1), "utf-8")


def _originals(folder: Path, plan: ShelfPlan) -> dict[str, Path]:
    """The files whose originals belong to a shelf, by the originals' names, as its catalogue knows them."""
    with closing(Catalogue(folder / "catalogue.sqlite")) as catalogue:
        originals = catalogue.originals()
    return {original_name(digest, file): plan.files[id_] for id_, (digest, file) in originals.items()}


def _pieces(
    ranges: Sequence[RowRange], place: Place, new: Mapping[Place, NewRows], previous: Previous | None
) -> Iterator[Rows]:
    """The rows of some ranges, so many at once as memory should hold."""
    for rows in ranges:
        if previous and rows.audience:
            source = previous.rows(rows.audience, place[1])
            for first in range(rows.first, rows.last, _AT_ONCE):
                yield source.rows(first, min(first + _AT_ONCE, rows.last))
        else:
            yield from new[place].rows(rows.first, rows.last)
