"""Joining: the atlas of a shelf from its records and its facts files. What fits no link is left out and counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from index.chains import facts as from_facts
from index.chains.atlas import POSITIONS, Chain, ChainAtlas, Firm, Link, LinkProject, Target
from index.chains.facts import ChainFacts
from index.chains.naming import Named

if TYPE_CHECKING:
    from index.chains.records import Naming
    from index.records.store import RecordStore

_Placed = TypeVar("_Placed", Firm, LinkProject, Target)


def atlas_of(store: RecordStore | None, facts: Sequence[ChainFacts]) -> ChainAtlas:
    """The atlas of what a shelf's records and the facts beside it say; records stand before facts.

    Raises `DamagedRecords`.
    """
    joining = _Joining()
    if store is not None:
        joining.add_records(store)
    joined = ChainFacts(
        tuple(chain for each in facts for chain in each.chains),
        tuple(file for each in facts for file in each.enterprises),
    )
    joining.add_facts(joined)
    return joining.atlas(store, joined)


class _Joining:
    """The atlas as far as it is joined."""

    def __init__(self) -> None:
        self._chains: dict[str, Chain] = {}
        self._links: dict[str, Link] = {}
        self._chain_names = Named()
        self._link_names = Named()
        self._left_out: Counter[str] = Counter()
        self._meant: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[list[str], list[str]]] = {}

    def add_records(self, store: RecordStore) -> None:
        """Add the chains and the links of tables."""
        from index.chains import records as from_records

        for chain in from_records.chains_of(store):
            self._add_chain(chain)
        for link, written in from_records.links_of(store):
            chain_id = self._chain_names.meant(written) if written else None
            if chain_id is None or link.id in self._links:
                self._left_out["link"] += 1
            else:
                self._add_link(replace(link, chain=chain_id))

    def add_facts(self, facts: ChainFacts) -> None:
        """Add the chains of facts files, except what has the id of something that is there."""
        for chain in from_facts.chains_of(facts):
            if chain.id in self._chains:
                self._left_out["chain"] += 1
                continue
            self._add_chain(replace(chain, links=()))
            for link in chain.links:
                if link.id in self._links:
                    self._left_out["link"] += 1
                else:
                    self._add_link(link)

    def atlas(self, store: RecordStore | None, facts: ChainFacts) -> ChainAtlas:
        """The atlas with everybody in place."""
        for link in self._links.values():
            self._links[link.id] = replace(link, supplies=tuple(self._supplied(link)))
        firms, projects, targets = _Placing[Firm](), _Placing[LinkProject](), _Placing[Target]()
        if store is not None:
            from index.chains import records as from_records

            for firm, naming in from_records.firms_of(store):
                self._place(firm, naming, firms, "enterprise")
            for project, naming in from_records.projects_of(store):
                self._place(project, naming, projects, "project")
            for target, naming in from_records.targets_of(store):
                self._place(target, naming, targets, "target")
        self._place_firms_of_facts(facts, firms)
        links: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self._links.values():
            placed = replace(
                link, firms=firms.of_link(link.id), projects=projects.of_link(link.id), targets=targets.of_link(link.id)
            )
            links[link.chain].append(placed)
        return ChainAtlas(
            tuple(
                replace(
                    chain,
                    links=tuple(sorted(links[chain.id], key=_position)),
                    firms_beside=firms.of_chain(chain.id),
                    projects_beside=projects.of_chain(chain.id),
                    targets_beside=targets.of_chain(chain.id),
                )
                for chain in self._chains.values()
            ),
            dict(self._left_out),
            is_for_staff=store is not None and store.audience == "staff",
        )

    def _add_chain(self, chain: Chain) -> None:
        self._chains[chain.id] = chain
        self._chain_names.add(chain.id, (chain.name.zh, chain.name.en, *chain.aliases))

    def _add_link(self, link: Link) -> None:
        self._links[link.id] = link
        self._link_names.add(link.id, (link.name.zh, link.name.en))

    def _supplied(self, link: Link) -> Iterable[str]:
        of_chain = self._links_of((link.chain,))
        for written in dict.fromkeys(link.supplies):
            found = self._link_names.meant(written, of_chain) or self._link_names.meant(written)
            if found is None:
                self._left_out["supply"] += 1
            else:
                yield found

    def _place(self, one: _Placed, naming: Naming, placing: _Placing[_Placed], entity: str) -> None:
        """Put a row to the links it names; to its chains alone where it names no link, else to none."""
        key = tuple(naming[0]), tuple(naming[1])
        if key not in self._meant:  # many rows name the same
            self._meant[key] = self._chains_and_links(*key)
        chains, links = self._meant[key]
        for link in links:
            placing.links[link].append(one)
        if not naming[1]:
            for chain in chains:
                placing.chains[chain].append(one)
        if not links and (naming[1] or not chains):
            self._left_out[entity] += 1

    def _chains_and_links(self, chains: Sequence[str], links: Sequence[str]) -> tuple[list[str], list[str]]:
        """The chains and the links that are meant; a link must be one of the chains that are named."""
        meant = [found for written in chains if (found := self._chain_names.meant(written))]
        if chains and not meant:
            return [], []
        within = self._links_of(meant) if meant else None
        return meant, [found for written in links if (found := self._link_names.meant(written, within))]

    def _place_firms_of_facts(self, facts: ChainFacts, placing: _Placing[Firm]) -> None:
        firms = {firm.id: firm for firm, _ in from_facts.firms_of(facts)}
        placed: set[tuple[str, str]] = set()
        for link, named in from_facts.firms_of_links(facts).items():
            if link in self._links and self._links[link].stated.origin == "facts":
                for id_ in named:
                    if id_ in firms:
                        placing.links[link].append(firms[id_])
                        placed.add((self._links[link].chain, id_))
                    else:
                        self._left_out["enterprise"] += 1
        for firm, chains in from_facts.firms_of(facts):
            for chain in chains:
                if chain in self._chains and (chain, firm.id) not in placed:
                    placing.chains[chain].append(firm)

    def _links_of(self, chains: Sequence[str]) -> list[str]:
        return [link.id for link in self._links.values() if link.chain in chains]


class _Placing(Generic[_Placed]):
    """Rows by the link or the chain they belong to."""

    def __init__(self) -> None:
        self.links: defaultdict[str, list[_Placed]] = defaultdict(list)
        self.chains: defaultdict[str, list[_Placed]] = defaultdict(list)

    def of_link(self, id_: str) -> tuple[_Placed, ...]:
        return tuple({one.id: one for one in self.links[id_]}.values())

    def of_chain(self, id_: str) -> tuple[_Placed, ...]:
        return tuple({one.id: one for one in self.chains[id_]}.values())


def _position(link: Link) -> int:
    return POSITIONS.index(link.position) if link.position else len(POSITIONS)
