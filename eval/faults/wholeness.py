"""Wholeness: whether what is published is one of the indexes that are built from nothing, and nothing else is left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from eval.command_line import CommandFailed
from eval.faults.libraries import PROBES, STATES, put
from eval.faults.processes import Smx
from eval.faults.serving import answers_of
from index.errors import SearchIndexError
from index.generations import Generations, read_manifest
from index.seals import damages
from index.shelves import AUDIENCES, RECORDS_FILE, ShelfFiles, stores_are_whole

_SAME = ("library", "model", "lexicon", "documents", "passages", "records", "record_counts")
_NEAR = 0.995  # the least cosine of two vectors of one text that was read beside others
_MAY_STAND = {"build.lock", "current", "generations", "keeping", "ledger.json"}


@dataclass(frozen=True, slots=True)
class Reference:
    """The index of a state of the library that was built from nothing, and the right answers to the probes."""

    state: str
    folder: Path
    library: str
    """The digest of what it was made from, as its manifest has it."""
    answers: Mapping[str, str]


class References:
    """The references of both states of a library, which stays where they were read from."""

    def __init__(self, folder: Path) -> None:
        smx = Smx(folder)
        self.library = folder / "library"
        self.all: dict[str, Reference] = {}
        self._known: dict[str, Reference] = {}
        for state in STATES:
            put(self.library, state)
            data = folder / state
            built = smx.run("index", "build", "--library", self.library, "--data", data)
            if built.code:
                raise CommandFailed(f"The library of the trials cannot be built:\n{built.err}")
            whole = Generations(data).current()
            answers = answers_of(folder, data, PROBES)
            self.all[state] = Reference(state, whole, read_manifest(whole).library, answers)

    def note(self, data: Path) -> None:
        """Remember which generations of a data folder are of which state, for when they are gone."""
        for folder in Generations(data).published():
            library = read_manifest(folder).library
            for one in self.all.values():
                if one.library == library:
                    self._known[folder.name] = one

    def note_as(self, generation: str, state: str) -> None:
        """Remember that a generation answers the probes as this state does."""
        self._known[generation] = self.all[state]

    def is_right(self, generation: str, question: str, text: str) -> bool:
        """Whether this is the right answer from a generation that was noted."""
        known = self._known.get(generation)
        return known is not None and known.answers[question] == text

    def faults(self, data: Path, states: Sequence[str]) -> list[str]:
        """What is wrong with the published generation, which must be of one of these states; nothing if it is whole."""
        try:
            folder = Generations(data).current()
            if wrong := damages(folder):
                return wrong
            manifest = read_manifest(folder)
            for state in states:
                if self.all[state].library == manifest.library:
                    return list(_differences(folder, self.all[state].folder))
        except SearchIndexError as error:
            return [str(error)]
        return [f"{folder.name} was made from something else than a state of the library"]


def left_over(data: Path, may_stand: Sequence[str] = ()) -> list[str]:
    """What a build has left in a data folder beside what is published, and a lock that is still held."""
    found = [path.name for path in data.iterdir() if path.name not in _MAY_STAND | set(may_stand)]
    found += [path.name for path in (data / "generations").iterdir() if not (path / "manifest.json").is_file()]
    found += [path.name for path in (data / "generations").iterdir() if path.name.startswith(".")]
    try:
        with FileLock(data / "build.lock", timeout=0):
            return found
    except Timeout:
        return [*found, "build.lock, still held"]


def _differences(folder: Path, other: Path) -> Iterator[str]:
    """In what two generations of one library differ: texts, vectors, words, records and chains."""
    one, two = read_manifest(folder), read_manifest(other)
    yield from (f"manifest.json: {name}" for name in _SAME if getattr(one, name) != getattr(two, name))
    for name in ("library.json", *(f"{audience}/chains.json" for audience in AUDIENCES)):
        if _bytes(folder / name) != _bytes(other / name):
            yield name
    for audience in AUDIENCES:
        yield from (f"{audience}/{part}" for part in _shelf_differences(folder / audience, other / audience))


def _shelf_differences(folder: Path, other: Path) -> Iterator[str]:
    with closing(ShelfFiles(folder)) as one, closing(ShelfFiles(other)) as two:
        if one.catalogue.documents() != two.catalogue.documents():
            yield "catalogue.sqlite: documents"
        sizes = [sum(part.size for part in shelf.parts) for shelf in (one, two)]
        if sizes[0] != sizes[1] or one.catalogue.passages(range(sizes[0])) != two.catalogue.passages(range(sizes[0])):
            yield "catalogue.sqlite: passages"
            return
        if not all(stores_are_whole(folder, part) for part in one.parts):
            yield "chroma"
        for part, counterpart in zip(one.parts, two.parts, strict=True):
            for name in ("vectors", "sentence_vectors"):
                if not _are_near(getattr(part, name), getattr(counterpart, name)):
                    yield f"{part.language}: {name}"
            for name, lexical, expected in (
                ("own", part.own, counterpart.own),
                ("gloss", part.gloss, counterpart.gloss),
            ):
                if lexical and expected and sorted(lexical.tokens()) != sorted(expected.tokens()):
                    yield f"{part.language}/{name}: words"
    if _rows(folder / RECORDS_FILE) != _rows(other / RECORDS_FILE):
        yield RECORDS_FILE


def _are_near(one: np.ndarray, two: np.ndarray) -> bool:
    if one.shape != two.shape:
        return False
    first, second = (np.asarray(matrix, np.float32) for matrix in (one, two))
    return bool(((first * second).sum(axis=1) > _NEAR).all())


def _rows(file: Path) -> list[str]:
    if not file.is_file():
        return []
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return list(connection.iterdump())


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
