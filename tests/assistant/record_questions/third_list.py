"""More wordings of the same kinds of question, taught one by one, and some that must be asked back."""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from tests.assistant.record_questions.first_list import YI, Asked, groups, most, top

THIRD = (
    Asked("2024年全年签约项目的总投资", lambda p: p[p.signed_on.dt.year == 2024].total.sum()),
    Asked("总投资过10亿元的项目有几个", lambda p: len(p[p.total > 10 * YI])),
    Asked("10亿元（含）以上的项目有几个", lambda p: len(p[p.total >= 10 * YI])),
    Asked("亿元以上项目有多少个", lambda p: len(p[p.total >= YI])),
    Asked("单体投资最大的项目是哪个", lambda p: top(p, "total")),
    Asked("各县区项目数排名", lambda p: groups(p, "county")),
    Asked("外商投资项目有几个", lambda p: len(p[p.origin == "境外"])),
    Asked("本地企业投资的项目有多少个", lambda p: len(p[p.origin == "本地"])),
    Asked("协议投资额合计多少", lambda p: p.signed.sum()),
    Asked("实际到位资金一共多少", lambda p: p.placed.sum()),
    Asked("平均每个项目投资多少", lambda p: p.total.mean()),
    Asked("每个项目平均用地多少亩", lambda p: p.land.mean()),
    Asked("哪一年签约的项目最多", lambda p: (lambda g: (str(int(g.idxmax())), g.max()))(p.groupby(p.signed_on.dt.year).size())),  # noqa: PLC3002
    Asked("项目数最多的三条产业链", lambda p: dict(sorted(groups(p, "chain").items(), key=lambda i: -i[1])[:3])),
    Asked("签约金额前三的产业链是哪些", lambda p: dict(sorted(groups(p, "chain", "signed").items(), key=lambda i: -i[1])[:3])),
    Asked("新能源和节能环保两条产业链共有几个项目", lambda p: len(p[p.chain.isin(["新能源", "节能环保"])])),
    Asked("项目最多的产业链是哪一条，有多少个", lambda p: most(p, "chain")),
    Asked("卢氏县到底有几个文旅康养类项目", lambda p: len(p[(p.county == "卢氏县") & (p.chain == "文旅康养")])),
    Asked("灵宝市项目数占全市的比重", lambda p: (p.county == "灵宝市").sum() / len(p)),
    Asked("2026年以来签约的项目", lambda p: set(p[p.signed_on >= "2026-01-01"].id)),
    Asked("2025年签约但未开工的项目", lambda p: set(p[(p.signed_on.dt.year == 2025) & p.stage.isin(["签约", "注册", "线索", "洽谈"])].id)),
    Asked("2025年签约超5亿元的项目有几个", lambda p: len(p[(p.signed_on.dt.year == 2025) & (p.signed > 5 * YI)])),
    Asked("2026年签约额", lambda p: p[p.signed_on.dt.year == 2026].signed.sum()),
    Asked("对比灵宝和义马的总投资", lambda p: groups(p[p.county.isin(["灵宝市", "义马市"])], "county", "total")),
    Asked("How many projects were signed during 2025?", lambda p: len(p[p.signed_on.dt.year == 2025])),
    Asked("top three counties by total investment", lambda p: dict(sorted(groups(p, "county", "total").items(), key=lambda i: -i[1])[:3])),
    Asked("How do the counties rank by total investment?", lambda p: groups(p, "county", "total")),
    Asked("Compare Lingbao and Yima by number of projects", lambda p: groups(p[p.county.isin(["灵宝市", "义马市"])], "county")),
    Asked("How many joint-venture projects are there?", lambda p: len(p[p.cooperation == "合资"])),
    Asked("projects above 2 billion yuan in Lingbao", lambda p: set(p[(p.total > 20 * YI) & (p.county == "灵宝市")].id)),
    Asked("total investment excluding Yima", lambda p: p[p.county.notna() & (p.county != "义马市")].total.sum()),
    Asked("Which counties have more than 40 projects?", lambda p: {k: v for k, v in groups(p, "county").items() if v > 40}),
    Asked("各县区项目数量和总投资", lambda p: groups(p, "county", "total")),
    Asked("义马市的总投资和项目个数", lambda p: p[p.county == "义马市"].total.sum()),
    Asked("Number of projects and total investment by county", lambda p: groups(p, "county", "total")),
    Asked("没有到位资金的项目有几个", None),
    Asked("What is the value of projects signed in 2026?", None),
    Asked("How many projects over 1 billion yuan were signed in 2025?", None),
    Asked("哪些县区总投资超过100亿元", None),
    Asked("近三个月签约的项目有几个", lambda p: len(p[p.signed_on.between("2026-08-25", "2026-11-25")])),
    Asked("民营项目有几个", None),
)
