"""Looks: what one file of a library gave, read only when it is not known as it is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.beside import fields_beside, file_beside, said_beside
from corpus.cards import DocumentCard, card_of
from corpus.conditions import CONDITIONS_KIND, ConditionsFile
from corpus.documents import Document
from corpus.facts import documents_of
from corpus.files import FOREIGN_SUFFIXES, content_of, state_of, text_of
from corpus.foreign import proposed_notes, read_foreign
from corpus.ledger import FileRecord, content_digest
from corpus.markdown import ReadDocument, read_document
from corpus.problems import Note, Problem, shown
from corpus.readers.isolation import ReadingRoom
from corpus.references import ReadConditions, ReadFacts, ReadGlossary, ReadProfile
from corpus.schemas import FILE_KINDS, RECORDS_KIND, GlossaryFile, ProfileFile
from corpus.yaml_fields import read_fields, validated


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one file gave; `record` is by what to know it the next time, if that is worth the while."""

    file: str
    cards: tuple[DocumentCard, ...] = ()
    documents: tuple[Document, ...] = ()
    other: ReadFacts | ReadGlossary | ReadProfile | ReadConditions | None = None
    is_table: bool = False
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    record: FileRecord | None = None


def look_at_document(file: Path, path: PurePath, known: Mapping[str, FileRecord], room: ReadingRoom) -> Look:
    """A file that is a document, which is read only when it and the fields beside it are not known as they are."""
    name = str(file)
    looked_at_ns = time.time_ns()
    state = state_of(file)
    if isinstance(state, Problem):
        return Look(name, problems=(state,))
    fields = fields_beside(file)
    beside = content_digest(fields) if fields else ""
    record = known.get(name)
    if record and record.beside != beside:
        record = None
    if record and record.state == state:
        return _recalled(name, record)
    content = content_of(file)
    if isinstance(content, Problem):
        return Look(name, problems=(content,))
    digest = content_digest(content)
    known_by = state if state.is_settled(looked_at_ns) else None
    if record and record.digest == digest:
        return _recalled(name, replace(record, state=known_by))
    if is_foreign(file):
        found = read_foreign(room, file, path, content, fields)
        read: ReadDocument | None = found.document
        record = FileRecord(
            known_by, digest, card_of(read) if read else None, found.problems, found.notes, beside, found.is_records
        )
        is_lasting = found.is_lasting
    else:
        result = _read_text(file, path, content, fields)
        read, problems = (result, ()) if isinstance(result, ReadDocument) else (None, result)
        notes = proposed_notes(read) if read else ()
        record = FileRecord(known_by, digest, card_of(read) if read else None, problems, notes, beside)
        is_lasting = True
    look = _recalled(name, record)
    return replace(look, documents=(read.document,) if read else (), record=record if is_lasting else None)


def _read_text(file: Path, path: PurePath, content: bytes, fields: bytes) -> ReadDocument | tuple[Problem, ...]:
    """The document of a file of text at `path` in its library, with what the fields beside it say."""
    text = text_of(content, str(file))
    if isinstance(text, Problem):
        return (text,)
    said = said_beside(fields, str(file_beside(file) or file))
    return said if isinstance(said, tuple) else read_document(text, path, str(file), said)


def document_again(file: Path, path: PurePath, room: ReadingRoom) -> Document | None:
    """The document of a file that is known from before; nothing when it holds none any more."""
    look = look_at_document(file, path, {}, room)
    return look.documents[0] if look.documents else None


def is_foreign(file: PurePath) -> bool:
    """Whether a reader makes text of the file."""
    return file.suffix.lower() in FOREIGN_SUFFIXES


def _recalled(file: str, record: FileRecord) -> Look:
    cards = (record.card,) if record.card else ()
    return Look(file, cards, is_table=record.is_table, problems=record.problems, notes=record.notes, record=record)


def look_at_yaml(file: Path, path: PurePath) -> Look:
    """A YAML file, which is always read: what it says is checked against other files, field by field."""
    name = str(file)
    state = state_of(file)
    content = state if isinstance(state, Problem) else content_of(file)
    text = content if isinstance(content, Problem) else text_of(content, name)
    fields = text if isinstance(text, Problem) else read_fields(text, name)
    if isinstance(fields, Problem):
        return Look(name, problems=(fields,))
    if fields.data.get("kind") == RECORDS_KIND:
        return Look(name, is_table=True)
    if fields.data.get("kind") == CONDITIONS_KIND:
        rules = validated(ConditionsFile, fields)
        if isinstance(rules, tuple):
            return Look(name, problems=rules)
        return Look(name, other=ReadConditions(rules, fields))
    model = FILE_KINDS.get(str(fields.data.get("kind")))
    if model is None:
        kind = shown(fields.data.get("kind"))
        return Look(name, problems=(fields.problem(("kind",), "one of " + ", ".join(FILE_KINDS), kind),))
    value = validated(model, fields)
    if isinstance(value, tuple):
        return Look(name, problems=value)
    if isinstance(value, GlossaryFile):
        return Look(name, other=ReadGlossary(value, fields))
    if isinstance(value, ProfileFile):
        return Look(name, other=ReadProfile(value, fields))
    documents = documents_of(value, path.as_posix())
    cards = tuple(card_of(ReadDocument(document, name, fields)) for document in documents)
    return Look(name, cards, documents, ReadFacts(value, fields))
