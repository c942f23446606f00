"""Wording: conditions, what came of them and what a plan tells, in the words of either language.

Nothing is promised in them: a condition is met, not met or unknown, and who decides is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.matching.conditions import Condition, OneOf, Range, State, Verdict
from assistant.matching.figures import Figure
from assistant.matching.profile import Told
from corpus.conditions import Subject
from corpus.records.choices import PLACES
from corpus.schemas import Bilingual, Language
from index.records.wording import amount_in_words

_Pair = tuple[str, str]

_STATES: dict[State, _Pair] = {"met": ("满足", "met"), "unmet": ("不满足", "not met"), "unknown": ("未知", "unknown")}
_SUBJECTS: dict[Subject, _Pair] = {
    "investment": ("投资额", "investment"),
    "revenue": ("年营业收入", "yearly revenue"),
    "per_mu": ("亩均投资", "investment per mu"),
    "jobs": ("就业人数", "jobs"),
    "research_share": ("研发投入占营业收入的比例", "share of revenue spent on research"),
    "land": ("用地", "land"),
    "chain": ("产业链", "chain"),
    "county": ("县区", "county or district"),
    "origin": ("资金来源", "origin of the funds"),
    "activity": ("建设类型", "kind of project"),
    "recognition": ("主管部门认定", "recognition by the authority"),
    "place": ("适用地区", "area of application"),
}
_TOLD: dict[Told, _Pair] = {
    "product": ("产品或行业", "product or sector"),
    "activity": ("建设类型", "kind of project"),
    "investment": ("投资额", "investment"),
    "land": ("用地", "land"),
    "origin": ("资金来源", "origin of the funds"),
    "county": ("意向县区", "county or district"),
    "jobs": ("就业人数", "jobs"),
    "research_share": ("研发投入占比", "research share"),
    "revenue": ("年营业收入", "yearly revenue"),
    "cooperation": ("合作方式", "form of cooperation"),
    "needs": ("需求", "needs"),
}
_REASONS: dict[str, _Pair] = {
    "told": ("", ""),
    "not_told": ("尚未填写{told}", "{told} not told yet"),
    "other_currency": ("币种与条款不同，不作换算", "in another currency than the clause; nothing is converted"),
    "in_between": ("所填的范围或约数跨过了界限", "the range or rough figure lies on both sides of the line"),
    "decided_elsewhere": ("须由主管部门认定", "for the competent authority to decide"),
    "similar": ("名称相近，不能确定是同一类", "named alike, which does not settle whether it is the same"),
}
_BOUNDS: dict[str, _Pair] = {
    "at_least": ("不低于{0}", "at least {0}"),
    "more_than": ("高于{0}", "more than {0}"),
    "at_most": ("不高于{0}", "at most {0}"),
    "less_than": ("低于{0}", "less than {0}"),
}
_ACTIVITIES: dict[str, _Pair] = {
    "manufacturing": ("新建生产制造项目", "new manufacturing project"),
    "renovation": ("设备更新和技术改造", "equipment upgrade or technical renovation"),
    "other": ("其他", "other"),
}
_ORIGINS: dict[str, _Pair] = {
    "out_of_province": ("省外", "another province"), "foreign": ("境外", "abroad"), "local": ("本地", "local"),
}  # fmt: skip


def state_in_words(state: State, language: Language) -> str:
    """Met, not met or unknown."""
    return _in(_STATES[state], language)


def subject_in_words(subject: Subject, language: Language) -> str:
    """What a condition is about."""
    return _in(_SUBJECTS[subject], language)


def told_in_words(told: Told, language: Language) -> str:
    """What a field of a plan is called."""
    return _in(_TOLD[told], language)


def reason_in_words(verdict: Verdict, language: Language) -> str:
    """Why a condition is unknown; nothing where what was told decided it."""
    told = ("、" if language == "zh" else ", ").join(told_in_words(told, language) for told in verdict.wanted)
    return _in(_REASONS[verdict.reason], language).format(told=told)


def condition_in_words(condition: Condition, language: Language, chains: Mapping[str, Bilingual]) -> str:
    """What is asked, without a full stop: 投资额不低于5000万元, investment of at least 50 million yuan."""
    subject = subject_in_words(condition.subject, language)
    if isinstance(condition, Range):
        lower = "at_least" if condition.includes_lower else "more_than"
        upper = "at_most" if condition.includes_upper else "less_than"
        given = ((lower, condition.lower), (upper, condition.upper))
        bounds = [
            _in(_BOUNDS[way], language).format(value_in_words(bound, condition.unit, language))
            for way, bound in given
            if bound is not None
        ]
        joined = ("且" if language == "zh" else " and ").join(bounds)
        if language == "zh":
            return f"{subject}{joined}"
        return {"jobs": f"{joined} jobs", "land": f"{joined} of land"}.get(condition.subject, f"{subject} of {joined}")
    if isinstance(condition, OneOf):
        names = [name_in_words(condition.subject, name, language, chains) for name in condition.allowed]
        joined = "、".join(names) if language == "zh" else " or ".join(names)
        return f"{subject}为{joined}" if language == "zh" else f"{subject}: {joined}"
    return subject


def name_in_words(subject: str, name: str, language: Language, chains: Mapping[str, Bilingual]) -> str:
    """A county, an origin, a kind of project or a chain, as a reader calls it."""
    if subject == "county":
        place = next((choice for choice in PLACES if choice.code == name), None)
        return name if place is None else place.zh if language == "zh" else place.en
    if subject == "chain" and name in chains:
        return chains[name].zh if language == "zh" else chains[name].en
    pair = {"origin": _ORIGINS, "activity": _ACTIVITIES}.get(subject, {}).get(name)
    return _in(pair, language) if pair else name


def value_in_words(value: Decimal, unit: str, language: Language) -> str:
    """A value in its unit: 5000万元, 100亩, 3%, 30."""
    if unit in ("mu", "percent", "1"):
        units = {"mu": ("亩", " mu"), "percent": ("%", "%"), "1": ("", "")}[unit]
        return f"{value.normalize():,f}{units[language == 'en']}"
    return amount_in_words(value, unit, language)


def figure_in_words(figure: Figure, language: Language) -> str:
    """A figure of a plan as it was read, so that the investor sees what it was taken for."""
    lower = value_in_words(figure.lower, figure.unit, language) if figure.lower is not None else ""
    upper = value_in_words(figure.upper, figure.unit, language) if figure.upper is not None else ""
    if figure.lower == figure.upper:
        return lower
    if lower and upper:
        return f"{lower}至{upper}" if language == "zh" else f"{lower} to {upper}"
    return _in(_BOUNDS["at_least" if lower else "at_most"], language).format(lower or upper)


def _in(pair: _Pair, language: Language) -> str:
    return pair[language == "en"]
