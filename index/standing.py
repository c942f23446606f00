"""Standing: how each file of the libraries stands to the generation that is served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.cards import DocumentCard
from corpus.documents import Document
from corpus.ledger import load_ledger
from corpus.likeness import Likeness, Sketch, alike, sketch_of
from corpus.problems import Problem
from corpus.reading import Survey, list_libraries, survey_of
from index.building import LEDGER
from index.catalogue import Catalogue
from index.errors import DamagedIndex, NoIndex
from index.generations import FORMAT, Generations, read_manifest
from index.remains import generations_with
from index.shelves import AUDIENCES, ShelfFiles

State = Literal["served", "changed", "new", "used", "records", "unread"]
"""`used` are files that make no document, such as a glossary."""


@dataclass(frozen=True, slots=True)
class FileStanding:
    """A file, its documents, whether they are served as they are, and what is wrong with it."""

    file: str
    documents: tuple[DocumentCard, ...]
    state: State
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The libraries beside the served generation; `generation` is empty where nothing was built yet.

    `gone` are documents that are served and that no file says any more; `earlier` generations to which one may
    return that hold such documents. `sketches` are those of the documents' texts, by id.
    """

    generation: str
    files: tuple[FileStanding, ...]
    same: tuple[tuple[str, ...], ...]
    alike: tuple[Likeness, ...]
    gone: tuple[str, ...]
    earlier: tuple[str, ...]
    sketches: dict[str, Sketch]


def survey_for(libraries: Sequence[Path], data: Path) -> Survey:
    """Look at libraries, of whose files only those are read that are not as the last build found them.

    Its room is to be closed. Raises `CorpusError`.
    """
    return survey_of(list_libraries(libraries), load_ledger(data / LEDGER, str(FORMAT)))


def standing_of(survey: Survey, generations: Generations, known: MutableMapping[str, Sketch]) -> Standing:
    """Compare the files of libraries with what is served.

    Only texts are sketched whose sketch is not known by the digest of their document. Raises `SearchIndexError`,
    `CorpusError` and `OSError`.
    """
    folder = served_folder(generations)
    served, texts = _served(folder, survey, known) if folder else ({}, {})
    for card in survey.cards:
        if card.digest not in known:
            text = texts.get(card.id)
            known[card.digest] = sketch_of(survey.document(card).text if text is None else text)
    sketches = {card.id: known[card.digest] for card in survey.cards}
    same = _same(survey)
    repeated = {file for files in same for file in files[1:]}
    present = {card.id for card in survey.cards}
    copies = {card.id for card in survey.cards if card.file in repeated}
    return Standing(
        generation=folder.name if folder else "",
        files=tuple(_files(survey, served)),
        same=same,
        alike=alike({id_: sketch for id_, sketch in sketches.items() if id_ not in copies}),
        gone=tuple(id_ for id_ in served if id_ not in present),
        earlier=tuple(generations_with(generations, present)) if folder else (),
        sketches=sketches,
    )


def served_folder(generations: Generations) -> Path | None:
    """The folder of the served generation; nothing where none was built yet. Raises `SearchIndexError`."""
    try:
        folder = generations.current()
    except NoIndex:
        return None
    if read_manifest(folder).format != FORMAT:
        raise DamagedIndex(f"The index in {folder} was built by another version of smx.", "Run `smx index build`.")
    return folder


def served_documents(generations: Generations) -> tuple[Document, ...] | None:
    """All documents that are served, of both shelves; nothing where none was built yet. Raises `SearchIndexError`."""
    folder = served_folder(generations)
    if folder is None:
        return None
    found: list[Document] = []
    for audience in AUDIENCES:
        with closing(Catalogue(folder / audience / "catalogue.sqlite")) as catalogue:
            found += catalogue.documents()
    return tuple(found)


def _served(folder: Path, survey: Survey, known: MutableMapping[str, Sketch]) -> tuple[dict[str, str], dict[str, str]]:
    """The digests of all documents that are served, and the texts of those that are served as they are and unknown."""
    digests = {card.id: card.digest for card in survey.cards}
    served: dict[str, str] = {}
    texts: dict[str, str] = {}
    for audience in AUDIENCES:
        shelf = ShelfFiles(folder / audience)
        held = {document.id: document.digest for document in shelf.catalogue.shelved()}
        for id_, digest in held.items():
            if digest == digests.get(id_) and digest not in known and (found := shelf.catalogue.document(id_)):
                texts[id_] = found.text
        served |= held
        shelf.close()
    return served, texts


def _files(survey: Survey, served: dict[str, str]) -> Iterator[FileStanding]:
    cards: dict[str, list[DocumentCard]] = defaultdict(list)
    for card in survey.cards:
        cards[card.file].append(card)
    wrong: dict[str, list[Problem]] = defaultdict(list)
    for problem in survey.problems:
        wrong[problem.file].append(problem)
    tables = {str(file) for file in survey.tables}
    for name in sorted({*survey.files, *tables, *wrong}):
        state = _state(cards[name], served, is_table=name in tables, is_wrong=bool(wrong[name]))
        yield FileStanding(name, tuple(cards[name]), state, tuple(wrong[name]))


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
