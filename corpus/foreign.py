"""Foreign files: what readers make of PDF, Word, Excel and others, as documents with what is said of them beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.beside import file_beside, said_beside
from corpus.ledger import content_digest
from corpus.markdown import ReadDocument, document_of
from corpus.places import LOW_CONFIDENCE
from corpus.problems import Note, Problem
from corpus.proposals import open_proposals
from corpus.readers.isolation import ReadingRoom
from corpus.readers.readings import Reading
from corpus.schemas import FrontMatter

_LETTERS = frozenset((".eml",))
"""What was written to somebody, and is for the staff unless a file of fields says that it is public."""

_PROPOSED = ": proposed "


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What one file gave: a document, or that it holds records, or neither; and what there is to tell.

    `is_lasting` is false when another look at the same bytes may give more; `published` is what a web page says of its
    day.
    """

    document: ReadDocument | None
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    is_records: bool
    is_lasting: bool
    published: str | None = None


def default_matter(path: PurePath) -> FrontMatter:
    """What holds of a file of which nothing is said: a letter is for the staff."""
    return FrontMatter(audience="staff" if path.suffix.lower() in _LETTERS else "public")


def read_foreign(room: ReadingRoom, file: Path, path: PurePath, content: bytes, beside: bytes) -> ForeignFile:
    """The document of a file at `path` in its library; `content` and `beside` are its bytes and those of its fields."""
    name = str(file)
    reading = room.read(file)
    problems = [Problem(name, fault.number, fault.about, fault.expected, fault.found) for fault in reading.faults]
    notes = [Note(name, remark.number, f"{remark.about}: {remark.text}") for remark in reading.remarks]
    if reading.is_records:
        return ForeignFile(None, tuple(problems), tuple(notes), True, reading.is_lasting)
    said = said_beside(beside, str(file_beside(file) or file))
    document: ReadDocument | None = None
    if isinstance(said, tuple):
        problems += said
    elif reading.text.strip():
        if path.suffix.lower() in _LETTERS and "audience" not in said.matter.model_fields_set:
            notes.append(Note(name, 1, "audience: staff, as nothing beside the letter says that it is public"))
        made = document_of(reading.text, said.over(default_matter(path)), path, reading.title, said.matter.rejected)
        holds_more = bool(reading.remarks) or path.suffix.lower() in _LETTERS
        original = None if holds_more and made.audience == "public" else content_digest(content)
        if original is None:
            notes.append(Note(name, 1, "file: not handed out to the public, as it holds more than its text"))
        document = ReadDocument(
            replace(made, original=original, pages=reading.pages, places=reading.places), name, beside=said
        )
        notes += _unsure(name, reading)
        notes += proposed_notes(document, reading.published)
    elif not problems:
        problems.append(Problem(name, 1, "text", "text to quote", "nothing"))
    return ForeignFile(document, tuple(problems), tuple(notes), False, reading.is_lasting, reading.published)


def _unsure(name: str, reading: Reading) -> list[Note]:
    """The pages that were read from pictures with low confidence."""
    pages: dict[int, list[int]] = {}
    for place in reading.places:
        if place.confidence is not None:
            pages.setdefault(place.number, []).append(place.confidence)
    means = {number: round(sum(found) / len(found)) for number, found in pages.items()}
    return [
        Note(name, number, f"page: read from a scan with low confidence ({mean} %)")
        for number, mean in means.items()
        if mean < LOW_CONFIDENCE
    ]


def proposed_notes(read: ReadDocument, published: str | None = None) -> tuple[Note, ...]:
    """What the text of a document says of it and does not count; `published` is what a web page says of its day."""
    return tuple(
        Note(
            read.file, 1, f"{proposal.field}{_PROPOSED}{proposal.value}" + (f" in place of {counts}" if counts else "")
        )
        for proposal, counts in open_proposals(read.document, read.beside.matter.rejected, published)
    )


def proposed_in(note: Note) -> tuple[str, str] | None:
    """The field that a note is a proposal for, and what it proposes; nothing where it is another note."""
    field, _, value = note.text.partition(_PROPOSED)
    return (field, value) if value else None
