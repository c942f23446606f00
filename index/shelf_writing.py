"""Writing a shelf as it was planned: from the rows of the one before and the new ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
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
from index.unfinished import UnfinishedParts

_AT_ONCE = 16_384  # rows


@dataclass(frozen=True, slots=True)
class Material:
    """What shelves are written from: new rows, drafts of documents, and the generation before.

    `makers` is a digest of what makes rows.
    """

    new: Mapping[Place, NewRows]
    drafts: Path
    previous: Previous | None
    makers: str

    @property
    def origin(self) -> str:
        """Tells this material from any other, but for what plans say of it."""
        return f"{self.makers} {self.previous.manifest.id if self.previous else ''}"


def write_shelf(folder: Path, plan: ShelfPlan, material: Material, unfinished: UnfinishedParts) -> None:
    """Write a shelf, but for its vector stores, to a new folder; parts that an ended build has finished are taken.

    Raises `CorpusError` and `OSError`.
    """
    for language, part in plan.parts.items():
        pieces = partial(_pieces, part.rows, (plan.audience, language), material)
        origin = f"{material.origin} {plan.audience} {language}"
        unfinished.put(folder / language, part.digest(origin), partial(write_rows, pieces=pieces))
    unfinished.put(folder, plan.digest(material.origin), partial(_write_documents, plan=plan, material=material))


def _write_documents(folder: Path, plan: ShelfPlan, material: Material) -> None:
    folder.mkdir()
    before = material.previous.folder / plan.audience / "catalogue.sqlite" if material.previous else None
    write_catalogue(folder / "catalogue.sqlite", plan.entries, material.drafts, before)
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


def _pieces(ranges: Sequence[RowRange], place: Place, material: Material) -> Iterator[Rows]:
    """The rows of some ranges, so many at once as memory should hold."""
    for rows in ranges:
        if material.previous and rows.audience:
            source = material.previous.rows(rows.audience, place[1])
            for first in range(rows.first, rows.last, _AT_ONCE):
                yield source.rows(first, min(first + _AT_ONCE, rows.last))
        else:
            yield from material.new[place].rows(rows.first, rows.last)
