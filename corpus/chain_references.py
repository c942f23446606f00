"""Checks of chains across files: what names no chain or link that there is, and supply that comes round to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.languages import to_simplified
from corpus.problems import Problem, shown
from corpus.records.cells import items_of, spelling
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName, Field
from corpus.records.rows import Batch, Row
from corpus.schemas import ChainFile, FactsFile

_NAMING: Mapping[EntityName, Mapping[str, str]] = {
    "link": {"chain": "chain", "supplies": "link"},
    "enterprise": {"chains": "chain", "links": "link"},
    "project": {"chain": "chain", "link": "link"},
    "target": {"chain": "chain", "link": "link"},
}
"""The fields whose values name chains or links."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a field of a row."""

    file: str
    row: int
    header: str
    value: str


def chain_problems(batches: Sequence[Batch], facts: Sequence[FactsFile]) -> tuple[Problem, ...]:
    """Names of chains and links that nothing has, told once each, and links that supply each other in a circle.

    A library without tables of chains or of links may name them as it likes.
    """
    known = _known(batches, facts)
    problems: dict[tuple[str, str, str], Problem] = {}
    for what, cell in _naming(batches):
        has_table = any(batch.entity == what and batch.rows for batch in batches)
        if has_table and _folded(cell.value) not in known[what]:
            expected = f"the id or the name of a {what} of the library"
            problems.setdefault(
                (cell.file, cell.header, cell.value),
                Problem(cell.file, cell.row, cell.header, expected, shown(cell.value)),
            )
    return (*problems.values(), *_circles(batches, facts))


def _known(batches: Sequence[Batch], facts: Sequence[FactsFile]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {"chain": set(), "link": set()}
    for batch in batches:
        if batch.entity in known:
            for row in batch.rows:
                values = _values(batch.entity, row)
                known[batch.entity] |= {_folded(values[name]) for name in ("id", "name_zh", "name_en") if values[name]}
    for file in facts:
        if isinstance(file, ChainFile):
            known["chain"] |= {_folded(name) for name in (file.id, file.name.zh, file.name.en, *file.aliases)}
            known["link"] |= {_folded(name) for link in file.links for name in (link.id, link.name.zh, link.name.en)}
    return known


def _naming(batches: Sequence[Batch]) -> Iterator[tuple[str, _Cell]]:
    for batch in batches:
        for name, what in _NAMING.get(batch.entity, {}).items():
            field = ENTITIES[batch.entity].known_field(name)
            for row in batch.rows:
                for value in _items(field, _values(batch.entity, row)[name]):
                    yield what, _Cell(row.file, row.number, field.zh, value)


def _circles(batches: Sequence[Batch], facts: Sequence[FactsFile]) -> Iterator[Problem]:
    """One problem for the links that are left when those at the ends of supply are taken away again and again."""
    supplies: dict[str, set[str]] = {}
    ids: dict[str, str] = {}
    places: dict[str, tuple[str, int]] = {}
    for batch in batches:
        if batch.entity == "link":
            for row in batch.rows:
                values = _values("link", row)
                id_ = str(values["id"])
                supplies[id_] = set(_items(ENTITIES["link"].known_field("supplies"), values["supplies"]))
                ids |= {_folded(values[name]): id_ for name in ("name_zh", "name_en") if values[name]}
                places[id_] = row.file, row.number
    for file in facts:
        if isinstance(file, ChainFile):
            for link in file.links:
                supplies[link.id] = set(link.supplies)
                places[link.id] = file.id, 1
    ids |= {_folded(id_): id_ for id_ in supplies}
    edges = {(link, ids[_folded(fed)]) for link, all_fed in supplies.items() for fed in all_fed if _folded(fed) in ids}
    if circle := _left_in_circles(edges):
        first = min(circle, key=lambda id_: places[id_])
        yield Problem(
            *places[first], "supplies", "supply that does not come round to itself", shown(", ".join(sorted(circle)))
        )


def _left_in_circles(edges: Iterable[tuple[str, str]]) -> set[str]:
    left = set(edges)
    while True:
        feeding, fed = {one for one, _ in left}, {other for _, other in left}
        kept = {(one, other) for one, other in left if one in fed and other in feeding}
        if kept == left:
            return feeding
        left = kept


def _values(entity: EntityName, row: Row) -> dict[str, str]:
    names = (column.name for column in ENTITIES[entity].columns())
    return {name: "" if value is None else str(value) for name, value in zip(names, row.values, strict=True)}


def _items(field: Field, value: str) -> tuple[str, ...]:
    if not value:
        return ()
    return items_of(value) if field.kind == "list" else (value,)


def _folded(text: str) -> str:
    return spelling(to_simplified(text))
