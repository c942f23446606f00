"""The ledger: what each file of a library was found to hold, so that an unchanged one need not be read again.

A file is unchanged when its state is as recorded, or else when its bytes are. The ledger is no more than a shortcut:
one that is missing, damaged or of another version is taken for empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from corpus.cards import DocumentCard, Reference
from corpus.files import FileState
from corpus.problems import Note, Problem
from corpus.whole_files import written_whole

_state_values, _card_values, _reference_values, _problem_values, _note_values = (
    attrgetter(*(field.name for field in fields(kind))) for kind in (FileState, DocumentCard, Reference, Problem, Note)
)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What reading a file gave; `state` is left out while a change might not show in it.

    `beside` is the digest of the file of fields beside it; `is_table` says that it holds records.
    """

    state: FileState | None
    digest: str
    card: DocumentCard | None
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...] = ()
    beside: str = ""
    is_table: bool = False


def content_digest(content: bytes) -> str:
    """The digest by which a file's bytes are compared."""
    return hashlib.sha256(content).hexdigest()


def load_ledger(file: Path, version: str) -> dict[str, FileRecord]:
    """The records of a ledger by the files' names."""
    try:
        digest, _, text = file.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return {}
        values = json.loads(text)
        return {name: _record(row) for name, row in values["files"].items()} if values["version"] == version else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def save_ledger(file: Path, version: str, records: Mapping[str, FileRecord]) -> None:
    """Write the records, taking the place of the ledger that was there."""
    values = {"version": version, "files": {name: _row(record) for name, record in records.items()}}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with written_whole(file) as temporary:
        temporary.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def record_text(record: FileRecord) -> str:
    """A record as text."""
    return json.dumps(_row(record), ensure_ascii=True)


def record_from_text(text: str) -> FileRecord:
    """The record of a text that `record_text` gave."""
    return _record(json.loads(text))


def _row(record: FileRecord) -> list[Any]:
    state, card = record.state, record.card
    return [
        state and _state_values(state),
        record.digest,
        card and [*_card_values(card)[:-1], [_reference_values(reference) for reference in card.references]],
        [_problem_values(problem) for problem in record.problems],
        [_note_values(note) for note in record.notes],
        record.beside,
        record.is_table,
    ]


def _record(row: list[Any]) -> FileRecord:
    state, digest, card, problems, notes, beside, is_table = row
    if card:
        *plain, references = card
        card = DocumentCard(*(*plain, tuple(Reference(*reference) for reference in references)))
    return FileRecord(
        FileState(*state) if state else None,
        digest,
        card,
        tuple(Problem(*problem) for problem in problems),
        tuple(Note(*note) for note in notes),
        beside,
        is_table,
    )
