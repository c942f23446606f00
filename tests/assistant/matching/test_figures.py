"""Figures as people write them are read exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.matching.figures import FigureKind, read_figure
from assistant.matching.profile import Profile, address_fields, read_profile

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("text", "kind", "lower", "upper", "unit"),
    [
        ("6000万元", "money", 60 * MILLION, 60 * MILLION, "CNY"),
        ("6000万", "money", 60 * MILLION, 60 * MILLION, "CNY"),
        ("¥60m", "money", 60 * MILLION, 60 * MILLION, "CNY"),
        ("60 million yuan", "money", 60 * MILLION, 60 * MILLION, "CNY"),
        ("RMB 0.06bn", "money", 60 * MILLION, 60 * MILLION, "CNY"),
        ("四千八百萬元", "money", 48 * MILLION, 48 * MILLION, "CNY"),
        ("US$8 million", "money", 8 * MILLION, 8 * MILLION, "USD"),
        ("800万美元", "money", 8 * MILLION, 8 * MILLION, "USD"),
        ("5000万到8000万元", "money", 50 * MILLION, 80 * MILLION, "CNY"),
        ("between 50 and 80 million yuan", "money", 50 * MILLION, 80 * MILLION, "CNY"),
        ("至少5000万元", "money", 50 * MILLION, None, "CNY"),
        ("5000万元以上", "money", 50 * MILLION, None, "CNY"),
        ("at least 50 million yuan", "money", 50 * MILLION, None, "CNY"),
        ("不超过5000万元", "money", None, 50 * MILLION, "CNY"),
        ("up to 50 million yuan", "money", None, 50 * MILLION, "CNY"),
        ("约5000万元", "money", 45 * MILLION, 55 * MILLION, "CNY"),
        ("about 50 million yuan", "money", 45 * MILLION, 55 * MILLION, "CNY"),
        ("100", "land", 100, 100, "mu"),
        ("100亩地", "land", 100, 100, "mu"),
        ("100 mu of land", "land", 100, 100, "mu"),
        ("5公顷", "land", 75, 75, "mu"),
        ("200人", "count", 200, 200, "1"),
        ("200 jobs", "count", 200, 200, "1"),
        ("3.5%", "percent", Decimal("3.5"), Decimal("3.5"), "percent"),
        ("3", "percent", 3, 3, "percent"),
    ],
)
def test_a_figure_is_read_with_its_bounds(
    text: str, kind: FigureKind, lower: int | None, upper: int | None, unit: str
) -> None:
    figure = read_figure(text, kind)
    assert figure is not None
    assert (figure.lower, figure.upper, figure.unit) == (lower, upper, unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("很多", "money"), ("a lot", "money"), ("6000万元和100亩", "money"), ("-5000万元", "money"),
        ("2026年", "money"),
        ("abc", "land"), ("5公里", "land"), ("3%", "count"), ("300%", "percent"),
        ("5000万，还有3000万和2000万", "money"),
        ("60 million yuan for a wheel plant", "money"),
    ],
)  # fmt: skip
def test_what_is_no_single_figure_is_not_read(text: str, kind: FigureKind) -> None:
    assert read_figure(text, kind) is None


def test_a_sum_without_a_currency_is_in_the_one_chosen_and_one_that_names_its_own_keeps_it() -> None:
    for typed, unit in (("800万", "USD"), ("800万元", "CNY"), ("8 million yuan", "CNY"), ("€8m", "EUR")):
        investment = read_profile({"investment": typed, "currency": "USD"}).profile.investment
        assert investment is not None
        assert investment.unit == unit


def test_what_cannot_be_read_is_named_and_the_rest_counts() -> None:
    read = read_profile(
        {"product": "铝轮毂", "investment": "很多", "county": "999999", "origin": "foreign"}, ("land", "x")
    )
    assert read.errors == ("investment", "county")
    assert read.profile == Profile(product="铝轮毂", origin="foreign", needs=("land",))


@pytest.mark.parametrize("investment", ["6000万", "≥5000万元", "≤5000万元", "~5000万元", "50-80 million yuan", "$8m"])
def test_a_plan_is_the_same_when_it_is_read_from_its_address(investment: str) -> None:
    told = {"product": "铝轮毂", "investment": investment, "land": "5公顷", "jobs": "200人", "origin": "local"}
    profile = read_profile(told, ("tax",)).profile
    fields = address_fields(profile)
    again = read_profile(dict(fields), tuple(value for name, value in fields if name == "needs"))
    assert again.errors == ()
    for name in ("investment", "land", "jobs"):
        one, two = getattr(profile, name), getattr(again.profile, name)
        assert (one.lower, one.upper, one.unit) == (two.lower, two.upper, two.unit)
    assert (again.profile.product, again.profile.origin, again.profile.needs) == ("铝轮毂", "local", ("tax",))
