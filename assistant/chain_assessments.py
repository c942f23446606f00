"""Chain assessments: how links stand here and which firms would fill them, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.chain_citing import Citing
from assistant.chain_questions import ChainQuestion, Kind
from assistant.chain_questions.parts import PURPOSES
from assistant.chain_targets import target_details
from assistant.chain_wording import bracketed, purpose_in_words, saying, status_in_words
from assistant.record_answers import RecordAnswer
from index.chains.atlas import Chain, Link, Target

_GAPS = ("weak", "missing", "at_risk")


class Assessing:
    """Answers what staff alone may ask."""

    def __init__(self, citing: Citing) -> None:
        self._citing = citing
        self._language = citing.language

    def answer(self, asked: ChainQuestion, chain: Chain | None, link: Link | None) -> RecordAnswer | None:
        """The answer, unless the question is another one."""
        match asked.kind:
            case Kind.TARGETS if link:
                return self._targets(link, asked.purposes)
            case Kind.TARGETS if chain:
                return self._targets_of(chain, asked.purposes)
            case Kind.STATUS:
                return self._status(chain, asked.statuses)
            case Kind.GAPS if chain:
                return self._gaps(chain, asked.purposes or PURPOSES)
        return None

    def _targets(self, link: Link, purposes: Sequence[str]) -> RecordAnswer:
        query = saying("targets_query", self._language, link=link.name.said(self._language))
        targets = [target for target in link.targets if not purposes or target.purpose in purposes]
        if not targets:
            said = [self._citing.sentence("targets_none", link=self._citing.with_chain(link))]
            return self._citing.of_links(query, [link], said, matched=0)
        names = self._citing.listed([self._target(target) for target in targets])
        said = [self._citing.sentence("targets", link=self._citing.with_chain(link), count=len(targets), names=names)]
        return self._citing.of("target", query, targets, said)

    def _targets_of(self, chain: Chain, purposes: Sequence[str]) -> RecordAnswer:
        """The targets of a whole chain, each with the link it would fill."""
        words = ("、" if self._language == "zh" else ", ").join(purpose_in_words(p, self._language) for p in purposes)
        values = {
            "chain": chain.name.said(self._language),
            "purposes": words if self._language == "zh" or not words else f" ({words})",
        }
        query = saying("chain_targets_query", self._language, **values)
        targets = [target for target in chain.targets if not purposes or target.purpose in purposes]
        if not targets:
            return self._citing.of("chain", query, [chain], [self._citing.sentence("chain_targets_none", **values)])
        of = {target.id: link for link in chain.links for target in link.targets}
        names = self._citing.listed([self._target(target, of.get(target.id)) for target in targets])
        said = [self._citing.sentence("chain_targets", **values, count=len(targets), names=names)]
        return self._citing.of("target", query, targets, said)

    def _status(self, chain: Chain | None, statuses: Sequence[str]) -> RecordAnswer:
        links = self._citing.links_of(chain)
        name = chain.name.said(self._language) if chain else ""
        words = ("、" if self._language == "zh" else ", ").join(status_in_words(s, self._language) for s in statuses)
        key = "status_query" if chain else "status_query_all"
        query = saying(key, self._language, status=words, **({"chain": name} if chain else {}))
        found, said = self._by_status(chain, links, statuses)
        return self._citing.of_links(query, found or links, said, matched=len(found))

    def _by_status(
        self, chain: Chain | None, links: Sequence[Link], statuses: Sequence[str]
    ) -> tuple[list[Link], list[str]]:
        """The links with these statuses, and a sentence for each of them."""
        all_found: list[Link] = []
        said = []
        for status in statuses:
            found = [link for link in links if link.assessment and link.assessment.status == status]
            names = self._citing.listed([self._assessed(link, in_chain=chain is not None) for link in found])
            ending = ("" if found else "_none") + ("" if chain else "_all")
            values: dict[str, str | int] = {"status": status_in_words(status, self._language)}
            values |= {"chain": chain.name.said(self._language)} if chain else {}
            values |= {"count": len(found), "names": names} if found else {}
            said.append(self._citing.sentence(f"status{ending}", **values))
            all_found += found
        return all_found, said

    def _gaps(self, chain: Chain, purposes: Sequence[str]) -> RecordAnswer:
        query = saying("gaps_query", self._language, chain=chain.name.said(self._language))
        found, said = self._by_status(chain, chain.links, _GAPS)
        answer = self._citing.of_links(query, found or chain.links, said, matched=len(found))
        targets, told = [], []
        for purpose in purposes:
            fitting = [target for target in chain.targets if target.purpose == purpose]
            targets += fitting
            values: dict[str, str | int] = {"purpose": purpose_in_words(purpose, self._language)}
            if fitting:
                of = {target.id: link for link in chain.links for target in link.targets}
                names = [self._target(target, of.get(target.id)) for target in fitting]
                told.append(
                    self._citing.sentence("gap_targets", count=len(fitting), names=self._citing.listed(names), **values)
                )
            else:
                told.append(self._citing.sentence("gap_targets_none", **values))
        return replace(answer, beside=(self._citing.of("target", query, targets, told),)) if targets else answer

    def _assessed(self, link: Link, *, in_chain: bool) -> str:
        rate = link.assessment.match_rate if link.assessment else None
        chain = self._citing.atlas.chain(link.chain)
        details = [chain.name.said(self._language)] if chain and not in_chain else []
        if rate is not None:
            details.append(saying("match_rate", self._language, rate=_plain(rate)))
        return bracketed(link.name.said(self._language), details, self._language)

    def _target(self, target: Target, link: Link | None = None) -> str:
        own = [link.name.said(self._language)] if link else []
        details = [*own, *target_details(target, self._language, tells_purpose=link is None)]
        return bracketed(target.name.said(self._language), details, self._language)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
