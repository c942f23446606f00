"""Three-valued checks: exact at their bounds, and never met where anything is unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.matching.conditions import (
    Condition,
    Elsewhere,
    OneOf,
    Plan,
    Range,
    Recognition,
    State,
    compared,
    held_against,
)
from assistant.matching.figures import Figure
from assistant.matching.profile import Profile

AT_LEAST = Range("investment", "CNY", lower=Decimal(50_000_000))
MORE_THAN = Range("investment", "CNY", lower=Decimal(50_000_000), includes_lower=False)
AT_MOST = Range("investment", "CNY", upper=Decimal(50_000_000))
LESS_THAN = Range("investment", "CNY", upper=Decimal(50_000_000), includes_upper=False)
BETWEEN = Range("investment", "CNY", Decimal(10), Decimal(20))
HALF_OPEN = Range("investment", "CNY", Decimal(10), Decimal(20), includes_upper=False)
PER_MU = Range("per_mu", "CNY", lower=Decimal(2_000_000))


def yuan(value: str) -> Figure:
    return Figure.exactly(Decimal(value), "CNY", value)


@pytest.mark.parametrize(
    ("condition", "value", "state"),
    [
        (AT_LEAST, "50000000", "met"),
        (AT_LEAST, "49999999.99", "unmet"),
        (MORE_THAN, "50000000", "unmet"),
        (MORE_THAN, "50000000.01", "met"),
        (AT_MOST, "50000000", "met"),
        (AT_MOST, "50000000.01", "unmet"),
        (LESS_THAN, "50000000", "unmet"),
        (LESS_THAN, "49999999.99", "met"),
        (BETWEEN, "10", "met"),
        (BETWEEN, "20", "met"),
        (BETWEEN, "9.99", "unmet"),
        (BETWEEN, "20.01", "unmet"),
        (HALF_OPEN, "20", "unmet"),
        (HALF_OPEN, "19.99", "met"),
    ],
)
def test_a_bound_is_exact(condition: Range, value: str, state: State) -> None:
    assert held_against(condition, Plan(Profile(investment=yuan(value)))).state == state


@pytest.mark.parametrize(
    ("lower", "upper", "state"),
    [
        ("50000000", None, "met"), ("40000000", None, "unknown"), (None, "49000000", "unmet"),
        (None, "60000000", "unknown"), ("45000000", "55000000", "unknown"), ("50000000", "80000000", "met"),
    ],
)  # fmt: skip
def test_a_range_is_met_only_when_all_of_it_is(lower: str | None, upper: str | None, state: State) -> None:
    figure = Figure(lower and Decimal(lower), upper and Decimal(upper), "CNY", "")  # type: ignore[arg-type]
    assert held_against(AT_LEAST, Plan(Profile(investment=figure))).state == state


def test_another_currency_is_unknown_and_not_converted() -> None:
    told = Profile(investment=Figure.exactly(Decimal(10**12), "USD", ""))
    verdict = held_against(AT_LEAST, Plan(told))
    assert (verdict.state, verdict.reason) == ("unknown", "other_currency")


@pytest.mark.parametrize(
    ("investment", "land", "state"),
    [
        ("200000000", "100", "met"),
        ("199999999.99", "100", "unmet"),
        ("200000000", "0", "unknown"),
        ("1", "0.0000004", "met"),
    ],
)
def test_investment_per_mu_is_exact_and_nothing_is_said_of_no_land(investment: str, land: str, state: State) -> None:
    told = Profile(investment=yuan(investment), land=Figure.exactly(Decimal(land), "mu", ""))
    assert held_against(PER_MU, Plan(told)).state == state


def test_what_is_missing_is_named() -> None:
    assert held_against(PER_MU, Plan(Profile(land=Figure.exactly(Decimal(1), "mu", "")))).wanted == ("investment",)
    assert held_against(OneOf("origin", ("foreign",)), Plan(Profile())).wanted == ("origin",)


@pytest.mark.parametrize(
    ("chains", "possible", "state"),
    [
        ({"A"}, {"A"}, "met"),
        ({"B"}, {"B"}, "unmet"),
        ({"B"}, {"A", "B"}, "unknown"),
        (set(), {"A"}, "unknown"),
        (set(), set(), "unknown"),
    ],
)
def test_a_product_is_of_a_chain_only_when_it_is_certain(chains: set[str], possible: set[str], state: State) -> None:
    plan = Plan(Profile(product="x"), frozenset(chains), frozenset(possible))
    assert held_against(OneOf("chain", ("A",)), plan).state == state


def test_what_others_decide_is_unknown_whatever_is_told_and_what_does_not_hold_here_is_unmet() -> None:
    plan = Plan(Profile(product="x", investment=yuan("1e12"), origin="foreign"))
    assert held_against(Recognition(), plan).state == "unknown"
    assert held_against(Elsewhere(), plan).state == "unmet"


def _low(bound: Decimal | None) -> Decimal:
    return Decimal("-Infinity") if bound is None else bound


def _high(bound: Decimal | None) -> Decimal:
    return Decimal("Infinity") if bound is None else bound


figures = some.one_of(
    some.none(),
    some.builds(
        lambda bounds, unit: Figure(min(bounds, key=_low), max(bounds, key=_high), unit, ""),
        some.tuples(*[some.one_of(some.none(), some.decimals(0, 10**9, places=2))] * 2),
        some.sampled_from(("CNY", "USD")),
    ),
)
areas = some.one_of(
    some.none(), some.builds(lambda value: Figure.exactly(value, "mu", ""), some.decimals(0, 10**4, places=2))
)
bounds = some.one_of(some.none(), some.decimals(0, 10**9, places=2))
ranges = some.builds(
    Range, some.sampled_from(("investment", "revenue", "per_mu")), some.sampled_from(("CNY", "USD")), bounds, bounds,
    some.booleans(), some.booleans(),
)  # fmt: skip
names = some.builds(
    OneOf,
    some.sampled_from(("origin", "activity", "county")),
    some.sampled_from((("foreign",), ("renovation",), ("411282",))),
)
profiles = some.builds(
    Profile,
    investment=figures,
    revenue=figures,
    land=areas,
    origin=some.sampled_from((None, "foreign", "local")),
    activity=some.sampled_from((None, "renovation")),
    county=some.sampled_from((None, "411282", "411202")),
)


@given(some.one_of(ranges, names, some.just(Recognition())), profiles)
def test_the_unknown_is_never_called_met(condition: Condition, profile: Profile) -> None:
    state = held_against(condition, Plan(profile)).state
    if isinstance(condition, Range):
        figure = profile.revenue if condition.subject == "revenue" else profile.investment
        lacks_land = condition.subject == "per_mu" and profile.land is None
        if figure is None or lacks_land or figure.unit != condition.unit:
            assert state == "unknown"
    elif isinstance(condition, OneOf):
        told = getattr(profile, condition.subject)
        assert state == ("unknown" if told is None else "met" if told in condition.allowed else "unmet")
    else:
        assert state == "unknown"


@given(ranges, some.decimals(0, 10**9, places=2), some.decimals(0, 10**9, places=2), some.fractions(0, 1))
def test_whatever_lies_in_a_range_that_is_met_meets_it(
    condition: Range, one: Decimal, two: Decimal, at: Fraction
) -> None:
    figure = Figure(min(one, two), max(one, two), condition.unit, "")
    state = compared(figure, condition).state
    value = Fraction(min(one, two)) + at * (Fraction(max(one, two)) - Fraction(min(one, two)))
    above = (
        condition.lower is None or value > condition.lower or (condition.includes_lower and value == condition.lower)
    )
    below = (
        condition.upper is None or value < condition.upper or (condition.includes_upper and value == condition.upper)
    )
    if state != "unknown":
        assert (state == "met") == (above and below)
