"""Placing records: files beside the shelves of a generation that is being built, or databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.records.finding import RecordFile
from index.generations import Generations
from index.previous import Previous
from index.progress import Progress
from index.record_urls import RecordUrls

if TYPE_CHECKING:
    from index.records.shelving import ShelvedRecords


@dataclass(frozen=True, slots=True)
class RecordsPlace:
    """Where the records of a generation that is being built go: the folder of its shelves, or databases."""

    folder: Path
    generation: str
    urls: RecordUrls


def place_records(
    tables: Sequence[RecordFile], digest: str, place: RecordsPlace, previous: Previous | None, progress: Progress
) -> ShelvedRecords:
    """Put the records where they belong: files beside the shelves, copied when they are as they were, or a database."""
    # Imported here: a build that writes no records needs no database toolkit, which takes part of a second to load.
    from index.records.shelving import ShelvedRecords, carry_records, shelve_records

    if previous and previous.manifest.records == digest and not place.urls.are_given:
        carry_records(previous.folder, place.folder)
        return ShelvedRecords(previous.manifest.record_counts)
    progress.start("records", len(tables))
    shelved = shelve_records(tables, place.folder, place.generation, place.urls)
    progress.advance(len(tables))
    return shelved


def forget_old_records(urls: RecordUrls, generations: Generations) -> None:
    """Remove from databases the records of generations that are no more."""
    if urls.are_given:
        from index.records.servers import forget_all_but

        forget_all_but(urls, [folder.name for folder in generations.published()])
