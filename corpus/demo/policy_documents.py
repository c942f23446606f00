"""The policies as documents: six articles each, in sentences that can stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.demo.pages import Page, Part
from corpus.demo.policies import counties_of, measure_of
from corpus.demo.policy_sentences import cited, said
from corpus.demo.records import Chain, Policy
from corpus.demo.wording import ORIGINS, day, joined, money, plain
from corpus.demo.world import World
from corpus.schemas import Bilingual

_ARTICLES = (
    Bilingual(zh="第一条 目的", en="Article 1 Purpose"),
    Bilingual(zh="第二条 适用范围", en="Article 2 Scope"),
    Bilingual(zh="第三条 条件", en="Article 3 Conditions"),
    Bilingual(zh="第四条 支持内容", en="Article 4 Support"),
    Bilingual(zh="第五条 办理程序", en="Article 5 Procedure"),
    Bilingual(zh="第六条 有效期", en="Article 6 Validity"),
)


def policy_pages(world: World) -> Iterator[Page]:
    """A page for each edition of each policy."""
    chains = {chain.letter: chain for chain in world.chains}
    by_id = {policy.id: policy for policy in world.policies}
    for policy in world.policies:
        edition = policy.edition
        matter: dict[str, object] = {
            "kind": "policy",
            "audience": "public",
            "number": policy.number,
            "level": policy.outline.level,
            "issued": edition.issued,
            "effective": edition.effective,
        }
        if edition.expires:
            matter["expires"] = edition.expires
        articles = (
            _purpose(policy),
            _scope(policy, chains),
            _conditions(policy),
            _support(policy),
            _procedure(policy),
            _validity(policy, by_id),
        )
        yield Page(
            id=policy.id,
            folder="policies",
            title=policy.name,
            opening=(),
            parts=[Part(heading, sentences) for heading, sentences in zip(_ARTICLES, articles, strict=True)],
            matter=matter,
            issuer=policy.issuer,
            supersedes=policy.supersedes,
            superseded_by=policy.superseded_by,
        )


def _purpose(policy: Policy) -> Sequence[Bilingual]:
    return said(policy, "issued", day(policy.edition.issued)), said(policy, "purpose", policy.outline.purpose)


def _scope(policy: Policy, chains: Mapping[str, Chain]) -> Sequence[Bilingual]:
    everything = Bilingual(zh="全部产业链", en="all industrial chains")
    names = [chains[letter].name for letter in policy.outline.chains]
    sentences = [said(policy, "chains", joined(names or [everything]))]
    if counties := counties_of(policy):
        sentences.append(said(policy, "counties", joined(counties)))
    if origins := [ORIGINS[origin] for origin in policy.outline.origins]:
        sentences.append(said(policy, "origins", joined(origins)))
    return sentences


def _conditions(policy: Policy) -> Sequence[Bilingual]:
    edition = policy.edition
    sentences = []
    if edition.min_investment:
        sentences.append(said(policy, "investment", money(edition.min_investment)))
    if edition.min_jobs:
        people = Bilingual(zh=f"{edition.min_jobs}人", en=f"{edition.min_jobs} people")
        sentences.append(said(policy, "jobs", people))
    if edition.min_research_share:
        sentences.append(said(policy, "research", _percent(edition.min_research_share)))
    if edition.min_per_mu:
        sentences.append(said(policy, "intensity", money(edition.min_per_mu)))
    return sentences or [said(policy, "no threshold")]


def _support(policy: Policy) -> Sequence[Bilingual]:
    edition, base = policy.edition, policy.outline.base
    if base is None or edition.rate is None or edition.ceiling is None:
        return [said(policy, "measure", measure_of(policy))]
    rate, ceiling = _percent(edition.rate), money(edition.ceiling)
    share = Bilingual(zh=f"{base.zh}的{rate.zh}", en=f"{rate.en} of {base.en}")
    sentences = [said(policy, "rate", share), said(policy, "ceiling", ceiling)]
    reached = edition.ceiling * 100 / edition.rate
    if reached.is_integer():
        at = money(int(reached))
        words = Bilingual(zh=f"{base.zh}达到{at.zh}", en=f"{base.en} comes to {at.en}")
        sentences.append(said(policy, "reached", words))
    return sentences


def _procedure(policy: Policy) -> Sequence[Bilingual]:
    return said(policy, "procedure", policy.procedure), said(policy, "office", policy.office)


def _validity(policy: Policy, by_id: Mapping[str, Policy]) -> Sequence[Bilingual]:
    edition = policy.edition
    sentences = [said(policy, "effective", day(edition.effective))]
    sentences.append(said(policy, "expires", day(edition.expires)) if edition.expires else said(policy, "open"))
    if policy.supersedes:
        sentences.append(said(policy, "supersedes", cited(by_id[policy.supersedes])))
    if policy.superseded_by:
        later = by_id[policy.superseded_by]
        name, since = cited(later), day(later.edition.effective)
        words = Bilingual(zh=f"{since.zh}起施行{name.zh}", en=f"{name.en}, in force from {since.en}")
        sentences.append(said(policy, "superseded", words))
    return [*sentences, said(policy, "invented")]


def _percent(share: float) -> Bilingual:
    return Bilingual(zh=f"{plain(share)}%", en=f"{plain(share)}%")
