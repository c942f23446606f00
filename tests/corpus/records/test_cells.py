"""Cells: each way people write a value is read exactly, and nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records.amounts import amount_unit, read_amount, stored_amount
from corpus.records.cells import Stored, cell_parser
from corpus.records.entities import ENTERPRISE, LINK, PROJECT, STATISTIC
from corpus.records.figures import BadCell, plain_parts


def read(name: str, text: str) -> Stored:
    for entity in (PROJECT, STATISTIC, LINK, ENTERPRISE):
        field = entity.field(name)
        if field is not None:
            return cell_parser(field)(text)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024-06", "2024-06"),
        ("2024/6", "2024-06"),
        ("2024年6月", "2024-06"),
        ("2024.6.2", "2024-06-02"),
        ("2024-06-02 00:00:00", "2024-06-02"),
        ("20240602", "2024-06-02"),
        ("2024年06月02日", "2024-06-02"),
        ("二〇二四年六月二日", "2024-06-02"),
        ("10 April 2024", "2024-04-10"),
        ("—", None),
    ],
)
def test_dates_are_as_precise_as_they_are_written(text: str, date: str | None):
    assert read("signed_on", text) == date


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "45445", "202406", "待定", "6月", "2024-06/02", "一季度"])
def test_a_date_that_is_none_is_refused(text: str):
    with pytest.raises(BadCell, match="a date as YYYY"):
        read("signed_on", text)


@pytest.mark.parametrize(
    ("text", "mu"), [("120", "120"), ("1,200.5亩", "1200.5"), ("8公顷", "120"), ("２０", "20"), ("10 hectares", "150")]
)
def test_areas_are_in_mu(text: str, mu: str):
    assert read("land_mu", text) == Decimal(mu) * 10_000


@pytest.mark.parametrize("text", ["约120", "120-150", "-5", "120平米左右", "1.00001", "1e5"])
def test_an_area_that_is_not_exact_is_refused(text: str):
    with pytest.raises(BadCell):
        read("land_mu", text)


@pytest.mark.parametrize(("text", "stored"), [("3.5", 3_500_000), ("-2", -2_000_000), ("1.2万", 12_000_000_000)])
def test_numbers_are_exact(text: str, stored: int):
    assert read("value", text) == stored


def test_percentages_need_their_sign():
    assert read("match_rate", "46.9%") == 46_900_000
    with pytest.raises(BadCell, match="with its sign"):
        read("match_rate", "0.469")


@pytest.mark.parametrize(("text", "stored"), [("是", 1), ("YES", 1), ("√", 1), ("否", 0), ("False", 0), ("/", None)])
def test_yes_and_no(text: str, stored: int | None):
    assert read("published", text) == stored


def test_maybe_is_neither_yes_nor_no():
    with pytest.raises(BadCell):
        read("published", "待定")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("签约", "signed"),
        ("簽約", "signed"),
        ("Under Construction", "construction"),
        ("达产", "reaching_capacity"),
    ],
)
def test_choices_are_known_in_both_languages_and_scripts(text: str, code: str):
    assert read("stage", text) == code


def test_an_unknown_choice_is_refused_unless_the_field_is_open():
    with pytest.raises(BadCell, match="one of 线索, 洽谈, 签约"):
        read("stage", "快签了")
    assert read("county", "灵宝") == "411282"
    assert read("county", "经济开发区") == "经济开发区"


def test_lists_keep_their_order_and_lose_what_is_said_twice():
    assert read("chains", "铜、铝; 铜,金") == "|铜|铝|金|"


@pytest.mark.parametrize("text", ["a\x00b", "坏\ufffd字", "x" * 201])
def test_text_that_cannot_be_kept_is_refused(text: str):
    with pytest.raises(BadCell):
        read("chain", text)


@pytest.mark.parametrize(
    ("text", "unit", "currency", "value", "of"),
    [
        ("12,000", "万元", None, "120000000", "CNY"),
        ("1.5", "亿元", "USD", "150000000", "USD"),
        ("1.2亿元", "万元", None, "120000000", "CNY"),
        ("1.2亿元", None, "USD", "120000000", "USD"),
        ("3亿美元", "万元", None, "300000000", "USD"),
        ("US$33.77m", None, None, "33770000", "USD"),
        ("60 million yuan", None, "CNY", "60000000", "CNY"),
        ("1.2亿", None, "EUR", "120000000", "EUR"),
        ("3", "万美元", None, "30000", "USD"),
        ("5", "million yuan", None, "5000000", "CNY"),
        ("7", "RMB 10,000", None, "70000", "CNY"),
        ("0.01", "元", None, "0.01", "CNY"),
    ],
)
def test_amounts_are_exact_in_their_own_currency(
    text: str, unit: str | None, currency: str | None, value: str, of: str
):
    parts, code, written = read_amount(text, amount_unit(unit) if unit else None, currency)
    assert parts is not None
    assert code
    assert written
    amount = stored_amount(parts, code, written)
    assert (amount.value, amount.currency) == (Decimal(value), of)
    assert amount.written.startswith(text)


@pytest.mark.parametrize(
    ("text", "unit", "currency", "expected"),
    [
        ("1200", None, "CNY", "with its unit"),
        ("3亿美元", None, "CNY", "in CNY"),
        ("约3亿元", "万元", None, "an amount"),
        ("3000余万元", "万元", None, "an amount"),
        ("1-2亿元", "万元", None, "an amount"),
        ("1.2亿", "万元", "CNY", "an amount"),
        ("-5", "万元", None, "not below zero"),
        ("0.0000001", "万元", None, "at most 2 decimals"),
        ("99999999999999", "亿元", None, "less large"),
        ("面议", "万元", None, "an amount"),
    ],
)
def test_an_amount_in_doubt_is_refused(text: str, unit: str | None, currency: str | None, expected: str):
    with pytest.raises(BadCell, match=expected):
        read_amount(text, amount_unit(unit) if unit else None, currency)


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_whole_numbers_and_decimals_give_the_same_amounts(value: Decimal, unit: str):
    found = amount_unit(unit)
    assert found
    assert plain_parts(f"{value}", found.parts) == value * found.scale * 100
