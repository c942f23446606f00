"""The atlas: every chain of a shelf with its links, and what is known of each of them.

Fields that a shelf may not hold (assessments, targets) are empty on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from corpus.schemas import Language, Position, Provenance, Source

if TYPE_CHECKING:
    from index.chains.graph import SupplyGraph

Origin = Literal["records", "facts"]
"""Where something is from: a table of records, or a facts file, which is a document too."""

POSITIONS: tuple[Position, ...] = ("upstream", "midstream", "downstream", "support")


@dataclass(frozen=True, slots=True)
class Name:
    """A text in both languages, or in one."""

    zh: str = ""
    en: str = ""

    def said(self, language: Language) -> str:
        """The text in a language, or else in the other."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of whatever stands in the atlas: as of when, from where, and what kind of data it is.

    `document` is the id of the facts file that says it; its documents are called `ID-zh` and `ID-en`.
    """

    origin: Origin
    provenance: Provenance
    as_of: str | None = None
    source: Source | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm that is here; `county` is a division code, or a name where the table has one without code."""

    id: str
    name: Name
    stated: Stated
    aliases: tuple[str, ...] = ()
    county: str | None = None
    products: Name = Name()


@dataclass(frozen=True, slots=True)
class LinkProject:
    """A project of a link."""

    id: str
    name: Name
    stated: Stated
    county: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A firm that would fill a link; for staff. `purpose`, `priority` and `status` are codes of their choices."""

    id: str
    name: Name
    stated: Stated
    province: str | None = None
    city: str | None = None
    purpose: str | None = None
    priority: str | None = None
    reason: Name = Name()
    status: str | None = None
    last_contact: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a link stands here; for staff. `match_rate` is in percent."""

    status: str | None
    match_rate: Decimal | None
    evidence: Name


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain, with everybody who does it; `supplies` are ids of links that are in the atlas."""

    id: str
    chain: str
    position: Position | None
    name: Name
    stated: Stated
    statement: Name = Name()
    products: tuple[Name, ...] = ()
    gbt: tuple[str, ...] = ()
    technologies: Name = Name()
    supplies: tuple[str, ...] = ()
    firms: tuple[Firm, ...] = ()
    projects: tuple[LinkProject, ...] = ()
    targets: tuple[Target, ...] = ()
    assessment: Assessment | None = None


_Listed = TypeVar("_Listed", Firm, LinkProject, Target)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain with its links, upstream ones first; what names the chain and none of its links stands beside them."""

    id: str
    name: Name
    stated: Stated
    links: tuple[Link, ...]
    aliases: tuple[str, ...] = ()
    landscape: Name = Name()
    direction: Name = Name()
    summary: Name = Name()
    firms_beside: tuple[Firm, ...] = ()
    projects_beside: tuple[LinkProject, ...] = ()
    targets_beside: tuple[Target, ...] = ()

    @property
    def firms(self) -> tuple[Firm, ...]:
        """All firms of the chain, each once."""
        return _once((*(firm for link in self.links for firm in link.firms), *self.firms_beside))

    @property
    def projects(self) -> tuple[LinkProject, ...]:
        """All projects of the chain, each once."""
        return _once((*(project for link in self.links for project in link.projects), *self.projects_beside))

    @property
    def targets(self) -> tuple[Target, ...]:
        """All targets of the chain, each once."""
        return _once((*(target for link in self.links for target in link.targets), *self.targets_beside))


@dataclass(frozen=True)
class ChainAtlas:
    """The chains that a shelf holds, and how many rows or names of each kind fit none of them.

    `is_for_staff` says that assessments and targets would be here if there were any.
    """

    chains: tuple[Chain, ...]
    left_out: Mapping[str, int]
    is_for_staff: bool = False

    def chain(self, id_: str) -> Chain | None:
        """The chain with this id, or nothing."""
        return self._chains.get(id_)

    def link(self, id_: str) -> Link | None:
        """The link with this id, or nothing."""
        return self.links.get(id_)

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """Every link by id, in the order of the chains."""
        return {link.id: link for chain in self.chains for link in chain.links}

    @cached_property
    def graph(self) -> SupplyGraph:
        """Which link supplies which."""
        # Imported here: pages and questions that follow no supply need no graph library.
        from index.chains.graph import SupplyGraph

        return SupplyGraph({link.id: link.supplies for link in self.links.values()})

    @cached_property
    def _chains(self) -> Mapping[str, Chain]:
        return {chain.id: chain for chain in self.chains}


def without_firms(links: Sequence[Link]) -> tuple[Link, ...]:
    """Those of the links for which no firm that is here is known."""
    return tuple(link for link in links if not link.firms)


def _once(found: Sequence[_Listed]) -> tuple[_Listed, ...]:
    return tuple({each.id: each for each in found}.values())
