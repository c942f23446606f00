"""Following projects: the Five Ones of each, what stands in its way and where the investor may ask."""

from __future__ import annotations

from datetime import timedelta

from corpus.demo.chance import Chance
from corpus.demo.histories import AS_OF
from corpus.demo.naming import COUNTIES, OFFICIALS, department, telephone
from corpus.demo.records import County, FiveOnes, Link, Stage
from corpus.demo.wording import day
from corpus.schemas import Bilingual

_FOLLOWED: dict[Stage, float] = {
    "lead": 0.1,
    "negotiation": 0.6,
    "signed": 0.95,
    "registered": 0.95,
    "construction": 0.97,
    "production": 0.9,
    "reaching_capacity": 0.8,
    "suspended": 0.9,
    "terminated": 0.3,
}
_MEETING: frozenset[Stage] = frozenset(("negotiation", "signed", "registered", "construction", "suspended"))
_DEPARTMENTS = ("industry", "commerce", "land", "finance", "service")
_OWN_DEPARTMENTS = {"F": "agriculture", "G": "agriculture", "K": "transport", "L": "tourism"}
_PROMISES: dict[str, tuple[Bilingual, ...]] = {
    "before": (
        Bilingual(zh="{day_zh}前协助办结备案和用地手续", en="help complete filing and land procedures by {day_en}"),
        Bilingual(zh="{day_zh}前提供可选地块清单", en="give a list of possible sites by {day_en}"),
    ),
    "during": (
        Bilingual(zh="{day_zh}前接通生产用电和用水", en="have power and water connected by {day_en}"),
        Bilingual(zh="{day_zh}前完成厂区道路配套", en="complete the roads of the site by {day_en}"),
    ),
    "after": (
        Bilingual(zh="{day_zh}前协调落实用工培训", en="arrange worker training by {day_en}"),
        Bilingual(zh="{day_zh}前组织本地供需对接会", en="hold a meeting with local suppliers by {day_en}"),
    ),
}
_DURING: frozenset[Stage] = frozenset(("registered", "construction", "suspended"))
_AFTER: frozenset[Stage] = frozenset(("production", "reaching_capacity"))
_ISSUES: dict[Stage, tuple[Bilingual, ...]] = {
    "negotiation": (
        Bilingual(zh="用地位置尚未商定", en="the site is not agreed yet"),
        Bilingual(zh="投资方在比选其他城市", en="the investor compares other cities"),
    ),
    "signed": (
        Bilingual(zh="公司注册材料未备齐", en="the papers for registration are incomplete"),
        Bilingual(zh="首笔资金尚未到位", en="the first funds are not in place"),
    ),
    "registered": (
        Bilingual(zh="环境影响评价正在编制", en="the environmental impact assessment is being drawn up"),
        Bilingual(zh="用地指标待落实", en="the land quota is still to be secured"),
    ),
    "construction": (
        Bilingual(zh="变电站接入滞后", en="the connection to the substation is late"),
        Bilingual(zh="钢构件供货延迟", en="steel components arrive late"),
    ),
    "production": (Bilingual(zh="熟练工人不足", en="skilled workers are short"),),
    "suspended": (
        Bilingual(zh="投资方资金周转困难", en="the investor is short of funds"),
        Bilingual(zh="市场价格下跌，投资方要求缓建", en="prices fell and the investor asked for delay"),
    ),
    "terminated": (Bilingual(zh="双方协商解除协议", en="both sides agreed to end the agreement"),),
}
_TROUBLED: dict[Stage, float] = {"suspended": 1, "terminated": 0.8}


def five_ones_of(stage: Stage, link: Link, county: County | None, chance: Chance) -> FiveOnes:
    """Who answers for a project in a stage; nobody yet for some."""
    if not chance.happens(_FOLLOWED[stage], "followed"):
        return FiveOnes()
    kind = _OWN_DEPARTMENTS.get(link.chain.letter, chance.one_of(_DEPARTMENTS, "kind"))
    team = chance.whole(1, 3, "team")
    due = day(AS_OF + timedelta(days=chance.whole(-60, 240, "due", 10)))
    phase = "during" if stage in _DURING else "after" if stage in _AFTER else "before"
    promise = chance.one_of(_PROMISES[phase], "promise")
    meeting = AS_OF + timedelta(days=chance.whole(-25, 70, "meeting"))
    return FiveOnes(
        official=chance.one_of(OFFICIALS, "official"),
        department=department(kind, county if chance.happens(0.5, "local") else None),
        team=Bilingual(zh=f"示例{link.chain.letter}链{team}组", en=f"Example Team {link.chain.letter}{team}"),
        promise=Bilingual(zh=promise.zh.format(day_zh=due.zh), en=promise.en.format(day_en=due.en)),
        next_meeting=meeting if stage in _MEETING and chance.happens(0.85, "meets") else None,
    )


def issues_of(stage: Stage, chance: Chance) -> Bilingual | None:
    """What stands in the way of a project, if anything is known to."""
    issues = _ISSUES.get(stage)
    return chance.one_of(issues, "issue") if issues and chance.happens(_TROUBLED.get(stage, 0.35), "troubled") else None


def office_of(county: County) -> str:
    """The office of a county that investors may ask, with a telephone number that cannot be dialled."""
    return f"示例{county.name.zh}项目服务窗口 {telephone(1, COUNTIES.index(county) + 1)}"
