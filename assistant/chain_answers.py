"""Chain answers: what the tables of chains say to a question, in sentences that cite the rows they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.chain_assessments import Assessing
from assistant.chain_citing import Citing
from assistant.chain_questions import ChainQuestion, Kind
from assistant.chain_wording import bracketed, links_by_position, position_in_words, positions_in_words, saying
from assistant.record_answers import RecordAnswer
from corpus.languages import Script, to_traditional
from index.chains.atlas import POSITIONS, Chain, ChainAtlas, Link, without_firms


def chain_answer(asked: ChainQuestion, atlas: ChainAtlas, script: Script) -> RecordAnswer | None:
    """The answer in the asker's script; nothing where the shelf does not hold what is asked for."""
    answer = _Answering(Citing(atlas, "en" if script == "latn" else "zh")).answer(asked)
    return _in_traditional(answer) if answer and script == "hant" else answer


def _in_traditional(answer: RecordAnswer) -> RecordAnswer:
    return replace(
        answer,
        title=to_traditional(answer.title),
        sentences=tuple(map(to_traditional, answer.sentences)),
        beside=tuple(map(_in_traditional, answer.beside)),
    )


class _Answering:
    """Answers what anybody may ask."""

    def __init__(self, citing: Citing) -> None:
        self._citing = citing
        self._atlas = citing.atlas
        self._language = citing.language

    def answer(self, asked: ChainQuestion) -> RecordAnswer | None:
        """The answer to a question whose subject, if it has one, stands in tables."""
        link = self._atlas.link(asked.link) if asked.link else None
        chain = self._atlas.chain(asked.chain) if asked.chain else None
        if not self._citing.links:
            return None
        match asked.kind:
            case Kind.UPSTREAM | Kind.DOWNSTREAM if link:
                return self._supply(asked, link)
            case Kind.NEAR if link:
                return self._near(link, asked.steps or 1)
            case Kind.FIRMS if link:
                return self._firms(link)
            case Kind.FIRMS if chain:
                return self._firms_at(chain, asked)
            case Kind.LINKS if chain:
                return self._links_of(chain, asked)
            case Kind.UNLISTED:
                return self._unlisted(chain)
        if not self._atlas.is_for_staff:
            return None
        return Assessing(self._citing).answer(asked, chain, link)

    def _supply(self, asked: ChainQuestion, link: Link) -> RecordAnswer:
        way, graph = asked.kind.value, self._atlas.graph
        reached = (graph.upstream if way == "upstream" else graph.downstream)(link.id, asked.steps)
        name = self._citing.with_chain(link)
        query = saying(f"{way}_query", self._language, link=link.name.said(self._language))
        said = []
        for key, near in (("direct", True), ("further", False)):
            names = [self._citing.step(one, tells_steps=not near) for one in reached if (one.steps == 1) == near]
            if names:
                said.append(
                    self._citing.sentence(f"{way}_{key}", link=name, count=len(names), names=self._citing.listed(names))
                )
        found = [self._atlas.links[one.link] for one in reached]
        if not reached:
            return self._citing.of_links(query, [link], [self._citing.sentence(f"{way}_none", link=name)], matched=0)
        answer = self._citing.of_links(query, [link, *found], said, matched=len(found), steps=reached)
        direct = [each for each, one in zip(found, reached, strict=True) if one.steps == 1]
        return self._with_suppliers(answer, direct) if asked.asks_who else answer

    def _with_suppliers(self, answer: RecordAnswer, links: Sequence[Link]) -> RecordAnswer:
        """The answer with the firms of the links, where who it is was asked."""
        firms = list({firm.id: firm for link in links for firm in link.firms}.values())
        if not firms:
            return answer
        names = self._citing.listed([self._citing.firm(firm) for firm in firms])
        said = [
            self._citing.sentence("suppliers", count=len(firms), names=names),
            self._citing.sentence("supply_is_process"),
        ]
        return replace(answer, beside=(self._citing.of("enterprise", answer.query, firms, said),))

    def _near(self, link: Link, steps: int) -> RecordAnswer:
        graph = self._atlas.graph
        reached = graph.neighbours(link.id, steps)
        name = self._citing.with_chain(link)
        query = saying("near_query", self._language, link=link.name.said(self._language), steps=steps)
        if not reached:
            return self._citing.of_links(query, [link], [self._citing.sentence("near_none", link=name)], matched=0)
        above, below = ({one.link for one in way(link.id)} for way in (graph.upstream, graph.downstream))
        names = []
        for one in reached:
            sides = [side for side, links in (("upstream", above), ("downstream", below)) if one.link in links]
            details = [position_in_words(side, self._language) for side in sides]
            details += [saying("steps", self._language, steps=one.steps)] if steps > 1 else []
            names.append(bracketed(self._atlas.links[one.link].name.said(self._language), details, self._language))
        values: dict[str, str | int] = {"steps": steps, "count": len(names), "names": self._citing.listed(names)}
        said = self._citing.sentence("near" if steps > 1 else "near_direct", link=name, **values)
        found = [self._atlas.links[one.link] for one in reached]
        return self._citing.of_links(query, [link, *found], [said], matched=len(found), steps=reached)

    def _firms(self, link: Link) -> RecordAnswer:
        query = saying("firms_query", self._language, link=link.name.said(self._language))
        firms = [firm for firm in link.firms if firm.stated.origin == "records"]
        if not firms:
            said = [
                self._citing.sentence("firms_none", link=self._citing.with_chain(link)),
                self._citing.sentence("only_listed"),
            ]
            return self._citing.of_links(query, [link], said, matched=0)
        names = self._citing.listed([self._citing.firm(firm) for firm in firms])
        said = [self._citing.sentence("firms", link=self._citing.with_chain(link), count=len(firms), names=names)]
        return self._citing.of("enterprise", query, firms, said)

    def _firms_at(self, chain: Chain, asked: ChainQuestion) -> RecordAnswer:
        """The firms of a chain's links at some positions, each with what it does there."""
        links = [link for link in chain.links if link.position in asked.positions]
        places = positions_in_words(asked.positions, self._language)
        name = bracketed(chain.name.said(self._language), [places], self._language)
        query = saying("firms_query", self._language, link=name)
        listed = [(firm, link) for link in links for firm in link.firms if firm.stated.origin == "records"]
        if not listed:
            said = [self._citing.sentence("firms_none", link=name), self._citing.sentence("only_listed")]
            return self._citing.of("chain", query, [chain], said)
        firms = list({firm.id: firm for firm, _ in listed}.values())
        names = [
            bracketed(firm.name.said(self._language), [link.name.said(self._language)], self._language)
            for firm, link in listed
        ]
        said = [self._citing.sentence("firms", link=name, count=len(firms), names=self._citing.listed(names))]
        return self._citing.of("enterprise", query, firms, said)

    def _links_of(self, chain: Chain, asked: ChainQuestion) -> RecordAnswer:
        wanted = asked.positions or POSITIONS
        links = [link for link in chain.links if not asked.positions or link.position in wanted]
        name = chain.name.said(self._language)
        query = saying("links_query", self._language, chain=name)
        places = ""
        if asked.positions:
            places = positions_in_words(asked.positions, self._language)
            query = bracketed(query, [places], self._language)
        if not links:
            return self._citing.of("chain", query, [chain], [self._citing.sentence("links_none", chain=name)])
        values: dict[str, str | int] = {"chain": name, "count": len(links)}
        if len(asked.positions) == 1:
            values |= {
                "position": places,
                "names": self._citing.listed([link.name.said(self._language) for link in links]),
            }
            return self._citing.of_links(
                query, links, [self._citing.sentence("links_at", **values)], matched=len(links)
            )
        said = [self._citing.sentence("links", **values, names=links_by_position(links, self._language))]
        return self._citing.of_links(query, links, said, matched=len(links))

    def _unlisted(self, chain: Chain | None) -> RecordAnswer:
        links = self._citing.links_of(chain)
        found = without_firms(links)
        query = saying("unlisted_query", self._language)
        if not found:
            said = [self._citing.sentence("unlisted_none", total=len(links))]
            return self._citing.of_links(query, links, said, matched=0)
        names = self._citing.listed([self._citing.named(link, in_chain=chain is not None) for link in found])
        values: dict[str, str | int] = {"total": len(links), "count": len(found), "names": names}
        if chain:
            said = [self._citing.sentence("unlisted", chain=chain.name.said(self._language), **values)]
        else:
            said = [self._citing.sentence("unlisted_all", **values)]
        return self._citing.of_links(query, found, [*said, self._citing.sentence("only_listed")], matched=len(found))
