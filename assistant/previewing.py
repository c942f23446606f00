"""Previews: what a library would hold of a file, before it holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpus.candidates import Looked
from corpus.chunking import passages_of
from corpus.documents import Document, Passage
from corpus.files import TABLE_SUFFIXES, YAML_SUFFIXES
from corpus.foreign import proposed_in
from corpus.likeness import Likeness, Sketch, like, sketch_of
from corpus.looks import look_at_document, look_at_yaml
from corpus.problems import Note, Problem
from corpus.readers.isolation import ReadingRoom
from corpus.records.finding import batches_of, record_files
from corpus.schemas import Audience, Language

_PASSAGES_SHOWN = 12
_DIFFERENCES_SHOWN = 8
_TOLD = 50  # problems and notes; a table can have one in each row
_FIELDS = ("number", "issuer", "level", "issued", "effective", "expires", "as_of", "translation_of", "superseded_by")


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage as it would be cited."""

    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What another version of a document would change: for whom it was, and the passages that only one of them has."""

    audience_before: Audience
    passages_before: int
    added: int
    removed: int
    first_added: tuple[PassageShown, ...]
    first_removed: tuple[PassageShown, ...]


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document as it would be: `fields` are what is known of it, `proposed` what its text says and nobody confirmed.

    `alike` are the library's documents that say nearly the same.
    """

    id: str
    title: str
    language: Language
    audience: Audience
    kind: str
    fields: tuple[tuple[str, str], ...]
    proposed: tuple[tuple[str, str], ...]
    pages: int
    passages: int
    first: tuple[PassageShown, ...]
    alike: tuple[Likeness, ...]
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of putting a file into a library; where it may not go in, `refused` says why.

    `says` is the audience written in it. `replaces` tells that the library has a file of this name, `rows` how many
    records of which entities a table has. Of many problems and notes the first are kept.
    """

    documents: tuple[DocumentShown, ...]
    is_table: bool
    rows: tuple[tuple[str, int], ...]
    says: Audience | None
    replaces: bool
    refused: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    problem_count: int
    notes: tuple[Note, ...]


def preview_of(looked: Looked, file: Path, earlier: Sequence[Document], library: Mapping[str, Sketch]) -> Preview:
    """The preview of a file that was looked at; `earlier` are the documents of the file whose place it would take."""
    look, candidate = looked.look, looked.candidate
    rows: Counter[str] = Counter()
    problems, notes = list(look.problems), list(look.notes)
    if look.is_table and candidate:
        for batch in batches_of(record_files([file])):
            rows[batch.entity] += len(batch.rows)
            problems += (problem.as_problem() for problem in batch.problems)
            notes += (Note(note.file, note.row, note.text) for note in batch.notes)
    before = {document.id: document for document in earlier}
    proposed = tuple(filter(None, map(proposed_in, notes)))
    return Preview(
        documents=tuple(_shown(each, before.get(each.id), library, proposed) for each in look.documents),
        is_table=look.is_table,
        rows=tuple(rows.items()),
        says=candidate.says if candidate else None,
        replaces=bool(candidate and candidate.replaces),
        refused=looked.refused,
        problems=tuple(problems[:_TOLD]),
        problem_count=len(problems),
        notes=tuple(note for note in notes if proposed_in(note) is None)[:_TOLD],
    )


def documents_at(library: Path, path: PurePath, room: ReadingRoom) -> tuple[Document, ...]:
    """The documents of a file of a library as it is now; none where there is no such file."""
    file = library / path
    if path.suffix.lower() in TABLE_SUFFIXES or not file.exists():
        return ()
    is_yaml = path.suffix.lower() in YAML_SUFFIXES
    return (look_at_yaml(file, path) if is_yaml else look_at_document(file, path, {}, room)).documents


def _shown(
    document: Document, before: Document | None, library: Mapping[str, Sketch], proposed: tuple[tuple[str, str], ...]
) -> DocumentShown:
    passages = passages_of(document)
    others = {id_: sketch for id_, sketch in library.items() if id_ != document.id}
    known = tuple((name, str(value)) for name in _FIELDS if (value := getattr(document, name)))
    return DocumentShown(
        id=document.id,
        title=document.title,
        language=document.language,
        audience=document.audience,
        kind=document.kind,
        fields=known,
        proposed=proposed,
        pages=document.pages,
        passages=len(passages),
        first=_first(passages, _PASSAGES_SHOWN),
        alike=like(document.id, sketch_of(document.text), others)[:_DIFFERENCES_SHOWN],
        difference=_difference(passages, before) if before else None,
    )


def _difference(passages: Sequence[Passage], before: Document) -> Difference:
    earlier = passages_of(before)
    old, new = Counter(each.text for each in earlier), Counter(each.text for each in passages)
    added = [each for each in passages if each.text not in old]
    removed = [each for each in earlier if each.text not in new]
    return Difference(
        audience_before=before.audience,
        passages_before=len(earlier),
        added=(new - old).total(),
        removed=(old - new).total(),
        first_added=_first(added, _DIFFERENCES_SHOWN),
        first_removed=_first(removed, _DIFFERENCES_SHOWN),
    )


def _first(passages: Sequence[Passage], most: int) -> tuple[PassageShown, ...]:
    return tuple(PassageShown(each.locator, each.text) for each in passages[:most])
