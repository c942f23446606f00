"""Amounts, days and lists in the words of both languages, and the names of what the records say in code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from corpus.schemas import Bilingual, Language

POSITIONS = {
    "upstream": Bilingual(zh="上游", en="Upstream"),
    "midstream": Bilingual(zh="中游", en="Midstream"),
    "downstream": Bilingual(zh="下游", en="Downstream"),
    "support": Bilingual(zh="配套", en="Support"),
}
STATUSES = {
    "strong": Bilingual(zh="强", en="strong"),
    "weak": Bilingual(zh="弱", en="weak"),
    "missing": Bilingual(zh="缺失", en="missing"),
    "at_risk": Bilingual(zh="有风险", en="at risk"),
}
STAGES = {
    "lead": Bilingual(zh="线索", en="lead"),
    "negotiation": Bilingual(zh="洽谈", en="negotiation"),
    "signed": Bilingual(zh="签约", en="signed"),
    "registered": Bilingual(zh="注册", en="registered"),
    "construction": Bilingual(zh="在建", en="construction"),
    "production": Bilingual(zh="投产", en="production"),
    "reaching_capacity": Bilingual(zh="达产", en="reaching capacity"),
    "suspended": Bilingual(zh="暂停", en="suspended"),
    "terminated": Bilingual(zh="终止", en="terminated"),
}
ROLES = {
    "leading": Bilingual(zh="龙头", en="leading"),
    "core": Bilingual(zh="骨干", en="core"),
    "supporting": Bilingual(zh="配套", en="supporting"),
}
PRIORITIES = {
    "high": Bilingual(zh="高", en="high"),
    "medium": Bilingual(zh="中", en="medium"),
    "low": Bilingual(zh="低", en="low"),
}
LEVELS = {"city": Bilingual(zh="市级", en="city"), "county": Bilingual(zh="县级", en="county")}
ORIGINS = {
    "省外": Bilingual(zh="省外", en="other provinces"),
    "境外": Bilingual(zh="境外", en="abroad"),
    "本地": Bilingual(zh="本地", en="local"),
}
UNITS = {
    "tonne": Bilingual(zh="吨", en="tonnes"),
    "kilogram": Bilingual(zh="千克", en="kilograms"),
    "piece": Bilingual(zh="件", en="pieces"),
    "set": Bilingual(zh="套", en="sets"),
    "machine": Bilingual(zh="台", en="machines"),
    "vehicle": Bilingual(zh="辆", en="vehicles"),
    "roll": Bilingual(zh="卷", en="rolls"),
    "case": Bilingual(zh="箱", en="cases"),
    "bag": Bilingual(zh="袋", en="bags"),
    "batch": Bilingual(zh="批", en="batches"),
    "item": Bilingual(zh="项", en="items"),
    "plant": Bilingual(zh="株", en="plants"),
    "visit": Bilingual(zh="人次", en="visits"),
    "square_metre": Bilingual(zh="平方米", en="square metres"),
    "cubic_metre": Bilingual(zh="立方米", en="cubic metres"),
}

_MONTHS = "January February March April May June July August September October November December".split()
_CURRENCIES = {"CNY": Bilingual(zh="元", en="yuan"), "USD": Bilingual(zh="美元", en="US dollars")}


def plain(number: Decimal | float) -> str:
    """A number with no digit that says nothing: 2.5, 300."""
    text = format(Decimal(str(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(number: int, unit: str) -> Bilingual:
    """A number of units: 12万吨, 120,000 tonnes."""
    chinese = f"{plain(Decimal(number) / 10_000)}万" if number >= 10_000 else str(number)
    return Bilingual(zh=f"{chinese}{UNITS[unit].zh}", en=f"{number:,} {UNITS[unit].en}")


def money(amount: int, currency: str = "CNY") -> Bilingual:
    """An amount given in 万: 1.2亿元, 120 million yuan."""
    name = _CURRENCIES[currency]
    chinese = f"{plain(Decimal(amount) / 10_000)}亿" if amount >= 10_000 else f"{amount}万"
    if amount >= 100_000:
        english = f"{plain(Decimal(amount) / 100_000)} billion"
    elif amount >= 100:
        english = f"{plain(Decimal(amount) / 100)} million"
    else:
        english = f"{amount * 10_000:,}"
    return Bilingual(zh=f"{chinese}{name.zh}", en=f"{english} {name.en}")


def in_unit(amount: int, unit: str) -> str:
    """An amount given in 万 as the figure of a cell in 元, 万元 or 亿元."""
    factor = {"元": Decimal(10_000), "万元": Decimal(1), "亿元": Decimal("0.0001")}[unit]
    return plain(amount * factor)


def day(on: date) -> Bilingual:
    """A day: 2025年3月1日, 1 March 2025."""
    return Bilingual(zh=f"{on.year}年{on.month}月{on.day}日", en=f"{on.day} {month(on.month)} {on.year}")


def month(number: int) -> str:
    """The English name of a month, from 1."""
    return _MONTHS[number - 1]


def told(text: Bilingual, language: Language) -> str:
    """The text in one of its languages."""
    return text.zh if language == "zh" else text.en


def joined(texts: Sequence[Bilingual]) -> Bilingual:
    """A list in words: 甲、乙和丙; A, B and C."""
    return Bilingual(
        zh=_listed([text.zh for text in texts], "、", "和"), en=_listed([t.en for t in texts], ", ", " and ")
    )


def things(number: int, one: str, many: str) -> str:
    """A number of things in English, which says "no" for none."""
    return f"{number or 'no'} {one if number == 1 else many}"


def _listed(texts: Sequence[str], comma: str, last: str) -> str:
    return last.join(filter(None, (comma.join(texts[:-1]), texts[-1])))
