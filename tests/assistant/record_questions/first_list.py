"""Questions that staff and investors ask of a list of projects, with how pandas answers them."""

# fmt: off

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Data = Any
"""The table as pandas has it."""


@dataclass(frozen=True)
class Asked:
    """A question, who asks it, and what is asked before.

    The answer is a number, the ids of a list as a set or of a top as a list, the value of each group, or the one group
    that is asked for with its value; nothing where it must be asked back.
    """

    text: str
    answer: Callable[[Data], Any] | None
    audience: str = "staff"
    before: tuple[str, ...] = ()


def top(data: Data, column: str, count: int = 1, ascending: bool = False) -> list[str]:
    return list(data.dropna(subset=[column]).sort_values([column, "id"], ascending=[ascending, True]).id[:count])


def groups(data: Data, column: str, measure: str | None = None) -> dict[Any, Any]:
    grouped = data.dropna(subset=[column]).groupby(column)
    return dict(grouped.size()) if measure is None else dict(grouped[measure].sum())


def most(data: Data, column: str, measure: str | None = None) -> tuple[Any, Any]:
    found = groups(data, column, measure)
    key = max(found, key=lambda name: found[name])
    return key, found[key]


def fewest(data: Data, column: str) -> tuple[Any, Any]:
    found = groups(data, column)
    key = min(found, key=lambda name: found[name])
    return key, found[key]


YI = 10**8
FIRST = (
    Asked("新材料签约超10亿的项目有几个？", lambda p: len(p[(p.chain == "新材料") & (p.signed > 10 * YI)])),
    Asked(
        "义马市总投资不低于5亿元的在建项目有哪些",
        lambda p: set(p[(p.county == "义马市") & (p.total >= 5 * YI) & (p.stage == "在建")].id),
    ),
    Asked("省外项目到位资金合计多少", lambda p: p[p.origin == "省外"].placed.sum()),
    Asked("哪个县区项目最多？", lambda p: most(p, "county")),
    Asked("2025年签约的项目有多少", lambda p: len(p[p.signed_on.dt.year == 2025])),
    Asked("总投资在1亿到5亿之间的项目有几个", lambda p: len(p[p.total.between(YI, 5 * YI)])),
    Asked(
        "投资额在1亿元到5亿元之间的灵宝市项目",
        lambda p: set(p[p.total.between(YI, 5 * YI) & (p.county == "灵宝市")].id),
    ),
    Asked("不含文旅康养，省外项目有多少个？", lambda p: len(p[(p.chain != "文旅康养") & (p.origin == "省外")])),
    Asked("灵宝市项目的平均总投资是多少？", lambda p: p[p.county == "灵宝市"].total.mean()),
    Asked("外资项目占比多少？", lambda p: (p.origin == "境外").mean()),
    Asked("总投资前五的项目", lambda p: top(p, "total", 5)),
    Asked("投资额前5名的省外项目是哪些？", lambda p: top(p[p.origin == "省外"], "total", 5)),
    Asked("各县区项目数量分布", lambda p: groups(p, "county")),
    Asked("各产业链签约金额分别是多少？", lambda p: groups(p, "chain", "signed")),
    Asked("在谈项目有几个", lambda p: len(p[p.stage == "洽谈"])),
    Asked("今年签约了多少个项目？", lambda p: len(p[p.signed_on.dt.year == 2026])),
    Asked("去年签约金额一共多少？", lambda p: p[p.signed_on.dt.year == 2025].signed.sum()),
    Asked("2026年上半年签约的项目数", lambda p: len(p[p.signed_on.between("2026-01-01", "2026-06-30")])),
    Asked("2025年3月以来签约的项目有几个？", lambda p: len(p[p.signed_on >= "2025-03-01"])),
    Asked("2025年以前签约的项目有多少个？", lambda p: len(p[p.signed_on < "2025-01-01"])),
    Asked("湖滨区和陕州区一共有多少个项目？", lambda p: len(p[p.county.isin(["湖滨区", "陕州区"])])),
    Asked("用地超过200亩的项目有几个？", lambda p: len(p[p.land > 200])),
    Asked("未发布的项目有多少？", lambda p: len(p[~p.published])),
    Asked("卢氏县独资项目有几个？", lambda p: len(p[(p.county == "卢氏县") & (p.cooperation == "独资")])),
    Asked("投资最大的项目是哪个？", lambda p: top(p, "total")),
    Asked("哪条产业链签约金额最高？", lambda p: most(p, "chain", "signed")),
    Asked("灵宝比义马多多少个项目？", lambda p: int((p.county == "灵宝市").sum() - (p.county == "义马市").sum())),
    Asked("示例工信局牵头的项目有几个？", lambda p: len(p[p.department == "示例工信局"])),
    Asked("总投资10亿元以上的项目占全部项目的比例是多少？", lambda p: (p.total >= 10 * YI).sum() / len(p)),
    Asked("暂停的项目有几个？", lambda p: len(p[p.stage == "暂停"])),
    Asked(
        "2026年第三季度签约项目的总投资是多少？",
        lambda p: p[p.signed_on.between("2026-07-01", "2026-09-30")].total.sum(),
    ),
    Asked("新能源产业链在灵宝有多少个项目？", lambda p: len(p[(p.chain == "新能源") & (p.county == "灵宝市")])),
    Asked("有没有5000万以下的项目？有几个", lambda p: len(p[p.total <= YI // 2])),
    Asked("列出卢氏县总投资最大的三个项目", lambda p: top(p[p.county == "卢氏县"], "total", 3)),
    Asked("到位资金最高的10个项目", lambda p: top(p, "placed", 10)),
    Asked("全市项目总投资多少亿元？", lambda p: p.total.sum()),
    Asked(
        "今年以来新签约的新材料项目总投资合计",
        lambda p: p[(p.signed_on >= "2026-01-01") & (p.chain == "新材料")].total.sum(),
    ),
    Asked("没有落实用地的项目有多少", lambda p: int(p.land.isna().sum())),
    Asked("亩均投资最高的项目是哪个", None),
    Asked("渑池县用地总共多少亩", lambda p: p[p.county == "渑池县"].land.sum()),
    Asked("合资项目平均投资多少", lambda p: p[p.cooperation == "合资"].total.mean()),
    Asked("铜箔环节的项目有几个", lambda p: len(p[p.link == "铜箔"])),
    Asked("示例黄河旅游节上签约了多少个项目？签约总额多少？", None),
    Asked("示例豫商大会签约的项目有多少个", lambda p: len(p[p.event == "示例豫商大会"])),
    Asked("项目最少的县区是哪个", lambda p: fewest(p, "county")),
    Asked("还没开工的项目有多少个？", lambda p: len(p[p.stage.isin(["线索", "洽谈", "签约", "注册"])])),
    Asked("每年签约多少个项目", lambda p: {str(int(k)): v for k, v in p.groupby(p.signed_on.dt.year).size().items()}),
    Asked("存在用地指标不足问题的项目有几个", None),
    Asked(
        "How many published projects in Lingbao are above 500 million yuan?",
        lambda p: len(p[(p.county == "灵宝市") & p.published & (p.total > 5 * YI)]),
    ),
    Asked("What is the total signed amount of foreign projects?", lambda p: p[p.origin == "境外"].signed.sum()),
    Asked("Which chain has the most projects?", lambda p: most(p, "chain")),
    Asked("List the three largest projects in Mianchi County", lambda p: top(p[p.county == "渑池县"], "total", 3)),
    Asked("What share of projects are out-of-province?", lambda p: (p.origin == "省外").mean()),
    Asked("How many projects were signed in 2025?", lambda p: len(p[p.signed_on.dt.year == 2025])),
    Asked("Average total investment of projects in Yima", lambda p: p[p.county == "义马市"].total.mean()),
    Asked(
        "How many projects are under construction in Hubin District?",
        lambda p: len(p[(p.stage == "在建") & (p.county == "湖滨区")]),
    ),
    Asked("How many projects were signed last year?", lambda p: len(p[p.signed_on.dt.year == 2025])),
    Asked("total investment by county", lambda p: groups(p, "county", "total")),
    Asked("How many projects are between 100 and 500 million yuan?", lambda p: len(p[p.total.between(YI, 5 * YI)])),
    Asked("How many projects have been signed since March 2026?", lambda p: len(p[p.signed_on >= "2026-03-01"])),
    Asked("How many projects are not in Lingbao?", lambda p: int((p.county.notna() & (p.county != "灵宝市")).sum())),
    Asked("Which county has the largest total investment?", lambda p: most(p, "county", "total")),
    Asked("What is the smallest project by investment?", lambda p: top(p, "total", 1, True)),
    Asked(
        "How many projects were signed in the first half of 2026?",
        lambda p: len(p[p.signed_on.between("2026-01-01", "2026-06-30")]),
    ),
    Asked("How many projects need more than 100 mu of land?", lambda p: len(p[p.land > 100])),
    Asked(
        "How much money is in place for projects signed in 2025?", lambda p: p[p.signed_on.dt.year == 2025].placed.sum()
    ),
    Asked(
        "How many local projects are in production or at capacity?",
        lambda p: len(p[(p.origin == "本地") & p.stage.isin(["投产", "达产"])]),
    ),
    Asked("Top 5 projects by funds in place", lambda p: top(p, "placed", 5)),
    Asked(
        "How many more projects does Lingbao have than Yima?",
        lambda p: int((p.county == "灵宝市").sum() - (p.county == "义马市").sum()),
    ),
    Asked(
        "Are there any projects above 2 billion yuan in Shanzhou? How many?",
        lambda p: len(p[(p.county == "陕州区") & (p.total > 20 * YI)]),
    ),
    Asked("How many projects are suspended or terminated?", lambda p: len(p[p.stage.isin(["暂停", "终止"])])),
    Asked("What's the median investment?", None),
    Asked("灵宝市有多少个项目？", lambda p: len(p[p.published & (p.county == "灵宝市")]), "public"),
    Asked("How many foreign projects are there?", lambda p: len(p[p.published & (p.origin == "境外")]), "public"),
    Asked("总投资最大的项目是哪一个", lambda p: top(p[p.published], "total"), "public"),
    Asked("各产业链有多少个项目", lambda p: groups(p[p.published], "chain"), "public"),
    Asked("湖滨区项目总投资合计", lambda p: p[p.published & (p.county == "湖滨区")].total.sum(), "public"),
    Asked("你们有多少个本地项目", lambda p: len(p[p.published & (p.origin == "本地")]), "public"),
    Asked("投资超过10亿的项目有哪些？", lambda p: set(p[p.published & (p.total > 10 * YI)].id), "public"),
    Asked("在建项目有几个？", None, "public"),
    Asked(
        "其中灵宝市的呢？",
        lambda p: len(p[(p.origin == "省外") & (p.county == "灵宝市")]),
        before=("省外项目有多少个？",),
    ),
    Asked(
        "and in Yima?",
        lambda p: len(p[(p.total > 10 * YI) & (p.county == "义马市")]),
        before=("How many projects are above 1 billion yuan?",),
    ),
    Asked("那2026年呢？", lambda p: len(p[p.signed_on.dt.year == 2026]), before=("2025年签约的项目有多少？",)),
    Asked("总投资一共多少？", lambda p: p[p.chain == "新材料"].total.sum(), before=("新材料项目有多少个？",)),
    Asked(
        "其中外资的呢", lambda p: len(p[(p.county == "灵宝市") & (p.origin == "境外")]), before=("灵宝市项目有多少？",)
    ),
    Asked(
        "Which of them are foreign?",
        lambda p: set(p[(p.county == "湖滨区") & (p.origin == "境外")].id),
        before=("How many projects are in Hubin?",),
    ),
)
