"""Rows of projects made in a line, and stores made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.records.headers import read_headings
from corpus.records.row_reading import RowReader
from corpus.records.rows import Batch, Row, RowProblem
from index.records.databases import Place
from index.records.store import RecordStore
from index.records.writing import RecordsReport, write_records


def batch(rows: Iterable[Mapping[str, str]], entity: EntityName = "project") -> Batch:
    """The rows as if they had been read from a file, row 2 being the first."""
    read: list[Row] = []
    problems: list[RowProblem] = []
    for number, row in enumerate(rows, start=2):
        reader = RowReader(ENTITIES[entity], read_headings(ENTITIES[entity], list(row)), "rows.csv", 1)
        found, wrong = reader.read(list(row.values()), number)
        problems += wrong
        if found:
            read.append(found)
    return Batch(entity, tuple(read), tuple(problems))


def places(folder: Path) -> tuple[Place, Place]:
    """The places of the two shelves in a folder."""
    return Place(folder / "staff.sqlite"), Place(folder / "public.sqlite")


def write(folder: Path, *batches: Batch) -> RecordsReport:
    staff, public = places(folder)
    return write_records(batches, staff, public)


def staff_store(folder: Path, rows: Iterable[Mapping[str, str]], entity: EntityName = "project") -> RecordStore:
    """A store of the staff with these rows."""
    write(folder, batch(rows, entity))
    return RecordStore(places(folder)[0], "staff")
