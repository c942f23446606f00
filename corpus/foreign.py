"""Foreign files: what readers make of PDF, Word, Excel and others, as documents with what is said of them beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from corpus.documents import Document
from corpus.files import FOREIGN_SUFFIXES, YAML_SUFFIXES, content_of, text_of
from corpus.ledger import content_digest
from corpus.markdown import ReadDocument, document_of
from corpus.places import LOW_CONFIDENCE
from corpus.problems import Note, Problem
from corpus.proposals import proposals_of
from corpus.readers.isolation import ReadingRoom
from corpus.readers.readings import Reading
from corpus.schemas import FrontMatter
from corpus.yaml_fields import Fields, read_fields, validated

_LETTERS = frozenset((".eml",))
"""What was written to somebody, and is for the staff unless a file of fields says that it is public."""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What one file gave: a document, or that it holds records, or neither; and what there is to tell.

    `is_lasting` is false when another look at the same bytes may give more.
    """

    document: ReadDocument | None
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    is_records: bool
    is_lasting: bool


def is_beside(path: PurePath) -> bool:
    """Whether a file of fields belongs to the file whose whole name stands before its ending: report.pdf.yaml."""
    return path.suffix.lower() in YAML_SUFFIXES and PurePath(path.stem).suffix.lower() in FOREIGN_SUFFIXES


def fields_beside(file: Path) -> bytes:
    """The bytes of the file of fields beside a file; none where there is none that can be read."""
    for suffix in sorted(YAML_SUFFIXES):
        content = content_of(file.with_name(file.name + suffix))
        if isinstance(content, bytes):
            return content
    return b""


def read_foreign(room: ReadingRoom, file: Path, path: PurePath, content: bytes, beside: bytes) -> ForeignFile:
    """The document of a file at `path` in its library; `content` and `beside` are its bytes and those of its fields."""
    name = str(file)
    reading = room.read(file)
    problems = [Problem(name, fault.number, fault.about, fault.expected, fault.found) for fault in reading.faults]
    notes = [Note(name, remark.number, f"{remark.about}: {remark.text}") for remark in reading.remarks]
    if reading.is_records:
        return ForeignFile(None, tuple(problems), tuple(notes), True, reading.is_lasting)
    matter, fields = _matter(beside, f"{name}{_suffix_beside(file)}")
    if (
        isinstance(matter, FrontMatter)
        and path.suffix.lower() in _LETTERS
        and "audience" not in matter.model_fields_set
    ):
        matter = matter.model_copy(update={"audience": "staff"})
        notes.append(Note(name, 1, "audience: staff, as nothing beside the letter says that it is public"))
    document: ReadDocument | None = None
    if isinstance(matter, tuple):
        problems += matter
    elif reading.text.strip():
        made = document_of(reading.text, matter, path, reading.title)
        holds_more = bool(reading.remarks) or path.suffix.lower() in _LETTERS
        original = None if holds_more and made.audience == "public" else content_digest(content)
        if original is None:
            notes.append(Note(name, 1, "file: not handed out to the public, as it holds more than its text"))
        document = ReadDocument(
            replace(made, original=original, pages=reading.pages, places=reading.places), name, fields
        )
        notes += _unsure(name, reading)
        notes += _proposed(name, document.document, reading)
    elif not problems:
        problems.append(Problem(name, 1, "text", "text to quote", "nothing"))
    return ForeignFile(document, tuple(problems), tuple(notes), False, reading.is_lasting)


def _suffix_beside(file: Path) -> str:
    return next((suffix for suffix in sorted(YAML_SUFFIXES) if file.with_name(file.name + suffix).exists()), "")


def _matter(beside: bytes, name: str) -> tuple[FrontMatter | tuple[Problem, ...], Fields | None]:
    """What is said of a file beside it, or what is wrong with that."""
    if not beside.strip():
        return FrontMatter(), None
    text = text_of(beside, name)
    fields = text if isinstance(text, Problem) else read_fields(text, name)
    if isinstance(fields, Problem):
        return (fields,), None
    return validated(FrontMatter, fields), fields


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


def _proposed(name: str, document: Document, reading: Reading) -> list[Note]:
    """What the text says of itself and nobody has confirmed."""
    found = {proposal.field: proposal.value for proposal in proposals_of(document.text)}
    if reading.published:
        found.setdefault("issued", reading.published)
    return [
        Note(name, 1, f"{field}: proposed {value}")
        for field, value in found.items()
        if getattr(document, field) is None
    ]
