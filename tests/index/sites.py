"""A place to build in: a library folder, a data folder, and what is needed to search the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.schemas import Audience
from index.building import BuildReport, Making, build
from index.embedding import BUNDLED, Embedder
from index.generations import Generations, read_manifest
from index.gloss import Gloss, compiled_dictionary
from index.row_making import RowMaker
from index.rows_here import RowsHere
from index.search import Match, Searcher
from index.shelves import Shelf


class Unwatched:
    """Progress that nobody looks at."""

    def start(self, step: str, total: int) -> None:
        """Nothing."""

    def advance(self, parts: int) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Site:
    """`library` is read, `data` is written, `cache` holds the compiled model and dictionary."""

    library: Path
    data: Path
    cache: Path

    @classmethod
    def under(cls, folder: Path, cache: Path, files: dict[str, str] | None = None) -> Site:
        """A site in a folder whose library has these files."""
        site = cls(folder / "library", folder / "data", cache)
        site.library.mkdir(parents=True)
        for name, text in (files or {}).items():
            site.write(name, text)
        return site

    def write(self, name: str, text: str) -> None:
        """Put a file into the library."""
        path = self.library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self, model: str = BUNDLED, rows: RowMaker | None = None) -> BuildReport:
        """Build and publish."""
        return build(self.data, [self.library], Making(self.cache, model, rows=rows or RowsHere()), Unwatched())

    @property
    def current(self) -> Path:
        """The folder of the published generation."""
        return Generations(self.data).current()

    def searcher(self, *audiences: Audience) -> Searcher:
        """A searcher over the published shelves of these audiences, or else the public one."""
        folder = self.current
        shelves = {audience: Shelf(folder / audience) for audience in audiences or ("public",)}
        gloss = Gloss(compiled_dictionary(self.cache), folder / "glossary.marisa")
        return Searcher(shelves, gloss, Embedder(self.cache / read_manifest(folder).model))


def search(searcher: Searcher, question: str, limit: int = 10) -> tuple[Match, ...]:
    """The matches of a question."""
    return searcher.search(searcher.query(question), limit)


def documents(matches: Iterable[Match]) -> list[str]:
    """The ids of the documents of matches, in order."""
    return [match.passage.document_id for match in matches]
