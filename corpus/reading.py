"""Reading a library: every file that can be read, and everything that is wrong with the others, in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from corpus.beside import is_beside
from corpus.cards import DocumentCard, reference_problems
from corpus.conditions import PolicyFile
from corpus.documents import Document, digest_of
from corpus.errors import LibraryChanged
from corpus.files import TABLE_SUFFIXES, YAML_SUFFIXES, library_files
from corpus.ledger import FileRecord
from corpus.libraries import Library
from corpus.looks import Look, document_again, look_at_document, look_at_yaml
from corpus.problems import Note, Problem, shown
from corpus.readers.isolation import ReadingRoom
from corpus.references import (
    ReadConditions,
    ReadFacts,
    ReadGlossary,
    ReadProfile,
    conditions_problems,
    facts_problems,
    glossary_problems,
)
from corpus.schemas import FactsFile, ProfileFile, Term

_Key = tuple[str, str]
"""A document's file and the id it was read under."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a library, each with its path in its folder, its tables of records, and what could not be listed."""

    files: tuple[tuple[Path, PurePath], ...]
    tables: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A library of which only the files that had changed were read: `cards` of all documents of its `files`, in order.

    `conditions` are those of documents that anyone may read. `records` are what to know the files by the next time,
    `tables` the files of typed rows, which are not read here.
    """

    files: tuple[str, ...]
    cards: tuple[DocumentCard, ...]
    facts: tuple[FactsFile, ...]
    terms: tuple[Term, ...]
    profile: ProfileFile | None
    conditions: tuple[PolicyFile, ...]
    tables: tuple[Path, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    records: Mapping[str, FileRecord]
    read: Mapping[_Key, Document]
    room: ReadingRoom

    def document(self, card: DocumentCard) -> Document:
        """The document of a card, read now if it was not yet. Raises LibraryChanged."""
        document = self.read.get((card.file, card.own_id)) or _read_again(card, self.room)
        return document if document.id == card.id else replace(document, id=card.id)


def read_library(folders: Iterable[Path]) -> Library:
    """The library in the folders: all that can be read, with a problem for each thing that cannot.

    Raises LibraryUnreadable when a folder itself cannot be listed.
    """
    survey = survey_of(list_libraries(folders), {})
    documents = tuple(map(survey.document, survey.cards))
    survey.room.close()
    return Library(
        documents=documents,
        facts=survey.facts,
        terms=survey.terms,
        profile=survey.profile,
        conditions=survey.conditions,
        tables=survey.tables,
        problems=survey.problems,
        notes=survey.notes,
    )


def list_libraries(folders: Iterable[Path]) -> Listing:
    """The files in the folders of a library. Raises LibraryUnreadable when a folder itself cannot be listed."""
    files: list[tuple[Path, PurePath]] = []
    tables: list[Path] = []
    problems: list[Problem] = []
    for folder in folders:
        paths, unlisted = library_files(folder)
        present = frozenset(paths)
        for path in paths:
            if path.suffix.lower() in TABLE_SUFFIXES:
                tables.append(folder / path)
            elif not is_beside(path):
                files.append((folder / path, path))
            elif path.with_suffix("") not in present:
                expected = f"the file it speaks of, {path.stem}, beside it"
                problems.append(Problem(str(folder / path), 1, "file", expected, "none"))
        problems += unlisted
    return Listing(tuple(files), tuple(tables), tuple(problems))


def survey_of(
    listing: Listing,
    known: Mapping[str, FileRecord],
    advance: Callable[[int], object] = lambda _: None,
    take_in: Callable[[Look], object] | None = None,
) -> Survey:
    """Look at the files of a library, some of which may be known from before; `advance` is told of each.

    Where there is one, `take_in` is given each look at a document that is not as it is known, and the survey does not
    hold what was read of it.
    """
    looks: list[Look] = []
    room = ReadingRoom()
    for file, path in listing.files:
        is_yaml = path.suffix.lower() in YAML_SUFFIXES
        look = look_at_yaml(file, path) if is_yaml else look_at_document(file, path, known, room)
        if take_in and not is_yaml and look.record is not known.get(look.file):
            take_in(look)
            look = replace(look, documents=())
        looks.append(look)
        advance(1)
    cards, clashes = _with_own_ids([card for look in looks for card in look.cards])
    others = [look.other for look in looks]
    facts = [read for read in others if isinstance(read, ReadFacts)]
    glossaries = [read for read in others if isinstance(read, ReadGlossary)]
    profiles = [read for read in others if isinstance(read, ReadProfile)]
    conditions = [read for read in others if isinstance(read, ReadConditions)]
    public = frozenset(card.id for card in cards if card.audience == "public")
    problems = [
        *listing.problems,
        *(problem for look in looks for problem in look.problems),
        *clashes,
        *reference_problems(cards, frozenset(card.id for card in cards)),
        *facts_problems(facts),
        *glossary_problems(glossaries),
        *conditions_problems(conditions, public),
        *(read.fields.problem(("kind",), "one profile in a library", "another one") for read in profiles[1:]),
    ]
    return Survey(
        files=tuple(look.file for look in looks),
        cards=tuple(cards),
        facts=tuple(read.facts for read in facts),
        terms=tuple(term for read in glossaries for term in read.glossary.terms),
        profile=profiles[0].profile if profiles else None,
        conditions=tuple(
            policy for read in conditions for policy in read.conditions.policies if public.issuperset(policy.documents)
        ),
        tables=(*listing.tables, *(Path(look.file) for look in looks if look.is_table)),
        problems=tuple(sorted(problems)),
        notes=tuple(sorted(note for look in looks for note in look.notes)),
        records={look.file: look.record for look in looks if look.record},
        read={(look.file, document.id): document for look in looks for document in look.documents},
        room=room,
    )


def _read_again(card: DocumentCard, room: ReadingRoom) -> Document:
    """The document of a file known from before. Raises LibraryChanged when it is no longer what its card says."""
    document = document_again(Path(card.file), PurePosixPath(card.path), room)
    if document is None or digest_of(document) != card.digest:
        raise LibraryChanged(f"The file {card.file} was changed while the library was being read.")
    return document


def _with_own_ids(cards: Sequence[DocumentCard]) -> tuple[list[DocumentCard], list[Problem]]:
    """The documents under ids that differ: of two files of one name, those in folders take their folder's name too.

    A document whose id is still another's is left out.
    """
    problems: list[Problem] = []
    stems = Counter(card.id for card in cards if not card.is_named)
    kept: dict[str, DocumentCard] = {}
    for card in cards:
        id_ = card.id
        if not card.is_named and stems[id_] > 1:
            problems.append(card.id_problem("a file name of its own, or an id in front matter", shown(id_)))
            path = PurePosixPath(card.path)
            id_ = "-".join([*path.parent.parts, path.stem])
            id_ = f"{id_}-{path.suffix[1:]}" if id_ in kept else id_
        if other := kept.get(id_):
            problems.append(card.id_problem(f"an id of its own; {other.path} has this one", shown(id_)))
        else:
            kept[id_] = card if id_ == card.id else replace(card, id=id_)
    return list(kept.values()), problems
