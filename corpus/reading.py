"""Reading a library: every file that can be read, and everything that is wrong with the others, in one go."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from corpus.cards import DocumentCard, card_of, reference_problems
from corpus.conditions import CONDITIONS_KIND, ConditionsFile, PolicyFile
from corpus.documents import Document, digest_of
from corpus.errors import LibraryChanged
from corpus.facts import documents_of
from corpus.files import TABLE_SUFFIXES, YAML_SUFFIXES, content_of, library_files, state_of, text_of
from corpus.ledger import FileRecord, content_digest
from corpus.libraries import Library
from corpus.markdown import ReadDocument, read_document
from corpus.problems import Problem, shown
from corpus.references import (
    ReadConditions,
    ReadFacts,
    ReadGlossary,
    ReadProfile,
    conditions_problems,
    facts_problems,
    glossary_problems,
)
from corpus.schemas import FILE_KINDS, RECORDS_KIND, FactsFile, GlossaryFile, ProfileFile, Term
from corpus.yaml_fields import read_fields, validated

_Key = tuple[str, str]
"""A document's file and the id it was read under."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a library, each with its path in its folder, its tables of records, and what could not be listed."""

    files: tuple[tuple[Path, PurePath], ...]
    tables: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at one file gave; `record` is by what to know it the next time, if that is worth the while."""

    file: str
    cards: tuple[DocumentCard, ...] = ()
    documents: tuple[Document, ...] = ()
    other: ReadFacts | ReadGlossary | ReadProfile | ReadConditions | None = None
    is_table: bool = False
    problems: tuple[Problem, ...] = ()
    record: FileRecord | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A library of which only the files that had changed were read: `cards` of all its documents, in its order.

    `conditions` are those of documents that anyone may read. `records` are what to know the files by the next time,
    `tables` the files of typed rows, which are not read here.
    """

    cards: tuple[DocumentCard, ...]
    facts: tuple[FactsFile, ...]
    terms: tuple[Term, ...]
    profile: ProfileFile | None
    conditions: tuple[PolicyFile, ...]
    tables: tuple[Path, ...]
    problems: tuple[Problem, ...]
    records: Mapping[str, FileRecord]
    read: Mapping[_Key, Document]

    def document(self, card: DocumentCard) -> Document:
        """The document of a card, read now if it was not yet. Raises LibraryChanged."""
        document = self.read.get((card.file, card.own_id)) or _read_again(card)
        return document if document.id == card.id else replace(document, id=card.id)


def read_library(folders: Iterable[Path]) -> Library:
    """The library in the folders: all that can be read, with a problem for each thing that cannot.

    Raises LibraryUnreadable when a folder itself cannot be listed.
    """
    survey = survey_of(list_libraries(folders), {})
    return Library(
        documents=tuple(map(survey.document, survey.cards)),
        facts=survey.facts,
        terms=survey.terms,
        profile=survey.profile,
        conditions=survey.conditions,
        tables=survey.tables,
        problems=survey.problems,
    )


def list_libraries(folders: Iterable[Path]) -> Listing:
    """The files in the folders of a library. Raises LibraryUnreadable when a folder itself cannot be listed."""
    files: list[tuple[Path, PurePath]] = []
    tables: list[Path] = []
    problems: list[Problem] = []
    for folder in folders:
        paths, unlisted = library_files(folder)
        files += [(folder / path, path) for path in paths if path.suffix.lower() not in TABLE_SUFFIXES]
        tables += [folder / path for path in paths if path.suffix.lower() in TABLE_SUFFIXES]
        problems += unlisted
    return Listing(tuple(files), tuple(tables), tuple(problems))


def survey_of(
    listing: Listing, known: Mapping[str, FileRecord], advance: Callable[[int], object] = lambda _: None
) -> Survey:
    """Look at the files of a library, some of which may be known from before; `advance` is told of each."""
    looks: list[_Look] = []
    for file, path in listing.files:
        is_yaml = path.suffix.lower() in YAML_SUFFIXES
        looks.append(_look_at_yaml(file, path) if is_yaml else _look_at_text(file, path, known))
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
        cards=tuple(cards),
        facts=tuple(read.facts for read in facts),
        terms=tuple(term for read in glossaries for term in read.glossary.terms),
        profile=profiles[0].profile if profiles else None,
        conditions=tuple(
            policy for read in conditions for policy in read.conditions.policies if public.issuperset(policy.documents)
        ),
        tables=(*listing.tables, *(Path(look.file) for look in looks if look.is_table)),
        problems=tuple(sorted(problems)),
        records={look.file: look.record for look in looks if look.record},
        read={(look.file, document.id): document for look in looks for document in look.documents},
    )


def _look_at_text(file: Path, path: PurePath, known: Mapping[str, FileRecord]) -> _Look:
    """A text file, which is read only when it is not known as it is."""
    name = str(file)
    looked_at_ns = time.time_ns()
    state = state_of(file)
    if isinstance(state, Problem):
        return _Look(name, problems=(state,))
    record = known.get(name)
    if record and record.state == state:
        return _recalled(name, record)
    content = content_of(file)
    if isinstance(content, Problem):
        return _Look(name, problems=(content,))
    digest = content_digest(content)
    known_by = state if state.is_settled(looked_at_ns) else None
    if record and record.digest == digest:
        return _recalled(name, replace(record, state=known_by))
    text = text_of(content, name)
    read = (text,) if isinstance(text, Problem) else read_document(text, path, name)
    card, problems = (card_of(read), ()) if isinstance(read, ReadDocument) else (None, read)
    record = FileRecord(known_by, digest, card, problems)
    look = _recalled(name, record)
    return replace(look, documents=(read.document,)) if isinstance(read, ReadDocument) else look


def _recalled(file: str, record: FileRecord) -> _Look:
    return _Look(file, cards=(record.card,) if record.card else (), problems=record.problems, record=record)


def _look_at_yaml(file: Path, path: PurePath) -> _Look:
    """A YAML file, which is always read: what it says is checked against other files, field by field."""
    name = str(file)
    state = state_of(file)
    content = state if isinstance(state, Problem) else content_of(file)
    text = content if isinstance(content, Problem) else text_of(content, name)
    fields = text if isinstance(text, Problem) else read_fields(text, name)
    if isinstance(fields, Problem):
        return _Look(name, problems=(fields,))
    if fields.data.get("kind") == RECORDS_KIND:
        return _Look(name, is_table=True)
    if fields.data.get("kind") == CONDITIONS_KIND:
        rules = validated(ConditionsFile, fields)
        if isinstance(rules, tuple):
            return _Look(name, problems=rules)
        return _Look(name, other=ReadConditions(rules, fields))
    model = FILE_KINDS.get(str(fields.data.get("kind")))
    if model is None:
        kind = shown(fields.data.get("kind"))
        return _Look(name, problems=(fields.problem(("kind",), "one of " + ", ".join(FILE_KINDS), kind),))
    value = validated(model, fields)
    if isinstance(value, tuple):
        return _Look(name, problems=value)
    if isinstance(value, GlossaryFile):
        return _Look(name, other=ReadGlossary(value, fields))
    if isinstance(value, ProfileFile):
        return _Look(name, other=ReadProfile(value, fields))
    documents = documents_of(value, path.as_posix())
    cards = tuple(card_of(ReadDocument(document, name, fields)) for document in documents)
    return _Look(name, cards, documents, ReadFacts(value, fields))


def _read_again(card: DocumentCard) -> Document:
    """The document of a file known from before. Raises LibraryChanged when it is no longer what its card says."""
    content = content_of(Path(card.file))
    text = content if isinstance(content, Problem) else text_of(content, card.file)
    read = None if isinstance(text, Problem) else read_document(text, PurePosixPath(card.path), card.file)
    if not isinstance(read, ReadDocument) or digest_of(read.document) != card.digest:
        raise LibraryChanged(f"The file {card.file} was changed while the library was being read.")
    return read.document


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
