"""Shelving records: a store beside each shelf, written when the files of records have changed, else carried over."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.problems import Problem
from corpus.records.finding import RecordFile, batches_of
from corpus.schemas import Audience
from index.record_urls import RecordUrls
from index.records.servers import place_of
from index.records.store import RecordStore
from index.records.writing import write_records
from index.shelves import AUDIENCES, RECORDS_FILE

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class ShelvedRecords:
    """How many records of each entity stand on each shelf, and what was wrong with the others."""

    counts: Counts
    problems: tuple[Problem, ...] = ()


def shelve_records(files: Sequence[RecordFile], folder: Path, generation: str, urls: RecordUrls) -> ShelvedRecords:
    """Write the stores of a generation, whose shelves stand in `folder`.

    Raises `NoRecordServer` and `RecordsNotWritten`.
    """
    staff, public = (place_of(urls, folder / audience, generation) for audience in ("staff", "public"))
    report = write_records(batches_of(files), staff, public)
    counts = {"public": dict[str, int](), "staff": dict[str, int]()}
    counts["public"].update({name: count for name, count in report.public.items() if count})
    counts["staff"].update({name: count for name, count in report.staff.items() if count})
    return ShelvedRecords(counts, tuple(problem.as_problem() for problem in report.problems))


def carry_records(previous: Path, folder: Path) -> None:
    """Copy the stores that stand beside the shelves of the generation before. Raises `OSError`."""
    for audience in AUDIENCES:
        shutil.copyfile(previous / audience / RECORDS_FILE, folder / audience / RECORDS_FILE)


def open_records(shelf: Path, audience: Audience, urls: RecordUrls) -> RecordStore:
    """The store of a shelf of a published generation that has records. Raises `DamagedRecords`, `NoRecordServer`."""
    return RecordStore(place_of(urls, shelf, shelf.parent.name), audience)
