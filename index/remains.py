"""Remains: what a published generation holds that no file of the libraries says any more.

Every part that is searched or computed from is looked at: catalogue, vectors, lexical indexes, records and chains, also
where vectors or records are kept in servers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.reading import Survey
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.records.finding import batches_of, record_files
from corpus.schemas import Audience
from index.catalogue import Catalogue
from index.chains.facts import ChainFacts, facts_for, read_facts
from index.errors import DamagedIndex
from index.generations import Generations, read_manifest
from index.record_urls import RecordUrls
from index.server_remains import remains_in_server
from index.shelves import AUDIENCES, LanguagePart, ShelfFiles, stores_are_whole
from index.vector_urls import VectorUrls

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Remains:
    """Something in one part of a shelf that is left of what the libraries no longer have."""

    audience: Audience
    part: str
    found: str


def remains_in(
    generations: Generations, survey: Survey, urls: RecordUrls, vector_urls: VectorUrls
) -> tuple[Remains, ...]:
    """What is left in the current generation of documents, records and chains that the libraries do not have.

    Raises `SearchIndexError` and `OSError`.
    """
    folder = generations.current()
    ids = _record_ids(survey.tables) if read_manifest(folder).records else {}
    return tuple(
        Remains(audience, part, found)
        for audience in AUDIENCES
        for part, found in (
            *_in_shelf(folder / audience, frozenset(card.id for card in survey.cards if card.audience == audience)),
            *(("vectors", found) for found in _in_server(folder / audience, audience, generations, vector_urls)),
            *_in_records(folder / audience, audience, ids, urls),
            *_in_chains(read_facts(folder / audience), facts_for(audience, survey.facts)),
        )
    )


def generations_with(generations: Generations, present: Collection[str]) -> Iterator[str]:
    """The earlier generations that hold other documents than these, to which a rollback would return."""
    current = generations.current()
    for folder in generations.published():
        is_earlier = folder.name < current.name
        if is_earlier and any(_documents(folder / audience).difference(present) for audience in AUDIENCES):
            yield folder.name


def generations_holding(
    generations: Generations, documents: Collection[str], audiences: Sequence[Audience]
) -> Iterator[str]:
    """The earlier generations that hold any of these documents on a shelf, to which a rollback would return."""
    current = generations.current()
    for folder in generations.published():
        is_earlier = folder.name < current.name
        if is_earlier and any(not _documents(folder / audience).isdisjoint(documents) for audience in audiences):
            yield folder.name


def _documents(shelf: Path) -> frozenset[str]:
    try:
        catalogue = Catalogue(shelf / "catalogue.sqlite")
    except DamagedIndex:
        return frozenset()
    try:
        return catalogue.named()
    except DamagedIndex:
        return frozenset()  # of another form, or damaged: it cannot be served either
    finally:
        catalogue.close()


def _in_shelf(folder: Path, present: frozenset[str]) -> Iterator[tuple[str, str]]:
    shelf = ShelfFiles(folder)
    try:
        if gone := shelf.catalogue.named() - present:
            yield "catalogue", _listed(gone)
        if not all(stores_are_whole(folder, part) for part in shelf.parts):
            yield "vectors", "other vectors than those of its passages"
        held = shelf.catalogue.numbers_of(present)
        for part in shelf.parts:
            yield from _in_language(part, held & frozenset(range(part.first, part.first + part.size)))
            if gone := frozenset().union(*part.strays()) - present:
                yield "vectors", f"of documents in passages-{part.language}: {_listed(gone)}"
    finally:
        shelf.close()


def _in_server(folder: Path, audience: Audience, generations: Generations, urls: VectorUrls) -> Iterator[str]:
    with closing(ShelfFiles(folder)) as shelf:
        yield from remains_in_server(shelf, audience, generations, urls)


def _in_language(part: LanguagePart, held: frozenset[int]) -> Iterator[tuple[str, str]]:
    """What one language holds beside the passages of documents that are there."""
    stored = sorted(int(row) for rows in part.stored.stores for row in rows if row >= 0)
    if surplus := [row for row in stored if row + part.first not in held]:
        yield "vectors", f"{len(surplus)} of passages-{part.language}"
    for name, lexical in (("own", part.own), ("gloss", part.gloss)):
        if lexical and lexical.size != len(held):
            yield "lexical", f"{lexical.size - len(held)} passages of {part.language}/{name}"
        if lexical and (unused := [token for token in lexical.tokens() if not lexical.frequency(token)]):
            yield "lexical", f"words of no passage in {part.language}/{name}: {_listed(unused)}"


def _in_records(
    shelf: Path, audience: Audience, present: Mapping[EntityName, frozenset[str]], urls: RecordUrls
) -> Iterator[tuple[str, str]]:
    if not read_manifest(shelf.parent).records:
        return
    # Imported here: a library without records needs no database toolkit, which takes part of a second to load.
    from index.records.shelving import open_records

    store = open_records(shelf, audience, urls)
    try:
        for entity in ENTITIES:
            held = {row.id for row in store.every(entity, ())}
            if gone := held - present.get(entity, frozenset()):
                yield "records", f"{entity}: {_listed(gone)}"
    finally:
        store.close()


def _record_ids(tables: Sequence[Path]) -> dict[EntityName, frozenset[str]]:
    found: dict[EntityName, set[str]] = {}
    for batch in batches_of(record_files(tables)):
        place = [column.name for column in ENTITIES[batch.entity].columns()].index("id")
        found.setdefault(batch.entity, set()).update(str(row.values[place]) for row in batch.rows)
    return {name: frozenset(ids) for name, ids in found.items()}


def _in_chains(held: ChainFacts, present: ChainFacts) -> Iterator[tuple[str, str]]:
    if gone := _named(held) - _named(present):
        yield "chains", _listed(gone)


def _named(facts: ChainFacts) -> frozenset[str]:
    chains = {name for file in facts.chains for name in (file.id, *(link.id for link in file.links))}
    return frozenset(chains | {item.id for file in facts.enterprises for item in file.items})


def _listed(names: Collection[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else "")
