"""Returning to the generation before, and what comes back with it that is not served any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.records.entities import ENTITIES
from corpus.schemas import Audience
from index.catalogue import Catalogue
from index.errors import DamagedIndex, SearchIndexError
from index.generations import Generations, read_manifest
from index.record_urls import RecordUrls
from index.seals import damages
from index.shelves import AUDIENCES


@dataclass(frozen=True, slots=True)
class Returning:
    """The generation that a rollback would serve, and by shelf the ids of what it has and the served one has not.

    `is_known` is false where one of the two cannot be read well enough to compare them.
    """

    generation: str
    back: tuple[tuple[Audience, str], ...]
    is_known: bool


def what_returns(generations: Generations, urls: RecordUrls) -> Returning:
    """What a rollback would bring back. Raises `NoIndex`, and `DamagedIndex` where no generation before is whole."""
    folder = _whole_before(generations)
    try:
        served = generations.current()
        back = tuple(
            (audience, id_)
            for audience in AUDIENCES
            for id_ in sorted({*_held(folder, audience, urls)}.difference(_held(served, audience, urls)))
        )
    except SearchIndexError:
        return Returning(folder.name, (), is_known=False)
    return Returning(folder.name, back, is_known=True)


def roll_back(generations: Generations) -> str:
    """Publish the newest whole generation before the current one; its id. Raises `NoIndex` and `DamagedIndex`."""
    folder = _whole_before(generations)
    generations.return_to(folder)
    return folder.name


def _whole_before(generations: Generations) -> Path:
    earlier = generations.earlier()
    for folder in reversed(earlier):
        try:
            if not damages(folder):
                return folder
        except DamagedIndex:
            continue
    names = ", ".join(folder.name for folder in earlier)
    raise DamagedIndex(f"No earlier generation is whole: {names}.", "Run `smx index build` to build the index anew.")


def _held(folder: Path, audience: Audience, urls: RecordUrls) -> Iterator[str]:
    """The ids of the documents and records of a shelf."""
    catalogue = Catalogue(folder / audience / "catalogue.sqlite")
    try:
        yield from catalogue.named()
    finally:
        catalogue.close()
    if not read_manifest(folder).records:
        return
    # Imported here: a library without records needs no database toolkit, which takes part of a second to load.
    from index.records.shelving import open_records

    store = open_records(folder / audience, audience, urls)
    try:
        for entity in ENTITIES:
            yield from (row.id for row in store.every(entity, ()))
    finally:
        store.close()
