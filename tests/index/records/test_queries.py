"""Queries are checked when they are made, and said in words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from index.records.queries import QueryPair, RecordQuery, unit_of
from index.records.wording import in_words

AMOUNT = {"field": "signed_amount", "operator": "at_least", "values": ["1000000000"], "currency": "CNY"}
SIGNED = {"field": "stage", "operator": "at_least", "values": ["signed"]}


def query(**given: Any) -> RecordQuery:
    return RecordQuery.model_validate({"entity": "project", **given})


def of(field: str, operator: str, *values: Any, **more: Any) -> dict[str, Any]:
    return {"filters": [{"field": field, "operator": operator, "values": values, **more}]}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (of("colour", "equals", "red"), "no field colour"),
        (of("stage", "contains", "签"), "not contains"),
        (of("origin", "at_least", "local"), "not at_least"),
        (of("stage", "at_least", "suspended"), "one of lead, negotiation"),
        (of("stage", "equals", "signing"), "one of lead, negotiation"),
        (of("total_investment", "at_least", 5), "needs a currency"),
        (of("total_investment", "at_least", 5, currency="RMB"), "not RMB"),
        (of("total_investment", "at_least", "many", currency="CNY"), "compared with numbers"),
        (of("land_mu", "equals", True), "compared with numbers"),
        (of("land_mu", "between", 5), "takes 2"),
        (of("land_mu", "between", 5, 1), "lower bound first"),
        (of("signed_on", "on", "2024-13"), "dates as YYYY"),
        (of("signed_on", "period", "2025", "2024"), "first date first"),
        (of("signed_on", "equals", "2024"), "not equals"),
        (of("published", "equals", "yes"), "true or false"),
        (of("chain", "in"), "takes values"),
        (of("chain", "is_known", "x"), "takes 0"),
        (of("chain", "equals", ""), "compared with text"),
        (of("chain", "equals", "x", also=["link"]), "for contains alone"),
        (of("chain", "contains", "x", also=["link"], negated=True), "for contains alone"),
        (of("chain", "contains", "x", also=["colour"]), "no field colour"),
        (of("chain", "contains", "x", also=["land_mu"]), "land_mu is no text"),
        ({"aggregate": "sum"}, "needs a measure"),
        ({"aggregate": "sum", "measure": "stage"}, "no figure"),
        ({"aggregate": "sum", "measure": "signed_amount"}, "needs a currency"),
        ({"measure": "land_mu"}, "takes no measure"),
        ({"aggregate": "top"}, "needs an order"),
        ({"order": {"field": "land_mu"}}, "takes no order"),
        ({"aggregate": "top", "order": {"field": "signed_amount"}}, "needs a currency"),
        ({"group": "land_mu"}, "cannot be grouped"),
        ({"aggregate": "list", "group": "chain"}, "takes no group"),
        ({"limit": 0}, "greater than or equal to 1"),
        ({"entity": "ship"}, "entity"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_query_that_cannot_be_is_refused_with_its_reason(given: dict[str, Any], reason: str):
    with pytest.raises(ValidationError, match=reason):
        query(**given)


def test_a_query_survives_being_written_as_json():
    asked = query(filters=[AMOUNT, SIGNED, of("signed_on", "on", 2024)["filters"][0]], base=[SIGNED], limit=None)
    assert RecordQuery.model_validate_json(asked.model_dump_json()) == asked


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        ({}, "1"),
        ({"aggregate": "sum", "measure": "signed_amount", "currency": "USD"}, "USD"),
        ({"aggregate": "average", "measure": "land_mu"}, "mu"),
        ({"aggregate": "share", "measure": "signed_amount", "currency": "USD"}, "1"),
    ],
)
def test_a_value_has_the_unit_of_what_is_measured(given: dict[str, Any], unit: str):
    assert unit_of(query(**given)) == unit


def test_values_in_different_units_are_not_compared():
    yuan = query(aggregate="sum", measure="signed_amount", currency="CNY")
    dollars = query(aggregate="sum", measure="signed_amount", currency="USD")
    with pytest.raises(ValidationError, match="CNY and in USD"):
        QueryPair(operation="ratio", first=yuan, second=dollars)
    with pytest.raises(ValidationError, match="one value"):
        QueryPair(operation="ratio", first=yuan, second=query(group="chain"))


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        (query(), "项目的数量", "the number of projects"),
        (
            query(filters=[SIGNED, AMOUNT]),
            "项目的数量（阶段处于签约或之后；签约金额不低于10亿元）",
            "the number of projects where stage is signed or later, and signed amount is at least 1 billion yuan",
        ),
        (
            query(
                aggregate="sum", measure="total_investment", currency="USD", group="county",
                filters=[{"field": "signed_on", "operator": "period", "values": ["2024-01", "2024-06"]}],
            ),
            "项目的总投资（美元）合计（签约日期在2024年1月至2024年6月之间），按县区分组",
            "the sum of the total investment (in US dollars) of projects where signing date is from 2024-01 "
            "to 2024-06, for each county",
        ),
        (
            query(aggregate="share", base=[SIGNED], **of("origin", "in", "foreign", "local", negated=True)),
            "符合“非（来源为境外、本地之一）”的项目占项目（阶段处于签约或之后）的比重（按数量计）",
            "the share, by number, of projects where not (origin is one of foreign, local) in projects where stage "
            "is signed or later",
        ),
        (
            query(aggregate="top", order={"field": "land_mu"}, limit=5, **of("chain", "is_unknown")),
            "用地最大的5个项目（产业链未知）",
            "the 5 projects with the largest land where chain is not known",
        ),
        (
            QueryPair(operation="ratio", first=query(**of("county", "equals", "411282")), second=query(group=None)),
            "“项目的数量（县区为灵宝市）”与“项目的数量”之比",
            "(the number of projects where county is Lingbao) over (the number of projects)",
        ),
    ],
)  # fmt: skip
def test_a_query_is_said_in_both_languages(asked: RecordQuery | QueryPair, zh: str, en: str):
    assert (in_words(asked, "zh"), in_words(asked, "en")) == (zh, en)


def test_further_fields_are_said_and_needed():
    asked = query(**of("name_zh", "contains", "铜", also=["investor"]))
    assert in_words(asked, "zh") == "项目的数量（项目名称或投资方包含“铜”）"
    assert in_words(asked, "en") == "the number of projects where name (Chinese) or investor contains “铜”"
    assert asked.needed_fields == {"name_zh", "investor"}
