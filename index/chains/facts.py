"""Facts: the chains and firms of facts files, kept beside each shelf, and never counted as records.

What a report names is no complete list, so that counting it would be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.schemas import Audience, Bilingual, ChainFile, Enterprise, EnterprisesFile, FactsFile
from index.chains.atlas import Chain, Firm, Link, Name, Stated
from index.errors import DamagedIndex

CHAINS_FILE = "chains.json"
"""The chains and firms of a shelf's facts files, where it has any."""


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """The facts files that tell of chains, as far as one shelf has them."""

    chains: tuple[ChainFile, ...] = ()
    enterprises: tuple[EnterprisesFile, ...] = ()


def facts_for(audience: Audience, facts: Sequence[FactsFile]) -> ChainFacts:
    """What the shelf of an audience holds of them; the public one does not even name what staff alone may see."""
    chains = tuple(file for file in facts if isinstance(file, ChainFile) and file.audience == audience)
    firms = tuple(file for file in facts if isinstance(file, EnterprisesFile) and file.audience == audience)
    if audience == "staff":
        return ChainFacts(chains, firms)
    shown = ChainFacts(chains, firms)
    return ChainFacts(
        tuple(_as_shown(chain, shown) for chain in chains), tuple(_of_shown(file, shown) for file in firms)
    )


def facts_as_json(facts: ChainFacts) -> str:
    """The facts as they are kept; nothing when there is no chain and no firm."""
    if not facts.chains and not facts.enterprises:
        return ""
    values = {
        "chains": [file.model_dump(mode="json", exclude_none=True) for file in facts.chains],
        "enterprises": [file.model_dump(mode="json", exclude_none=True) for file in facts.enterprises],
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_facts(shelf: Path) -> ChainFacts:
    """The facts beside a shelf, none where it has none. Raises `DamagedIndex`."""
    try:
        values: dict[str, Any] = json.loads((shelf / CHAINS_FILE).read_text("utf-8"))
        return ChainFacts(
            tuple(ChainFile.model_validate(value) for value in values["chains"]),
            tuple(EnterprisesFile.model_validate(value) for value in values["enterprises"]),
        )
    except FileNotFoundError:
        return ChainFacts()
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise DamagedIndex(f"{shelf / CHAINS_FILE} cannot be read: {error}") from error


def chains_of(facts: ChainFacts) -> Iterator[Chain]:
    """The chains with their links, not yet checked against others, and with no firms."""
    for file in facts.chains:
        stated = Stated("facts", file.provenance, file.as_of, file.source, file.id)
        links = tuple(
            Link(
                id=link.id,
                chain=file.id,
                position=link.position,
                name=_name(link.name),
                stated=Stated("facts", file.provenance, link.as_of or file.as_of, link.source or file.source, file.id),
                statement=_name(link.statement),
                products=tuple(map(_name, link.products)),
                gbt=link.gbt,
                supplies=link.supplies,
            )
            for link in file.links
        )
        yield Chain(file.id, _name(file.name), stated, links, aliases=file.aliases, summary=_name(file.summary))


def firms_of(facts: ChainFacts) -> Iterator[tuple[Firm, Sequence[str]]]:
    """The firms, each with the ids of the chains it says it belongs to."""
    for file in facts.enterprises:
        for item in file.items:
            yield _firm(item, file), item.chains


def firms_of_links(facts: ChainFacts) -> dict[str, Sequence[str]]:
    """The ids of the firms that each link names."""
    return {link.id: link.enterprises for file in facts.chains for link in file.links}


def _firm(item: Enterprise, file: EnterprisesFile) -> Firm:
    products = Name("、".join(each.zh for each in item.products), ", ".join(each.en for each in item.products))
    stated = Stated("facts", file.provenance, item.as_of or file.as_of, item.source or file.source, file.id)
    return Firm(item.id, _name(item.name), stated, item.aliases, item.place, products)


def _name(text: Bilingual | None) -> Name:
    return Name(text.zh, text.en) if text else Name()


def _as_shown(chain: ChainFile, shown: ChainFacts) -> ChainFile:
    firms = {item.id for file in shown.enterprises for item in file.items}
    links = {link.id for file in shown.chains for link in file.links}
    return chain.model_copy(
        update={
            "links": tuple(
                link.model_copy(
                    update={
                        "enterprises": tuple(id_ for id_ in link.enterprises if id_ in firms),
                        "supplies": tuple(id_ for id_ in link.supplies if id_ in links),
                    }
                )
                for link in chain.links
            )
        }
    )


def _of_shown(file: EnterprisesFile, shown: ChainFacts) -> EnterprisesFile:
    chains = {chain.id for chain in shown.chains}
    kept = tuple(
        item.model_copy(update={"chains": tuple(id_ for id_ in item.chains if id_ in chains)}) for item in file.items
    )
    return file.model_copy(update={"items": kept})
