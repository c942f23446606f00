"""Links of chains that a plan's product may belong to, as the audience's records have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.assembly import OpenIndex
from assistant.matching.naming import Likeness, Names
from corpus.glossaries import Glossary
from corpus.records.rows import Value
from corpus.schemas import Bilingual
from index.records.queries import RecordQuery

if TYPE_CHECKING:
    from index.records.store import RecordStore


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of a chain; `chain` is the name by which other records know its chain, `position` a code."""

    id: str
    name: Bilingual
    chain: str
    chain_name: Bilingual
    position: str | None
    products: Bilingual | None
    as_of: str | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class LinkMatch:
    """A link with how its names or those of its chain are like the product's."""

    link: ChainLink
    likeness: Likeness
    is_by_chain: bool


def links_of(index: OpenIndex) -> tuple[ChainLink, ...]:
    """The links that the audience may see, in the order of their table; none where the library has no such records."""
    store = index.records
    if store is None or not store.total("link"):
        return ()
    chains = chain_names_of(index)
    return tuple(_link(values, chains) for values in _all(store, "link"))


def chain_names_of(index: OpenIndex) -> dict[str, Bilingual]:
    """The chains that the audience may see, by the name by which other records know them."""
    store = index.records
    if store is None or not store.total("chain"):
        return {}
    return {
        str(values["name_zh"]): bilingual(values["name_zh"], values.get("name_en"), "")
        for values in _all(store, "chain")
    }


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
        named = [link.name.zh, link.name.en]
        named += [link.products.zh, link.products.en] if link.products else []
        own = Names.of(named, glossary).likeness(asked)
        of_chain = chains[link.chain]
        if own:
            found.append(LinkMatch(link, own, is_by_chain=False))
        elif of_chain:
            found.append(LinkMatch(link, of_chain, is_by_chain=True))
    if any(match.likeness == "same" and not match.is_by_chain for match in found):
        found = [match for match in found if not match.is_by_chain]
    return tuple(sorted(found, key=lambda match: (match.is_by_chain, match.likeness != "same")))


def _all(store: RecordStore, entity: str) -> list[Mapping[str, Value]]:
    query = RecordQuery.model_validate({"entity": entity, "aggregate": "list", "limit": None})
    return [row.values for row in store.answer(query).rows]


def _link(values: Mapping[str, Value], chains: Mapping[str, Bilingual]) -> ChainLink:
    chain = str(values.get("chain") or "")
    products = values.get("products"), values.get("products_en")
    return ChainLink(
        id=str(values["id"]),
        name=bilingual(values.get("name_zh"), values.get("name_en"), str(values["id"])),
        chain=chain,
        chain_name=chains.get(chain) or bilingual(chain, None, str(values["id"])),
        position=str(values["position"]) if values.get("position") else None,
        products=bilingual(*products, "–") if any(products) else None,
        as_of=str(values["as_of"]) if values.get("as_of") else None,
        is_demo=values.get("provenance") == "demo",
    )


def bilingual(zh: object, en: object, otherwise: str) -> Bilingual:
    """A name in both languages, in either where only one is known."""
    return Bilingual(zh=str(zh or en or otherwise), en=str(en or zh or otherwise))
