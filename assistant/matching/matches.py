"""Matches: what of a library fits a plan, each with its reasons, in the order in which it is worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import Citation
from assistant.assembly import OpenIndex
from assistant.choosing import Candidate
from assistant.matching.clauses import Clauses
from assistant.matching.conditions import Condition, Plan, State, Verdict, held_against
from assistant.matching.links import LinkMatch, chain_names_of, links_of, matched_links
from assistant.matching.policies import Policy, policies_of
from assistant.matching.profile import Profile, Told
from assistant.matching.projects import ProjectMatch, matched_projects
from assistant.quoting import DraftSentence
from assistant.verifying import verify
from corpus.schemas import Language

_IN_FORCE = ("in_force", "undated")
_STANDINGS: tuple[State, ...] = ("met", "unknown", "unmet")


@dataclass(frozen=True, slots=True)
class Check:
    """A condition of a policy with what came of it, and the sentence it stands on, where a document has it."""

    condition: Condition
    verdict: Verdict
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class PolicyMatch:
    """A policy held against a plan; `gives` are the sentences that say what it gives."""

    policy: Policy
    checks: tuple[Check, ...]
    gives: tuple[Citation, ...]
    is_needed: bool

    @property
    def standing(self) -> State:
        """Unmet where any condition is, else unknown where any is, else met."""
        return standing_of([check.verdict for check in self.checks])


@dataclass(frozen=True, slots=True)
class Matches:
    """What fits a plan.

    `left_out` counts the policies that are not in force on the day; `wanted` is what of the plan would tell the most
    if it were told. `has_links` says that there are links to be like.
    """

    profile: Profile
    policies: tuple[PolicyMatch, ...]
    projects: tuple[ProjectMatch, ...]
    links: tuple[LinkMatch, ...]
    left_out: int
    wanted: tuple[Told, ...]
    has_links: bool
    on: date

    @property
    def has_demo(self) -> bool:
        """Whether anything shown is made up for demonstration."""
        return any(
            (
                *(match.policy.is_demo for match in self.policies),
                *(project.is_demo for project in self.projects),
                *(match.link.is_demo for match in self.links),
            )
        )


def matched(profile: Profile, index: OpenIndex, today: date, language: Language) -> Matches:
    """What fits a plan on a day, with clauses in the reader's language where there are any."""
    glossary = index.glossary
    known = links_of(index)
    links = matched_links(profile.product, known, glossary) if profile.product else ()
    plan = plan_of(profile, links)
    policies = policies_of(index, today)
    in_force = [policy for policy in policies if policy.status in _IN_FORCE]
    held = held_policies(in_force, plan, index, today, language)
    return Matches(
        profile=profile,
        policies=tuple(sorted(held, key=_worth)),
        projects=matched_projects(profile, links, index, glossary),
        links=links,
        left_out=len(policies) - len(in_force),
        wanted=_wanted(held),
        has_links=bool(known),
        on=today,
    )


def plan_of(profile: Profile, links: Sequence[LinkMatch]) -> Plan:
    """The plan with the chains of the links that its product is called like."""
    certain = frozenset(match.link.chain for match in links if match.likeness == "same")
    return Plan(profile, certain, frozenset(match.link.chain for match in links))


def held_policies(
    policies: Sequence[Policy], plan: Plan, index: OpenIndex, today: date, language: Language
) -> list[PolicyMatch]:
    """Policies held against a plan, with each clause as it stands in a document of the shelf."""
    names = chain_names_of(index)
    return [_held(policy, plan, Clauses(policy, language, index, names), index, today) for policy in policies]


def _held(policy: Policy, plan: Plan, clauses: Clauses, index: OpenIndex, today: date) -> PolicyMatch:
    checks = []
    for asked in policy.asks:
        clause = clauses.verbatim(asked.clause) if asked.clause else clauses.stating(asked.condition)
        checks.append(Check(asked.condition, held_against(asked.condition, plan), _cited(clause, index, today)))
    found = [clauses.verbatim(text) for text in policy.gives]
    found += clauses.giving(policy.support) if policy.support else []
    gives = [_cited(sentence, index, today) for sentence in found]
    return PolicyMatch(
        policy=policy,
        checks=tuple(sorted(checks, key=lambda check: _STANDINGS.index(check.verdict.state))),
        gives=tuple(citation for citation in gives if citation),
        is_needed=not policy.needs.isdisjoint(plan.profile.needs),
    )


def standing_of(verdicts: Sequence[Verdict]) -> State:
    """Unmet where any condition is, else unknown where any is, else met."""
    states = {verdict.state for verdict in verdicts}
    return "unmet" if "unmet" in states else "unknown" if "unknown" in states else "met"


def _cited(clause: Candidate | None, index: OpenIndex, today: date) -> Citation | None:
    """The citation of a clause, which is verified as any quote is."""
    if clause is None:
        return None
    _, citations = verify([DraftSentence(clause.text, (clause,))], index, today)
    return citations[0] if citations else None


def _worth(match: PolicyMatch) -> tuple[int, bool, int, bool, int]:
    """What is needed and has the most conditions met comes first within its standing; what asks nothing comes last."""
    met = sum(check.verdict.state == "met" for check in match.checks)
    unknown = sum(check.verdict.state == "unknown" for check in match.checks)
    return _STANDINGS.index(match.standing), not match.is_needed, -met, match.policy.is_demo, unknown


def _wanted(held: Sequence[PolicyMatch]) -> tuple[Told, ...]:
    """What to tell next: what the most policies that no condition excludes are waiting for comes first."""
    waiting: Counter[Told] = Counter()
    for match in held:
        if match.standing == "unknown":
            waiting.update({told for check in match.checks for told in check.verdict.wanted})
    return tuple(told for told, _ in sorted(waiting.items(), key=lambda item: (-item[1], item[0])))
