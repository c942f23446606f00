"""Shelving records: a store beside each shelf, written when the files of records have changed, else carried over."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.problems import Problem
from corpus.records.finding import RecordFile, batches_of
from corpus.schemas import Audience
from index.records.databases import Place
from index.records.store import RecordStore
from index.records.writing import write_records
from index.shelves import AUDIENCES, RECORDS_FILE

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class ShelvedRecords:
    """How many records of each entity stand on each shelf, and what was wrong with the others."""

    counts: Counts
    problems: tuple[Problem, ...] = ()


def shelve_records(files: Sequence[RecordFile], generation: Path) -> ShelvedRecords:
    """Write the stores of a generation whose shelves stand already. Raises `RecordsNotWritten`."""
    staff, public = (Place(generation / audience / RECORDS_FILE) for audience in ("staff", "public"))
    report = write_records(batches_of(files), staff, public)
    counts = {"public": dict[str, int](), "staff": dict[str, int]()}
    counts["public"].update({name: count for name, count in report.public.items() if count})
    counts["staff"].update({name: count for name, count in report.staff.items() if count})
    return ShelvedRecords(counts, tuple(problem.as_problem() for problem in report.problems))


def carry_records(previous: Path, generation: Path) -> None:
    """Copy the stores of the generation before. Raises `OSError`."""
    for audience in AUDIENCES:
        shutil.copyfile(previous / audience / RECORDS_FILE, generation / audience / RECORDS_FILE)


def open_records(shelf: Path, audience: Audience) -> RecordStore | None:
    """The store beside a shelf; nothing where the library has no records. Raises `DamagedRecords`."""
    file = shelf / RECORDS_FILE
    return RecordStore(Place(file), audience) if file.is_file() else None
