"""Conditions as values, held against a plan: met, unmet, or unknown where the plan or the text does not say.

Figures are compared exactly. A sum in another currency than the condition's is unknown, since nothing is converted, and
a range is met only when all of it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assistant.matching.figures import Figure
from assistant.matching.profile import Profile, Told
from corpus.conditions import Amounted, Named

State = Literal["met", "unmet", "unknown"]
Reason = Literal["told", "not_told", "other_currency", "in_between", "decided_elsewhere", "similar"]

_NEEDED: dict[Amounted, tuple[Told, ...]] = {
    "investment": ("investment",), "revenue": ("revenue",), "jobs": ("jobs",), "land": ("land",),
    "research_share": ("research_share",), "per_mu": ("investment", "land"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Range:
    """A figure of the plan must lie between two bounds, of which one may be missing and each may be excluded."""

    subject: Amounted
    unit: str
    lower: Decimal | None = None
    upper: Decimal | None = None
    includes_lower: bool = True
    includes_upper: bool = True


@dataclass(frozen=True, slots=True)
class OneOf:
    """Something of the plan must be one of these: codes, or names of chains."""

    subject: Named
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Somebody else decides whether it holds."""

    subject: Literal["recognition"] = "recognition"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The text says that it does not hold here, whatever the plan."""

    subject: Literal["place"] = "place"


Condition = Range | OneOf | Recognition | Elsewhere


@dataclass(frozen=True, slots=True)
class Plan:
    """A profile with the chains its product belongs to, and those it may belong to, by name."""

    profile: Profile
    chains: frozenset[str] = frozenset()
    possible_chains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a condition, why, and what of the plan would have to be told for more."""

    state: State
    reason: Reason = "told"
    wanted: tuple[Told, ...] = ()


def held_against(condition: Condition, plan: Plan) -> Verdict:
    """Whether the plan meets the condition, as far as both say."""
    if isinstance(condition, Range):
        return _figure(condition, plan.profile)
    if isinstance(condition, OneOf):
        return _name(condition, plan)
    if isinstance(condition, Elsewhere):
        return Verdict("unmet")
    return Verdict("unknown", "decided_elsewhere")


def compared(figure: Figure, condition: Range, by: Figure | None = None) -> Verdict:
    """A figure, or one divided by another, held against the bounds of a condition."""
    if figure.unit != condition.unit:
        return Verdict("unknown", "other_currency")
    lowest, highest = _fraction(figure.lower), _fraction(figure.upper)
    if by is not None:
        lowest, highest = _divided(lowest, by.upper), _divided(highest, by.lower)
    lower, upper = _fraction(condition.lower), _fraction(condition.upper)
    if (lower is not None and highest is not None and not _above(highest, lower, condition.includes_lower)) or (
        upper is not None and lowest is not None and not _above(upper, lowest, condition.includes_upper)
    ):
        return Verdict("unmet")
    if (lower is None or (lowest is not None and _above(lowest, lower, condition.includes_lower))) and (
        upper is None or (highest is not None and _above(upper, highest, condition.includes_upper))
    ):
        return Verdict("met")
    return Verdict("unknown", "in_between")


def _figure(condition: Range, profile: Profile) -> Verdict:
    needed = _NEEDED[condition.subject]
    missing = tuple(name for name in needed if getattr(profile, name) is None)
    if missing:
        return Verdict("unknown", "not_told", missing)
    figure: Figure = getattr(profile, needed[0])
    verdict = compared(figure, condition, profile.land if condition.subject == "per_mu" else None)
    return Verdict(verdict.state, verdict.reason, needed) if verdict.reason == "in_between" else verdict


def _name(condition: OneOf, plan: Plan) -> Verdict:
    if condition.subject == "chain":
        if plan.profile.product is None:
            return Verdict("unknown", "not_told", ("product",))
        if plan.chains & set(condition.allowed):
            return Verdict("met")
        if not plan.chains or plan.possible_chains & set(condition.allowed):
            return Verdict("unknown", "similar", ("product",))
        return Verdict("unmet")
    told = getattr(plan.profile, condition.subject)
    if told is None:
        return Verdict("unknown", "not_told", (condition.subject,))
    return Verdict("met" if told in condition.allowed else "unmet")


def _above(value: Fraction, bound: Fraction, is_included: bool) -> bool:
    return value >= bound if is_included else value > bound


def _divided(value: Fraction | None, by: Decimal | None) -> Fraction | None:
    """The quotient, or nothing where it is not bounded. Nothing can be said of an area of nought."""
    return None if value is None or not by else value / Fraction(by)


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
