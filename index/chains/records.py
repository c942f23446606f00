"""Records: the chains, links, firms, projects and targets that a shelf's tables hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.records.fields import EntityName
from corpus.records.rows import Value
from corpus.schemas import Provenance
from index.chains.atlas import POSITIONS, Assessment, Chain, Firm, Link, LinkProject, Name, Stated, Target

if TYPE_CHECKING:
    from index.records.store import RecordStore

Naming = tuple[Sequence[str], Sequence[str]]
"""The chains and the links that a row names, as they are written there."""

_COMMON = "name_zh name_en as_of provenance "
_FIELDS: Mapping[EntityName, frozenset[str]] = {
    "chain": frozenset(f"{_COMMON} landscape landscape_en direction direction_en".split()),
    "link": frozenset(
        f"{_COMMON} chain position products products_en gbt technologies technologies_en supplies local_status "
        "match_rate evidence evidence_en".split()
    ),
    "enterprise": frozenset(f"{_COMMON} aliases county chains links products products_en".split()),
    "project": frozenset(f"{_COMMON} chain link county".split()),
    "target": frozenset(
        f"{_COMMON} province city chain link purpose priority reason reason_en contact_status last_contact".split()
    ),
}
"""What is read of each entity; a shelf that lacks a field has nothing to read."""


def chains_of(store: RecordStore) -> Iterator[Chain]:
    """The chains, without their links. Raises `DamagedRecords`."""
    for row in store.every("chain", _FIELDS["chain"]):
        values = row.values
        yield Chain(
            row.id,
            _name(values, "name_zh", "name_en"),
            _stated(values),
            (),
            landscape=_name(values, "landscape", "landscape_en"),
            direction=_name(values, "direction", "direction_en"),
        )


def links_of(store: RecordStore) -> Iterator[tuple[Link, str]]:
    """The links, in the order of their ids, each with its chain as it is written; `supplies` as it is written too."""
    for row in store.every("link", _FIELDS["link"]):
        values = row.values
        position = values.get("position")
        products = _name(values, "products", "products_en")
        link = Link(
            id=row.id,
            chain="",
            position=next((known for known in POSITIONS if known == position), None),
            name=_name(values, "name_zh", "name_en"),
            stated=_stated(values),
            products=(products,) if products else (),
            gbt=_items(values, "gbt"),
            technologies=_name(values, "technologies", "technologies_en"),
            supplies=_items(values, "supplies"),
            assessment=_assessment(values),
        )
        yield link, _text(values, "chain")


def firms_of(store: RecordStore) -> Iterator[tuple[Firm, Naming]]:
    """The firms that are here, each with what it names."""
    for row in store.every("enterprise", _FIELDS["enterprise"]):
        values = row.values
        firm = Firm(
            row.id,
            _name(values, "name_zh", "name_en"),
            _stated(values),
            _items(values, "aliases"),
            _text(values, "county") or None,
            _name(values, "products", "products_en"),
        )
        yield firm, (_items(values, "chains"), _items(values, "links"))


def projects_of(store: RecordStore) -> Iterator[tuple[LinkProject, Naming]]:
    """The projects that the shelf holds, each with what it names."""
    for row in store.every("project", _FIELDS["project"]):
        name, county = _name(row.values, "name_zh", "name_en"), _text(row.values, "county") or None
        yield LinkProject(row.id, name, _stated(row.values), county), _one_each(row.values)


def targets_of(store: RecordStore) -> Iterator[tuple[Target, Naming]]:
    """The targets, each with what it names; none on the public shelf."""
    for row in store.every("target", _FIELDS["target"]):
        values = row.values
        target = Target(
            row.id,
            _name(values, "name_zh", "name_en"),
            _stated(values),
            province=_text(values, "province") or None,
            city=_text(values, "city") or None,
            purpose=_text(values, "purpose") or None,
            priority=_text(values, "priority") or None,
            reason=_name(values, "reason", "reason_en"),
            status=_text(values, "contact_status") or None,
            last_contact=_text(values, "last_contact") or None,
        )
        yield target, _one_each(values)


def _assessment(values: Mapping[str, Value]) -> Assessment | None:
    status, rate = _text(values, "local_status") or None, values.get("match_rate")
    evidence = _name(values, "evidence", "evidence_en")
    if status is None and rate is None and not evidence:
        return None
    return Assessment(status, rate if isinstance(rate, Decimal) else None, evidence)


def _stated(values: Mapping[str, Value]) -> Stated:
    known: tuple[Provenance, ...] = ("public", "demo")
    stated = _text(values, "provenance")
    provenance: Provenance = next((one for one in known if one == stated), "bureau")
    return Stated("records", provenance, _text(values, "as_of") or None)


def _one_each(values: Mapping[str, Value]) -> Naming:
    chain, link = _text(values, "chain"), _text(values, "link")
    return ([chain] if chain else []), ([link] if link else [])


def _name(values: Mapping[str, Value], zh: str, en: str) -> Name:
    return Name(_text(values, zh), _text(values, en))


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _items(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return value if isinstance(value, tuple) else ()
