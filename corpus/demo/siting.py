"""What projects are called, what they build and how much land they take."""

from __future__ import annotations

from corpus.demo.chance import Chance
from corpus.demo.records import County, Link, Money
from corpus.demo.wording import quantity
from corpus.schemas import Bilingual

_YUAN_FOR_A_DOLLAR = 7  # only for the size of sites; amounts are never converted
_KINDS = (
    Bilingual(zh="项目", en="Project"),
    Bilingual(zh="基地项目", en="Base Project"),
    Bilingual(zh="一期项目", en="Phase 1 Project"),
    Bilingual(zh="扩建项目", en="Expansion Project"),
    Bilingual(zh="提升改造项目", en="Upgrade Project"),
    Bilingual(zh="示范项目", en="Demonstration Project"),
    Bilingual(zh="二期项目", en="Phase 2 Project"),
    Bilingual(zh="配套项目", en="Supporting Project"),
)
_ON_OFFER = (
    Bilingual(zh="招商项目", en="Project on Offer"),
    Bilingual(zh="园区招商项目", en="Park Project on Offer"),
    Bilingual(zh="改造招商项目", en="Upgrade Project on Offer"),
)
_MAKING = (
    "新建厂房{area}平方米，建设{product}生产线{lines}条，年产{product}{capacity}",
    "利用标准厂房{area}平方米，引进{technology}设备，年产{product}{capacity}",
    "分期建设{product}生产线{lines}条，配套{technology}研发室，达产后年产{product}{capacity}",
    "改造现有车间，应用{technology}工艺，新增{product}年产能{capacity}",
)
_SERVING = (
    "建设用房{area}平方米，应用{technology}，年提供{product}{capacity}",
    "改造闲置设施{area}平方米，配套{technology}系统，年提供{product}{capacity}",
)


def name_of(investor: Bilingual | None, link: Link, county: County, taken: set[str], chance: Chance) -> Bilingual:
    """A name that is not taken yet, after the investor, or after the county when there is none; it is taken then."""
    of = Bilingual(zh=f"示例{county.name.zh}", en=f"Example {county.name.en}")
    if investor:
        mark = investor.zh.removesuffix(link.trade.zh), investor.en.removesuffix(f" {link.trade.en}")
        of = Bilingual(zh=mark[0], en=mark[1])
    names = [
        Bilingual(zh=f"{of.zh}{link.name.zh}{kind.zh}", en=f"{of.en} {_title(link.name.en)} {kind.en}")
        for kind in chance.shuffled(_KINDS if investor else _ON_OFFER, "kinds")
    ]
    name = next(name for name in names if name.zh not in taken)
    taken.add(name.zh)
    return name


def content_of(link: Link, chance: Chance) -> str:
    """What a project builds, and how much of it."""
    least, most = link.capacity
    return chance.one_of(_SERVING if link.service else _MAKING, "content").format(
        area=chance.whole(3_000, 60_000, "area", 500),
        lines=chance.whole(1, 6, "lines"),
        product=link.product.zh,
        technology=link.technology.zh,
        capacity=quantity(chance.whole(least, most, "capacity", max(1, least // 10)), link.unit).zh,
    )


def land_of(money: Money, chance: Chance) -> int | None:
    """The land of a project in mu, as much as its investment needs; unknown for some."""
    if money.total is None or chance.happens(0.12, "no land"):
        return None
    yuan = money.total * (_YUAN_FOR_A_DOLLAR if money.currency == "USD" else 1)
    return max(5, yuan // chance.whole(150, 450, "intensity", 10))


def _title(words: str) -> str:
    return words.title().replace(" And ", " and ")
