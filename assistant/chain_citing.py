"""Citing chains: answers that stand on rows of tables of chains, and how those rows are named in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.chain_wording import bracketed, listed, saying, sentence
from assistant.record_answers import RecordAnswer
from assistant.replies import reply
from corpus.languages import Script
from corpus.records.choices import PLACES
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.schemas import Language, Provenance
from index.chains.atlas import Chain, ChainAtlas, Firm, Link, Stated, Target
from index.chains.graph import Reached


class Citing:
    """Makes answers in one language from one atlas."""

    def __init__(self, atlas: ChainAtlas, language: Language) -> None:
        self.atlas = atlas
        self.language = language
        self.links = [link for link in atlas.links.values() if link.stated.origin == "records"]

    def links_of(self, chain: Chain | None) -> list[Link]:
        """The links of a chain, or of all chains of tables."""
        return list(chain.links) if chain else self.links

    def step(self, reached: Reached, *, tells_steps: bool) -> str:
        """A link that supply leads to, with how far it is where that is told."""
        name = self.atlas.links[reached.link].name.said(self.language)
        if not tells_steps:
            return name
        return bracketed(name, [saying("steps", self.language, steps=reached.steps)], self.language)

    def with_chain(self, link: Link) -> str:
        """A link with the chain it belongs to."""
        chain = self.atlas.chain(link.chain)
        return bracketed(
            link.name.said(self.language), [chain.name.said(self.language)] if chain else [], self.language
        )

    def named(self, link: Link, *, in_chain: bool) -> str:
        """A link, with its chain unless that is said already."""
        return link.name.said(self.language) if in_chain else self.with_chain(link)

    def firm(self, firm: Firm) -> str:
        """A firm with its county."""
        place = next((place for place in PLACES if place.code == firm.county), None)
        county = firm.county if place is None else place.zh if self.language == "zh" else place.en
        return bracketed(firm.name.said(self.language), [county] if county else [], self.language)

    def sentence(self, name: str, **values: str | int) -> str:
        """One sentence."""
        return sentence(name, self.language, **values)

    def listed(self, names: Sequence[str]) -> str:
        """Names one after the other."""
        return listed(names, self.language)

    def of_links(
        self, query: str, links: Sequence[Link], said: Sequence[str], *, matched: int, steps: Sequence[Reached] = ()
    ) -> RecordAnswer:
        """The answer that cites links; `matched` of them are what was asked for, so many steps away."""
        answer = self.of("link", query, links, said)
        far = {one.link: str(one.steps) for one in steps}
        rows = tuple({**row, "steps": far[row["id"]]} if row["id"] in far else row for row in answer.rows)
        return replace(answer, matched=matched, value=matched, rows=rows)

    def of(
        self, entity: EntityName, query: str, found: Sequence[Chain | Link | Firm | Target], said: Sequence[str]
    ) -> RecordAnswer:
        """The answer that cites what was found, as of when it is told."""
        dates = sorted({one.stated.as_of for one in found if one.stated.as_of})
        until = ("至" if self.language == "zh" else " to ").join(dates if len(dates) < 2 else (dates[0], dates[-1]))
        dated = [self.sentence("as_of", date=until)] if dates else []
        script: Script = "latn" if self.language == "en" else "hans"
        entity_name = ENTITIES[entity].zh if self.language == "zh" else ENTITIES[entity].en_plural
        return RecordAnswer(
            query=query,
            entity=entity,
            matched=len(found),
            total=self._total(entity),
            value=len(found),
            rows=tuple(_row(one, self.language) for one in found),
            ids=tuple(one.id for one in found if one.stated.origin == "records"),
            as_of=dates[-1] if dates else None,
            audience="staff" if self.atlas.is_for_staff else "public",
            provenance=_provenance([one.stated for one in found]),
            title=reply("records_title", script, entity=entity_name),
            sentences=(*said, *dated),
        )

    def _total(self, entity: EntityName) -> int:
        chains = [chain for chain in self.atlas.chains if chain.stated.origin == "records"]
        if entity == "link":
            return len(self.links)
        if entity == "chain":
            return len(chains)
        of_chains = [chain.targets if entity == "target" else chain.firms for chain in chains]
        return len({one.id for found in of_chains for one in found})


def _row(one: Chain | Link | Firm | Target, language: Language) -> Mapping[str, str]:
    return {"id": one.id, "name": one.name.said(language)}


def _provenance(stated: Sequence[Stated]) -> Provenance:
    """Demonstration data where any of it is, so that the answer is marked."""
    found = {one.provenance for one in stated}
    return "demo" if "demo" in found else "bureau" if "bureau" in found else "public"
