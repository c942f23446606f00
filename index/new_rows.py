"""New rows: those of all new passages of some shelves, made chunk by chunk and kept as parts until they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.drafts import Drafts
from index.errors import BuildFailed
from index.planning import NewPassages, ShelfPlan
from index.progress import Progress
from index.row_making import MOST_PASSAGES, RowMaker, RowTools
from index.row_parts import RowParts
from index.rows import Keys, Place, Rows


@dataclass(frozen=True, slots=True)
class NewRows:
    """The rows of the new passages of a language of a shelf, read from the parts they are kept in."""

    kept: RowParts
    chunks: Sequence[Keys]

    def rows(self, first: int, last: int) -> Iterator[Rows]:
        """The rows from the first to before the last, in pieces. Raises `BuildFailed`."""
        for number in range(first // MOST_PASSAGES, -(-last // MOST_PASSAGES)):
            start = number * MOST_PASSAGES
            rows = self.kept.take(self.chunks[number])
            if rows is None:
                self.kept.forget_damaged()
                raise BuildFailed(
                    f"{self.kept.file(self.chunks[number])} was made by this build and is gone or damaged.",
                    "Run `smx index build` again: it makes what is missing.",
                )
            yield rows.rows(max(first - start, 0), min(last - start, MOST_PASSAGES))


def new_rows(
    plans: Sequence[ShelfPlan], drafts: Drafts, making: tuple[RowMaker, RowTools], kept: RowParts, progress: Progress
) -> dict[Place, NewRows]:
    """The rows of all new passages of some shelves, by audience and language; those that are kept are not made again.

    Raises `SearchIndexError` and `OSError`.
    """
    places = {(plan.audience, language): part.new for plan in plans for language, part in plan.parts.items()}
    chunks = {place: list(_chunks(passages)) for place, passages in places.items() if len(passages)}
    progress.start("embedding", sum(len(passages) for passages in places.values()))
    missing = []
    for chunk in (chunk for chunks_of_place in chunks.values() for chunk in chunks_of_place):
        if kept.has(chunk.keys):
            progress.advance(len(chunk))
        else:
            missing.append(chunk)
    if missing:
        maker, tools = making
        passages = (drafts.readables(chunk.numbers.tolist()) for chunk in missing)
        for rows in maker.rows(passages, tools, progress.advance):
            kept.keep(rows)
    return {place: NewRows(kept, [chunk.keys for chunk in group]) for place, group in chunks.items()}


def _chunks(passages: NewPassages) -> Iterator[NewPassages]:
    return (passages.chunk(start, start + MOST_PASSAGES) for start in range(0, len(passages), MOST_PASSAGES))
