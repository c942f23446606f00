"""Standing: how each file of the libraries stands to the generation that is served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.cards import DocumentCard
from corpus.ledger import load_ledger
from corpus.likeness import Likeness, alike
from corpus.problems import Problem
from corpus.reading import Survey, list_libraries, survey_of
from index.building import LEDGER
from index.errors import DamagedIndex, NoIndex
from index.generations import FORMAT, Generations, read_manifest
from index.record_urls import RecordUrls
from index.remains import Remains, generations_with, remains_in
from index.shelves import AUDIENCES, ShelfFiles

State = Literal["served", "changed", "new", "used", "records", "unread"]
"""`used` are files that make no document, such as a glossary."""


@dataclass(frozen=True, slots=True)
class FileStanding:
    """A file, its documents, whether they are served as they are, and what is wrong with it."""

    file: str
    documents: tuple[str, ...]
    state: State
    problems: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The libraries beside the served generation; `generation` is empty where nothing was built yet.

    `gone` are documents that are served and that no file says any more; `earlier` generations to which one may
    return that hold such documents.
    """

    generation: str
    files: tuple[FileStanding, ...]
    same: tuple[tuple[str, ...], ...]
    alike: tuple[Likeness, ...]
    gone: tuple[str, ...]
    remains: tuple[Remains, ...]
    earlier: tuple[str, ...]
    problems: tuple[Problem, ...]


def standing_of(libraries: Sequence[Path], data: Path, urls: RecordUrls) -> Standing:
    """Compare the files of libraries with what is served. Raises `SearchIndexError`, `CorpusError` and `OSError`."""
    listing = list_libraries(libraries)
    survey = survey_of(listing, load_ledger(data / LEDGER, str(FORMAT)))
    generations = Generations(data)
    try:
        folder = generations.current()
    except NoIndex:
        folder = None
    if folder and read_manifest(folder).format != FORMAT:
        raise DamagedIndex(f"The index in {folder} was built by another version of smx.", "Run `smx index build`.")
    served, texts = _served(folder, survey) if folder else ({}, {})
    texts |= {card.id: survey.document(card).text for card in survey.cards if card.id not in texts}
    survey.room.close()
    same = _same(survey)
    repeated = {file for files in same for file in files[1:]}
    present = {card.id for card in survey.cards}
    copies = {card.id for card in survey.cards if card.file in repeated}
    return Standing(
        generation=folder.name if folder else "",
        files=_files([str(file) for file, _ in listing.files], survey, served),
        same=same,
        alike=alike({id_: text for id_, text in texts.items() if id_ not in copies}),
        gone=tuple(id_ for id_ in served if id_ not in present),
        remains=remains_in(folder, survey, urls) if folder else (),
        earlier=tuple(generations_with(generations, present)) if folder else (),
        problems=survey.problems,
    )


def _served(folder: Path, survey: Survey) -> tuple[dict[str, str], dict[str, str]]:
    """The digests of all documents that are served, and the texts of those that are served as they are."""
    digests = {card.id: card.digest for card in survey.cards}
    served: dict[str, str] = {}
    texts: dict[str, str] = {}
    for audience in AUDIENCES:
        shelf = ShelfFiles(folder / audience)
        served |= {document.id: document.digest for document in shelf.catalogue.shelved()}
        for document in shelf.catalogue.documents():
            if served[document.id] == digests.get(document.id):
                texts[document.id] = document.text
        shelf.close()
    return served, texts


def _files(files: Sequence[str], survey: Survey, served: dict[str, str]) -> tuple[FileStanding, ...]:
    cards: dict[str, list[DocumentCard]] = defaultdict(list)
    for card in survey.cards:
        cards[card.file].append(card)
    wrong: dict[str, int] = defaultdict(int)
    for problem in survey.problems:
        wrong[problem.file] += 1
    tables = {str(file) for file in survey.tables}
    names = sorted({*files, *tables, *wrong})
    return tuple(
        FileStanding(
            name,
            tuple(card.id for card in cards[name]),
            _state(cards[name], served, is_table=name in tables, is_wrong=wrong[name] > 0),
            wrong[name],
        )
        for name in names
    )


def _state(cards: Sequence[DocumentCard], served: dict[str, str], *, is_table: bool, is_wrong: bool) -> State:
    if cards:
        if all(served.get(card.id) == card.digest for card in cards):
            return "served"
        return "changed" if any(card.id in served for card in cards) else "new"
    if is_table:
        return "records"
    return "unread" if is_wrong else "used"


def _same(survey: Survey) -> tuple[tuple[str, ...], ...]:
    """The files that have the same bytes."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, record in survey.records.items():
        files[record.digest].append(name)
    return tuple(tuple(sorted(names)) for names in files.values() if len(names) > 1)
