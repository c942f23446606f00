"""Random queries over random tables give what pandas gives, with every unknown and every currency accounted for."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.records.choices import STAGES
from index.records.databases import Place
from index.records.queries import Filter, RecordQuery
from index.records.results import LeftOut
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import batch

CHAINS = ["copper", "gold", "100%", "a_b", "Aluminium"]
STAGE_CODES = [stage.code for stage in STAGES]
PLACES = {stage.code: stage.order for stage in STAGES}
DATES = ["2023", "2024", "2024-05", "2024-06", "2024-06-01", "2024-06-15", "2024-06-30", "2024-07-01", "2025-01-01"]
AMOUNTS = ["0", "0.01", "1", "99.99", "100", "1000000", "123456789.12"]
CURRENCIES = ["CNY", "USD"]


def either(values: list[str]) -> st.SearchStrategy[str]:
    return st.just("") | st.sampled_from(values)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "chain": either(CHAINS),
            "stage": either(STAGE_CODES),
            "signed_on": either(DATES),
            "as_of": either(DATES),
            "published": either(["是", "否"]),
            "land_mu": either(["0", "1.5", "120", "120.0001"]),
            "total_investment": either(AMOUNTS),
            "currency": st.sampled_from(CURRENCIES),
        }
    ),
    max_size=25,
)


def filters() -> st.SearchStrategy[Filter]:
    decimal = st.sampled_from([Decimal(a) for a in [*AMOUNTS, "0.005", "-1", "1e30"]])
    bounds = st.tuples(decimal, decimal).map(lambda pair: tuple(sorted(pair)))
    currency = {"currency": st.sampled_from(CURRENCIES), "negated": st.booleans()}
    negated = {"negated": st.booleans()}
    flags = {"includes_lower": st.booleans(), "includes_upper": st.booleans()}
    figures = st.sampled_from(["equals", "not_equals", "at_least", "more_than", "at_most", "less_than"])
    placed = [code for code, place in PLACES.items() if place]
    period = st.tuples(st.sampled_from(DATES), st.sampled_from(DATES)).filter(lambda p: p[0][:4] <= p[1][:4])

    def one(**given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Filter]:
        return st.builds(Filter, **given_)

    def single(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return values.map(lambda value: (value,))

    names = st.sampled_from(["chain", "stage", "signed_on", "published", "land_mu", "total_investment"])
    some = st.lists(st.sampled_from(CHAINS), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        one(field=names, operator=st.sampled_from(["is_known", "is_unknown"]), **negated),
        one(field=st.just("chain"), operator=st.sampled_from(["equals", "not_equals"]),
            values=single(st.sampled_from(CHAINS)), **negated),
        one(field=st.just("chain"), operator=st.sampled_from(["in", "not_in"]), values=some, **negated),
        one(field=st.just("chain"), operator=st.just("contains"),
            values=single(st.sampled_from(["o", "%", "_", "AL", "\\", "opp"])), **negated),
        one(field=st.just("stage"), operator=st.sampled_from(["equals", "not_equals"]),
            values=single(st.sampled_from(STAGE_CODES)), **negated),
        one(field=st.just("stage"), operator=st.sampled_from(["at_least", "more_than", "at_most", "less_than"]),
            values=single(st.sampled_from(placed)), **negated),
        one(field=st.just("published"), operator=st.sampled_from(["equals", "not_equals"]),
            values=single(st.booleans()), **negated),
        one(field=st.just("signed_on"), operator=st.sampled_from(["on", "before", "after"]),
            values=single(st.sampled_from(DATES)), **negated),
        one(field=st.just("signed_on"), operator=st.just("period"), values=period, **negated),
        one(field=st.just("land_mu"), operator=figures, values=single(decimal), **negated),
        one(field=st.just("total_investment"), operator=figures, values=single(decimal), **currency),
        one(field=st.just("total_investment"), operator=st.just("between"), values=bounds, **currency, **flags),
    )  # fmt: skip


QUERIES: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    base=st.lists(filters(), max_size=1).map(tuple),
    filters=st.lists(filters(), max_size=3).map(tuple),
    aggregate=st.sampled_from(["count", "sum", "average", "minimum", "maximum", "share"]),
    money=st.booleans(),
    currency=st.sampled_from(CURRENCIES),
    group=st.sampled_from([None, "chain", "stage", "signed_on", "published"]),
    by_count=st.booleans(),
)


def days(partial: str) -> tuple[str, str]:
    year, month, day = [*map(int, partial.split("-")), 0, 0][:3]
    last_month = month or 12
    last = day or calendar.monthrange(year, last_month)[1]
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{last_month:02}-{last:02}"


def verdict(row: Any, filter_: Filter) -> bool | str:
    """True or False, "unknown" or "currency", worked out value by value."""
    value, operator = row[filter_.field], filter_.operator
    if operator in ("is_known", "is_unknown"):
        return ((value is not None) == (operator == "is_known")) != filter_.negated
    if value is None:
        return "unknown"
    if filter_.field == "total_investment" and row["total_currency"] != filter_.currency:
        return "currency"
    bounds: Any = filter_.values
    if filter_.field == "signed_on":
        first, last = days(value)
        low, high = days(bounds[0])[0], days(bounds[-1])[1]
        results = {
            "before": (last < low, first < low),
            "after": (first > high, last > high),
        }.get(operator, (first >= low and last <= high, last >= low and first <= high))
        if results[0] != results[1]:
            return "unknown"
        return results[0] != filter_.negated
    if filter_.field == "stage" and operator not in ("equals", "not_equals"):
        if PLACES[value] is None:
            return "unknown"
        value, bounds = PLACES[value], [PLACES[code] for code in bounds]
    compare: dict[str, Callable[[], bool]] = {
        "equals": lambda: value == bounds[0],
        "not_equals": lambda: value != bounds[0],
        "in": lambda: value in bounds,
        "not_in": lambda: value not in bounds,
        "contains": lambda: bounds[0].lower() in value.lower(),
        "at_least": lambda: value >= bounds[0],
        "more_than": lambda: value > bounds[0],
        "at_most": lambda: value <= bounds[0],
        "less_than": lambda: value < bounds[0],
        "between": lambda: (
            (value >= bounds[0] if filter_.includes_lower else value > bounds[0])
            and (value <= bounds[1] if filter_.includes_upper else value < bounds[1])
        ),
    }
    return compare[operator]() != filter_.negated


def judged(frame: pd.DataFrame, conditions: tuple[Filter, ...]) -> pd.Series:
    def of(row: Any) -> Any:
        verdicts = [verdict(row, filter_) for filter_ in conditions]
        return False if False in verdicts else next((v for v in ("currency", "unknown") if v in verdicts), True)

    return pd.Series([of(row) for row in frame.to_dict("records")], index=frame.index, dtype=object)


def table(rows: list[dict[str, str]]) -> pd.DataFrame:
    """The table as pandas sees it: exact values, None where unknown."""
    records = [
        {
            "id": f"p{n:02}",
            **{name: row[name] or None for name in ("chain", "stage", "signed_on", "as_of")},
            "published": {"": None, "是": True, "否": False}[row["published"]],
            "land_mu": Decimal(row["land_mu"]) if row["land_mu"] else None,
            "total_investment": Decimal(row["total_investment"]) if row["total_investment"] else None,
            "total_currency": row["currency"],
        }
        for n, row in enumerate(rows)
    ]
    names = "id chain stage signed_on as_of published land_mu total_investment total_currency".split()
    return pd.DataFrame(records, columns=names, dtype=object)


def measured(frame: pd.DataFrame, query: RecordQuery) -> tuple[list[Decimal], LeftOut]:
    if query.measure is None:
        return [], LeftOut()
    known = frame[frame[query.measure].map(lambda value: value is not None).astype(bool)]
    kept = known[known["total_currency"] == query.currency] if query.measure == "total_investment" else known
    return list(kept[query.measure]), LeftOut(len(frame) - len(known), len(known) - len(kept))


def expected_value(frame: pd.DataFrame, query: RecordQuery, whole: pd.DataFrame) -> Any:
    values, _ = measured(frame, query)
    if query.aggregate == "share":
        part, of = total(frame, query), total(whole, query)
        return None if part is None or not of else Fraction(part) / Fraction(of)
    if query.measure is None:
        return len(frame)
    if query.aggregate == "sum":
        return total(frame, query)
    if not values:
        return None
    if query.aggregate == "average":
        return Fraction(sum(values, Decimal(0))) / len(values)
    return min(values) if query.aggregate == "minimum" else max(values)


def total(frame: pd.DataFrame, query: RecordQuery) -> Any:
    values, _ = measured(frame, query)
    if query.measure is None:
        return len(frame)
    return sum(values, Decimal(0)) if values or frame.empty else None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS, asked=st.lists(QUERIES, min_size=1, max_size=4))
def test_every_query_gives_what_pandas_gives(folder: Path, rows: list[dict[str, str]], asked: list[dict[str, Any]]):
    staff, public = Place(folder / "staff.sqlite"), Place(folder / "public.sqlite")
    for place in (folder / "staff.sqlite", folder / "public.sqlite"):
        place.unlink(missing_ok=True)
    written = batch({"id": f"p{n:02}", "unit": "元", **row} for n, row in enumerate(rows))
    assert written.problems == ()
    write_records([written], staff, public)
    store = RecordStore(staff, "staff")
    frame = table(rows)
    for question in asked:
        check(store, frame, question)
    store.close()


def check(store: RecordStore, frame: pd.DataFrame, asked: dict[str, Any]) -> None:
    measure: str | None
    aggregate, by_count = asked["aggregate"], asked["by_count"]
    measure = "total_investment" if asked["money"] else "land_mu"
    if aggregate == "count" or (aggregate == "share" and by_count):
        measure = None
    query = RecordQuery(
        entity="project", base=asked["base"], filters=asked["filters"], aggregate=aggregate, measure=measure,
        currency=asked["currency"], group=asked["group"], limit=None,
    )  # fmt: skip
    result = store.answer(query)
    verdicts = judged(frame, (*query.base, *query.filters))
    matched = frame[verdicts.map(lambda v: v is True).astype(bool)]
    whole = frame[judged(frame, query.base).map(lambda v: v is True).astype(bool)]
    counts = verdicts.map(str).value_counts()
    assert result.total == len(frame)
    assert result.matched == len(matched)
    assert list(result.ids) == sorted(matched["id"])
    assert result.untold == LeftOut(counts.get("unknown", 0), counts.get("currency", 0))
    assert result.unmeasured == measured(matched, query)[1]
    dates = [value for value in matched["as_of"] if value is not None]
    assert result.as_of == ((min(dates), max(dates)) if dates else None)
    if query.group is None:
        assert result.value == expected_value(matched, query, whole)
        return
    keys = [value[:4] if query.group == "signed_on" and value else value for value in matched[query.group]]
    groups = {}
    for key in set(keys):
        part = matched[[other == key for other in keys]]
        groups[key] = (expected_value(part, query, whole), len(part), measured(part, query)[1])
    assert {group.key: (group.value, group.matched, group.unmeasured) for group in result.groups} == groups
