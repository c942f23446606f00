"""Links of chains that a plan's product may belong to, from tables of records and from facts files alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.matching.naming import Likeness, Names
from corpus.glossaries import Glossary
from corpus.schemas import Bilingual
from index.chains.atlas import Chain, Link, Name


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of a chain; `chain` is the name by which records know its chain, `position` a code."""

    id: str
    name: Bilingual
    chain: str
    chain_id: str
    chain_name: Bilingual
    position: str | None
    products: tuple[Bilingual, ...]
    as_of: str | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class LinkMatch:
    """A link with how its names or those of its chain are like the product's."""

    link: ChainLink
    likeness: Likeness
    is_by_chain: bool


def links_of(index: OpenIndex) -> tuple[ChainLink, ...]:
    """The links that the audience may see, in the order of their chains."""
    return tuple(_link(chain, link) for chain in index.chains.chains for link in chain.links)


def chain_names_of(index: OpenIndex) -> dict[str, Bilingual]:
    """The chains that the audience may see, by the name by which records know them."""
    return {_known_as(chain): _bilingual(chain.name, chain.id) for chain in index.chains.chains}


def matched_links(product: str, links: Sequence[ChainLink], glossary: Glossary) -> tuple[LinkMatch, ...]:
    """The links whose names, products or chain are called as the product is, or like it; the likest first.

    Where one has the very name, the others of its chain are not what is meant.
    """
    asked = Names.of((product,), glossary)
    found: list[LinkMatch] = []
    chains: dict[str, Likeness | None] = {}
    for link in links:
        if link.chain not in chains:
            chains[link.chain] = Names.of((link.chain_name.zh, link.chain_name.en), glossary).likeness(asked)
        named = [text for name in (link.name, *link.products) for text in (name.zh, name.en)]
        own = Names.of(named, glossary).likeness(asked)
        of_chain = chains[link.chain]
        if own:
            found.append(LinkMatch(link, own, is_by_chain=False))
        elif of_chain:
            found.append(LinkMatch(link, of_chain, is_by_chain=True))
    if any(match.likeness == "same" and not match.is_by_chain for match in found):
        found = [match for match in found if not match.is_by_chain]
    return tuple(sorted(found, key=lambda match: (match.is_by_chain, match.likeness != "same")))


def _link(chain: Chain, link: Link) -> ChainLink:
    return ChainLink(
        id=link.id,
        name=_bilingual(link.name, link.id),
        chain=_known_as(chain),
        chain_id=chain.id,
        chain_name=_bilingual(chain.name, chain.id),
        position=link.position,
        products=tuple(_bilingual(name, link.id) for name in link.products),
        as_of=link.stated.as_of,
        is_demo=link.stated.provenance == "demo",
    )


def _known_as(chain: Chain) -> str:
    return chain.name.zh or chain.id


def _bilingual(name: Name, otherwise: str) -> Bilingual:
    return bilingual(name.zh, name.en, otherwise)


def bilingual(zh: object, en: object, otherwise: str) -> Bilingual:
    """A name in both languages, in either where only one is known."""
    return Bilingual(zh=str(zh or en or otherwise), en=str(en or zh or otherwise))
