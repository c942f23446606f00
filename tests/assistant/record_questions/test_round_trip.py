"""Queries said in Chinese and in English by templates are understood as the queries they were."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.records.queries import Filter, RecordQuery
from tests.assistant.record_questions.tables import Asking

PLACES = {
    "411281": ("义马", "Yima"), "411221": ("渑池县", "Mianchi"), "411224": ("卢氏", "Lushi County"),
    "411202": ("湖滨区", "Hubin"), "411203": ("陕州", "Shanzhou"), "411282": ("灵宝市", "Lingbao"),
}  # fmt: skip
CHAINS = {
    "示例产业链A·轻金属": ("轻金属产业链", "the light metals chain"),
    "示例产业链C·储能电池": ("储能电池链", "the storage batteries chain"),
    "示例产业链F·鲜果加工": ("鲜果加工产业链", "the fruit processing chain"),
    "示例产业链L·文旅服务": ("示例产业链L·文旅服务", "the chain Example Chain L (cultural tourism services)"),
}
STAGES = {
    ("equals", "construction"): ("在建", "under construction"),
    ("at_least", "construction"): ("已开工", "that have started construction"),
    ("less_than", "construction"): ("尚未开工", "that have not started construction"),
    ("equals", "negotiation"): ("在谈", "under negotiation"),
    ("at_least", "production"): ("已投产", "in production"),
    ("equals", "suspended"): ("暂停", "that have been suspended"),
    ("equals", "reaching_capacity"): ("已达产", "that have reached capacity"),
}
ORIGINS = {
    "foreign": ("境外", "foreign"), "local": ("本地", "local"), "out_of_province": ("省外", "out-of-province"),
}  # fmt: skip
BOUNDS = {
    "more_than": ("超过{}", "over {}"), "less_than": ("低于{}", "below {}"), "at_least": ("不低于{}", "at least {}"),
    "at_most": ("不超过{}", "at most {}"), "between": ("在{}到{}之间", "between {} and {}"),
}  # fmt: skip
SUFFIXED = {"at_least": ("{}以上", "{} or more"), "at_most": ("{}以下", "{} or less")}
MEASURES = {
    "total_investment": ("总投资", "total investment"), "signed_amount": ("签约金额", "signed amount"),
    "in_place_amount": ("到位资金", "funds in place"),
}  # fmt: skip
GROUPS = {
    "county": ("县区", "county"),
    "chain": ("产业链", "chain"),
    "origin": ("来源", "origin"),
    "stage": ("阶段", "stage"),
}


@dataclass(frozen=True)
class Said:
    """A filter as it is said before the noun in Chinese, and after it or, where `leads`, before it in English."""

    filter: Filter
    zh: str
    en: str
    leads: bool = False


def one_of(
    names: dict[str, tuple[str, str]], field: str, english: str, *, leads: bool = False
) -> st.SearchStrategy[Said]:
    def said(codes: list[str], denied: bool) -> Said:
        several = len(codes) > 1
        operator: Any = ("not_in" if several else "not_equals") if denied else ("in" if several else "equals")
        zh = "、".join(names[code][0] for code in codes)
        en = " or ".join(names[code][1] for code in codes)
        en = f"{'not ' if denied else ''}{english}{en}"
        return Said(
            Filter(field=field, operator=operator, values=tuple(codes)), ("不是" if denied else "") + zh, en, leads
        )

    return st.builds(said, st.lists(st.sampled_from(list(names)), min_size=1, max_size=1 if leads else 3, unique=True),
                     st.just(False) if leads else st.booleans())  # fmt: skip


def stages() -> st.SearchStrategy[Said]:
    def said(stage: tuple[str, str]) -> Said:
        operator: Any = stage[0]
        return Said(Filter(field="stage", operator=operator, values=(stage[1],)), *STAGES[stage])

    return st.sampled_from(list(STAGES)).map(said)


def amounts() -> st.SearchStrategy[Said]:
    figures = st.lists(st.integers(1, 9999), min_size=2, max_size=2, unique=True).map(sorted)

    def said(measure: str, operator: Any, bounds: list[int], dollars: bool, suffixed: bool) -> Said:
        values = bounds if operator == "between" else bounds[:1]
        table = SUFFIXED if suffixed and operator in SUFFIXED else BOUNDS
        currency = "USD" if dollars else "CNY"
        filter_ = Filter(
            field=measure, operator=operator, values=tuple(Decimal(n) * 10**6 for n in values), currency=currency
        )
        zh = [f"{n * 100}万{'美元' if dollars else '元'}" for n in values]
        en = [f"${n:,} million" if dollars else f"{n} million yuan" for n in values]
        words = MEASURES[measure]
        return Said(
            filter_, words[0] + table[operator][0].format(*zh), f"with a {words[1]} of {table[operator][1].format(*en)}"
        )

    return st.builds(said, st.sampled_from(list(MEASURES)), st.sampled_from(list(BOUNDS)), figures, st.booleans(),
                     st.booleans())  # fmt: skip


def lands() -> st.SearchStrategy[Said]:
    def said(operator: Any, mu: int) -> Said:
        filter_ = Filter(field="land_mu", operator=operator, values=(Decimal(mu),))
        zh, en = (words.format(figure) for words, figure in zip(BOUNDS[operator], (f"{mu}亩", f"{mu} mu"), strict=True))
        return Said(filter_, f"用地{zh}", f"with a land area of {en}")

    return st.builds(said, st.sampled_from([name for name in BOUNDS if name != "between"]), st.integers(1, 5000))


def dates() -> st.SearchStrategy[Said]:
    def said(year: int, month: int | None) -> Said:
        day, names = f"{year}", "January February March April May June July August September October November December"
        zh, en = f"{year}年", f"{year}"
        if month:
            day, zh, en = f"{year}-{month:02}", f"{zh}{month}月", f"{names.split()[month - 1]} {year}"
        return Said(Filter(field="signed_on", operator="on", values=(day,)), f"{zh}签约", f"signed in {en}")

    return st.builds(said, st.integers(2015, 2030), st.none() | st.integers(1, 12))


ANY = [
    one_of(PLACES, "county", "in "), one_of(CHAINS, "chain", "in "), one_of(ORIGINS, "origin", "", leads=True),
    stages(), amounts(), lands(), dates(),
]  # fmt: skip
FILTERS = st.sets(st.integers(0, len(ANY) - 1), max_size=4).flatmap(
    lambda chosen: st.tuples(*(ANY[n] for n in sorted(chosen)))
)
ASKED = st.sampled_from(["count", "list", "sum", "average"])


def said_in_chinese(said: tuple[Said, ...], asked: str, measure: str, group: str | None) -> str:
    records = "".join(f"{each.zh}的" for each in said) + "项目"
    name = MEASURES[measure][0]
    by = f"按{GROUPS[group][0]}分组，" if group else ""
    return by + {
        "count": f"{records}有多少个？", "list": f"{records}有哪些？", "sum": f"{records}的{name}合计多少？",
        "average": f"{records}的平均{name}是多少？",
    }[asked]  # fmt: skip


def said_in_english(said: tuple[Said, ...], asked: str, measure: str, group: str | None) -> str:
    before = "".join(f"{each.en} " for each in said if each.leads)
    after = ", and ".join(each.en for each in said if not each.leads)
    records = f"{before}projects {after}".strip()
    name = MEASURES[measure][1]
    by = f" by {GROUPS[group][1]}" if group else ""
    return {
        "count": f"How many {records} are there{by}?", "list": f"List the {records}",
        "sum": f"What is the sum of the {name} of {records}{by}?",
        "average": f"What is the average {name} of {records}{by}?",
    }[asked]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=FILTERS, asked=ASKED, measure=st.sampled_from(list(MEASURES)), group=st.none() | st.sampled_from(list(GROUPS))
)
def test_what_is_said_in_either_language_is_understood(
    demo: Asking, said: tuple[Said, ...], asked: Any, measure: str, group: str | None
) -> None:
    if asked == "list" or any(each.filter.field == group for each in said):
        group = None
    filters = tuple(each.filter for each in said)
    currencies = {filter_.currency for filter_ in filters if filter_.field == measure}
    expected = RecordQuery(
        entity="project", filters=filters, aggregate=asked, group=group,
        measure=measure if asked in ("sum", "average") else None,
        currency=(currencies.pop() if currencies else "CNY") if asked in ("sum", "average") else None,
    )  # fmt: skip
    for question in (said_in_chinese(said, asked, measure, group), said_in_english(said, asked, measure, group)):
        found = demo.query(question)
        assert sorted(map(sorted_filter, found.filters)) == sorted(map(sorted_filter, expected.filters)), question
        assert found.model_copy(update={"filters": ()}) == expected.model_copy(update={"filters": ()}), question


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=FILTERS,
    asked=ASKED,
    place=st.floats(0, 1, exclude_max=True),
    word=st.sampled_from(["光伏", "重点", "火星", "民营", "龙头", "最近", "开封", "百强"]),
    words=st.sampled_from(["photovoltaic", "big", "Kaifeng", "recent", "private", "successful", "almost"]),
)
def test_a_word_more_that_is_not_known_makes_no_query(
    demo: Asking, said: tuple[Said, ...], asked: str, place: float, word: str, words: str
) -> None:
    chinese = said_in_chinese(said, asked, "total_investment", None)
    at = int(place * len(chinese))
    assert not hasattr(demo.result(chinese[:at] + word + chinese[at:]), "query")
    english = said_in_english(said, asked, "total_investment", None).split()
    at = int(place * len(english))
    assert not hasattr(demo.result(" ".join([*english[:at], words, *english[at:]])), "query")


def sorted_filter(filter_: Filter) -> str:
    return filter_.model_copy(update={"values": tuple(sorted(filter_.values, key=str))}).model_dump_json()
