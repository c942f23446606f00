"""The workbench of a measurement: data sets read once, and for each choice of paragraphs a library and its index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from eval.command_line import CommandLine
from eval.squad import Item, QuestionSet, document_id, read_squad, write_library

T = TypeVar("T")

DATA_SETS = {
    "xquad-en": Path("xquad/xquad-dev.en.json"),
    "xquad-zh": Path("xquad/xquad-dev.zh.json"),
    "cmrc": Path("cmrc2018/cmrc2018_dev.json"),
    "drcd": Path("drcd/DRCD_dev.json"),
    "squad2": Path("squad2/dev-half-v2.0.json"),
    "bipia": Path("bipia/text_attack_train.json"),
    "laws": Path("laws"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A library of plain files and the data folder of its index."""

    library: Path
    data: Path


class Workbench:
    """Hands out questions, libraries and indexes; what it writes lies in one folder."""

    def __init__(self, bench: Path, folder: Path, most: int | None, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self.smx = CommandLine(folder)
        self.tell = tell
        self._bench = bench
        self._most = most
        self._sets: dict[str, QuestionSet] = {}
        self._places: dict[str, Place] = {}

    def file(self, name: str) -> Path:
        """The file of a data set."""
        return self._bench / DATA_SETS[name]

    def set(self, name: str) -> QuestionSet:
        """A data set."""
        if name not in self._sets:
            self._sets[name] = read_squad(self.file(name))
        return self._sets[name]

    def items(self, name: str) -> tuple[Item, ...]:
        """The questions of a data set that are asked: all, or as many as allowed, spread over the whole set."""
        return tuple(self.some(self.set(name).items))

    def some(self, asked: Sequence[T]) -> Sequence[T]:
        """All of what could be asked, or as many as allowed, spread over the whole."""
        if self._most is None or len(asked) <= self._most:
            return asked
        return [asked[number * len(asked) // self._most] for number in range(self._most)]

    def path(self, name: str) -> Path:
        """Where a data set lies."""
        return self._bench / DATA_SETS[name]

    def library(self, label: str, names: tuple[str, ...], left_out: frozenset[str] = frozenset()) -> Path:
        """A new library of the paragraphs of some sets, one plain file each."""
        folder = self.folder / label / "library"
        write_library(folder, {name: self.set(name).paragraphs for name in names}, left_out)
        return folder

    def indexed(self, *names: str) -> Place:
        """A library of whole sets, indexed; made when first asked for."""
        label = "+".join(names)
        if label not in self._places:
            self._places[label] = self.index(label, self.library(label, names))
        return self._places[label]

    def index(self, label: str, library: Path) -> Place:
        """Build the index of a library anew."""
        self.tell(f"building {label}")
        place = Place(library, self.folder / label / "data")
        self.smx.build(library, place.data)
        return place


def gold(name: str, item: Item) -> str:
    """The document of a set in which a question's answer stands."""
    return document_id(name, item.paragraph)
