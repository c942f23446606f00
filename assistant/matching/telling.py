"""Telling: the plan that a question tells, as far as its words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.matching.figures import Figure, FigureKind, figure_of, is_range
from assistant.matching.needing import needs_in
from assistant.matching.profile import LONGEST_PRODUCT, Activity, Cooperation, Origin, Profile
from corpus.languages import has_han
from corpus.quantities import Quantity, read_quantities
from corpus.records.choices import PLACES

_NOT_INVESTED = re.compile(
    r"(产值|销售额?|注册资本|贷款|税|利润|净资产|估值|门槛|output|sales|turnover|loans?|capital|profit|tax(es)?|worth"
    r"|threshold)[^，。,;；.]{0,8}$",
    re.IGNORECASE,
)
_REVENUE = re.compile(r"(营业收入|营收|收入|revenue)[^，。,;；.]{0,10}$", re.IGNORECASE)
_REVENUE_AFTER = re.compile(r"^\s*(的)?(年)?(营业收入|营收)|^ (of )?(yearly |annual )?revenue", re.IGNORECASE)
_RESEARCH = re.compile(r"(研发|research|r&d)[^，。,;；.]{0,24}$", re.IGNORECASE)
_RESEARCH_AFTER = re.compile(r"^[^，。,;；.]{0,24}(研发|research|r&d)", re.IGNORECASE)
_JOBS = re.compile(r"^\s*(多)?(个|名)?(人|岗位|就业|员工|职工|jobs|people|workers|employees|staff)", re.IGNORECASE)
_ORIGINS: tuple[tuple[Origin, re.Pattern[str]], ...] = (
    ("foreign", re.compile(r"(?<![非无])外资|外商|境外|外国(?!语)|\b(foreign|overseas)\b", re.IGNORECASE)),
    ("out_of_province", re.compile(r"省外|外省|\b(out-of-province|from another province)\b", re.IGNORECASE)),
    ("local", re.compile(r"本地(企业|公司|的)|本市企业|\blocal (company|firm|enterprise|business)\b", re.IGNORECASE)),
)
_NOT_FOREIGN = re.compile(r"(不是|并非|没有|无|非)外[资商]|\b(not|no|non-?) ?foreign\b", re.IGNORECASE)
_ACTIVITIES: tuple[tuple[Activity, re.Pattern[str]], ...] = (
    (
        "renovation",
        re.compile(
            r"技改|技术改造|设备(更新|改造|升级)|(更新|改造|升级|购置|换)[^，。？]{0,6}(设备|生产线|机器)|改造现有|"
            r"\b(upgrad\w*|renovat\w*|new (equipment|machin\w+)|replac\w+ (our )?(equipment|machin\w+))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "manufacturing",
        re.compile(
            r"厂(?!房租)|生产|制造|加工|生产线|\b(plants?|factory|factories|manufactur\w*|produc(e|es|ing|tion)|making)\b",
            re.IGNORECASE,
        ),
    ),
)
_COOPERATIONS: tuple[tuple[Cooperation, re.Pattern[str]], ...] = (
    ("independent", re.compile(r"独资|独立投资|\b(wholly.owned|on our own)\b", re.IGNORECASE)),
    ("joint", re.compile(r"合资|合作建|\bjoint(ly| venture)?\b", re.IGNORECASE)),
)
_PRODUCT_ZH = re.compile(
    r"(?:做|生产|制造|加工|建设|新建|建|办|投资|上)(?:一?\s?[个家座条]|一个|些)?"
    r"(?P<product>[^，。,；;？?！!：:、\s我您你哪什]{2,20}?)"
    r"(?:生产线|产业园|园区|工厂|项目|基地|企业|公司|厂)?(?=[，。,；;？?！!：:\s]|需要|的话|可以"
    r"|[能有](?=[享申拿用得有不否够参获哪什没])|$)"
)
_PRODUCT_EN = re.compile(
    r"\b(?:planning|make|making|produce|producing|manufacture|manufacturing|build|building|set up|setting up|open"
    r"|invest\s+in|investing\s+in|(?:plant|factory|line|project) (?:for|that makes|making))"
    r"\s+(?:an?\s+|the\s+|some\s+|new\s+)*"
    r"(?P<product>(?!(?:to|in|at|for|with|our|we|which|what|here)\b)[a-z][a-z -]{2,50}?)"
    r"(?:\s+(?:plants?|factory|projects?|lines?|facility|works))?(?=\s*[,.;:?!()]|\s+(?:in|with|for|at|here|and|which|what|on"
    r"|by|of|that|as|from|worth|using)\b|\s*$)",
    re.IGNORECASE,
)
_NO_PRODUCT = re.compile(
    r"设备|技改|技术改造|改造|升级|政策|补贴|补助|投资|资金|项目|工厂|企业|公司|生产线|万元|亿元|"
    r"^(个|一)?(厂|点)|^(new )?equipment\b"
    r"|\b(upgrad\w*|renovat\w*|business|company|firm|it|something|money|factory|plant)\b",
    re.IGNORECASE,
)


def told_plan(text: str) -> Profile:
    """The plan in a text in Simplified script or in English; what it tells twice or unclearly is not in it."""
    quantities = [q for q in read_quantities(text) if isinstance(q.value, Decimal)]
    plan = Profile(
        product=_product(text, quantities),
        activity=next((activity for activity, words in _ACTIVITIES if words.search(text)), None),
        investment=_sum(text, quantities, is_revenue=False),
        land=_only([_read([q], text, "land") for q in quantities if q.kind == "area"]),
        origin=_origin(text),
        county=_county(text),
        jobs=_only([_read([q], text, "count") for q in quantities if q.kind == "number" and _counts_people(q, text)]),
        research_share=_only(
            [_read([q], text, "percent") for q in quantities if q.unit == "percent" and _is_of_research(q, text)]
        ),
        revenue=_sum(text, quantities, is_revenue=True),
        cooperation=next((kind for kind, words in _COOPERATIONS if words.search(text)), None),
    )
    # Land and jobs that are told are part of the plan; only what is asked of beside them is looked for.
    told: dict[str, object] = {"land": plan.land, "staff": plan.jobs, "research": plan.research_share}
    needs = (need for need in sorted(needs_in(text)) if told.get(need) is None)
    return plan.model_copy(update={"needs": tuple(needs)})


def _sum(text: str, quantities: Sequence[Quantity], *, is_revenue: bool) -> Figure | None:
    """The one sum that is invested, or taken in a year; of two that form a range, the range."""
    found = [q for q in quantities if q.kind == "amount" or _is_bare_sum(q)]
    found = [q for q in found if not _NOT_INVESTED.search(text[: q.span.start])]
    found = [q for q in found if _is_revenue(q, text) == is_revenue]
    if len(found) == 2 and is_range(found, text):
        return _read(found, text, "money")
    return _only([_read([q], text, "money") for q in found])


def _is_bare_sum(quantity: Quantity) -> bool:
    """Whether a number can only be money: 6000万 with nothing counted after it is so said in Chinese."""
    return quantity.kind == "number" and quantity.text.endswith(("万", "亿"))


def _is_revenue(quantity: Quantity, text: str) -> bool:
    return bool(_REVENUE.search(text[: quantity.span.start]) or _REVENUE_AFTER.search(text[quantity.span.end :]))


def _is_of_research(quantity: Quantity, text: str) -> bool:
    before, after = text[: quantity.span.start], text[quantity.span.end :]
    return bool(_RESEARCH.search(before) or _RESEARCH_AFTER.search(after))


def _counts_people(quantity: Quantity, text: str) -> bool:
    return bool(_JOBS.match(text[quantity.span.end :]))


def _read(found: Sequence[Quantity], text: str, kind: FigureKind) -> Figure | None:
    return figure_of(found, text, kind)


def _only(found: Sequence[Figure | None]) -> Figure | None:
    return found[0] if len(found) == 1 else None


def _origin(text: str) -> Origin | None:
    if _NOT_FOREIGN.search(text):
        return None
    found = [origin for origin, words in _ORIGINS if words.search(text)]
    return found[0] if len(found) == 1 else None


def _county(text: str) -> str | None:
    lowered = text.lower()
    found = {
        place.code
        for place in PLACES
        if place.code != "411200"
        and any(name.lower() in lowered for name in (place.zh, place.en, *place.aliases) if not name.isdigit())
    }
    return found.pop() if len(found) == 1 else None


def _product(text: str, quantities: Sequence[Quantity]) -> str | None:
    """What is to be made, after the words for making; the figures between are passed over."""
    bare = text
    for quantity in reversed(quantities):
        bare = f"{bare[: quantity.span.start]} {bare[quantity.span.end :]}"
    pattern = _PRODUCT_ZH if has_han(text) else _PRODUCT_EN
    for match in pattern.finditer(bare):
        product = match["product"].strip(" -的")
        if 1 < len(product) <= LONGEST_PRODUCT and not _NO_PRODUCT.search(product):
            return product
    return None
