"""The conditions of policies in a few words, for a cell of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.demo.policies import counties_of
from corpus.demo.records import Policy
from corpus.demo.wording import ORIGINS, joined, money, plain
from corpus.schemas import Bilingual


def conditions_of(policy: Policy, chains: Mapping[str, Bilingual]) -> Bilingual:
    """All conditions of a policy, one after another; `chains` are the names of chains by letter."""
    conditions = list(_conditions(policy, chains)) or [Bilingual(zh="不限", en="none")]
    return Bilingual(zh="；".join(text.zh for text in conditions), en="; ".join(text.en for text in conditions))


def _conditions(policy: Policy, chains: Mapping[str, Bilingual]) -> Iterator[Bilingual]:
    outline, edition = policy.outline, policy.edition
    if outline.chains:
        names = joined([chains[letter] for letter in outline.chains])
        yield Bilingual(zh=f"属于{names.zh}", en=f"part of {names.en}")
    if counties := counties_of(policy):
        places = joined(counties)
        yield Bilingual(zh=f"位于{places.zh}", en=f"in {places.en}")
    if outline.origins:
        origins = joined([ORIGINS[origin] for origin in outline.origins])
        yield Bilingual(zh=f"资金来自{origins.zh}", en=f"funds from {origins.en}")
    if edition.min_investment:
        least = money(edition.min_investment)
        yield Bilingual(zh=f"投资额不低于{least.zh}", en=f"investment of at least {least.en}")
    if edition.min_jobs:
        yield Bilingual(zh=f"就业不少于{edition.min_jobs}人", en=f"at least {edition.min_jobs} people employed")
    if edition.min_research_share:
        share = plain(edition.min_research_share)
        yield Bilingual(zh=f"研发投入占比不低于{share}%", en=f"at least {share}% of revenue spent on research")
    if edition.min_per_mu:
        intensity = money(edition.min_per_mu)
        yield Bilingual(zh=f"亩均投资不低于{intensity.zh}", en=f"at least {intensity.en} invested per mu")
