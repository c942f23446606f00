"""A second list of questions, written after the words of the first had been taught, and left as they were."""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from tests.assistant.record_questions.first_list import YI, Asked, fewest, groups, most, top

SECOND = (
    Asked("请统计一下渑池县已投产项目的数量", lambda p: len(p[(p.county == "渑池县") & p.stage.isin(["投产", "达产"])])),
    Asked("绿色食品产业链上总投资超过3亿元的项目清单", lambda p: set(p[(p.chain == "绿色食品") & (p.total > 3 * YI)].id)),
    Asked("境外项目签约金额总计是多少元？", lambda p: p[p.origin == "境外"].signed.sum()),
    Asked("签约金额不少于8亿元的省外项目有多少个", lambda p: len(p[(p.origin == "省外") & (p.signed >= 8 * YI)])),
    Asked("陕州区总投资最高的项目叫什么名字", lambda p: top(p[p.county == "陕州区"], "total")),
    Asked("用地面积在100亩到300亩之间的项目个数", lambda p: len(p[p.land.between(100, 300)])),
    Asked("2024年下半年签约的省外项目有哪些", lambda p: set(p[p.signed_on.between("2024-07-01", "2024-12-31") & (p.origin == "省外")].id)),
    Asked("义马市项目的签约金额占全市签约金额的比例", lambda p: p[p.county == "义马市"].signed.sum() / p.signed.sum()),
    Asked("各县区到位资金排名", lambda p: groups(p, "county", "placed")),
    Asked("哪个县区的外资项目最多", lambda p: most(p[p.origin == "境外"], "county")),
    Asked("装备制造方面的项目平均投资额", None),
    Asked("高端装备制造产业链项目平均投资额", lambda p: p[p.chain == "高端装备制造"].total.mean()),
    Asked("项目数前三的县区", lambda p: dict(sorted(groups(p, "county").items(), key=lambda i: -i[1])[:3])),
    Asked("2026年3月签约了几个项目？", lambda p: len(p[(p.signed_on.dt.year == 2026) & (p.signed_on.dt.month == 3)])),
    Asked("2025年7月1日之后签约的灵宝市项目数量", lambda p: len(p[(p.signed_on > "2025-07-01") & (p.county == "灵宝市")])),
    Asked("灵宝市和卢氏县的项目总投资相差多少", lambda p: p[p.county == "灵宝市"].total.sum() - p[p.county == "卢氏县"].total.sum()),
    Asked("卢氏县有没有总投资20亿以上的项目", lambda p: len(p[(p.county == "卢氏县") & (p.total >= 20 * YI)])),
    Asked("示例发改委牵头的在建项目总投资多少", lambda p: p[(p.department == "示例发改委") & (p.stage == "在建")].total.sum()),
    Asked("各来源的项目分别有多少", lambda p: groups(p, "origin")),
    Asked("到位资金超过1亿元但总投资不到10亿元的项目有几个", lambda p: len(p[(p.placed > YI) & (p.total < 10 * YI)])),
    Asked("示例新材料产业推介会签约金额合计", lambda p: p[p.event == "示例新材料产业推介会"].signed.sum()),
    Asked("下次会议在2026年12月的项目有多少个", lambda p: len(p[(p.meeting >= "2026-12-01") & (p.meeting <= "2026-12-31")])),
    Asked("总投资排名前十的项目有哪些？", lambda p: top(p, "total", 10)),
    Asked("新能源项目里面，本地的有几个？", lambda p: len(p[(p.chain == "新能源") & (p.origin == "本地")])),
    Asked("公开发布的项目中灵宝市有多少个", lambda p: len(p[p.published & (p.county == "灵宝市")])),
    Asked("How much has been signed in total for projects in Yima?", lambda p: p[p.county == "义马市"].signed.sum()),
    Asked("How many out-of-province projects are located in Shanzhou?", lambda p: len(p[(p.origin == "省外") & (p.county == "陕州区")])),
    Asked("Which projects in Lingbao have a total investment of at least 1 billion yuan?", lambda p: set(p[(p.county == "灵宝市") & (p.total >= 10 * YI)].id)),
    Asked("What is the total investment of all published projects?", lambda p: p[p.published].total.sum()),
    Asked("Number of projects by origin", lambda p: groups(p, "origin")),
    Asked("How many projects occupy between 50 and 200 mu?", lambda p: len(p[p.land.between(50, 200)])),
    Asked("Which county has the fewest projects?", lambda p: fewest(p, "county")),
    Asked("What percentage of projects are foreign-funded?", lambda p: (p.origin == "境外").mean()),
    Asked("How many new materials projects are there?", lambda p: len(p[p.chain == "新材料"])),
    Asked("What is the average signed amount of projects signed in 2025?", lambda p: p[p.signed_on.dt.year == 2025].signed.mean()),
    Asked("List the top ten projects by land area", lambda p: top(p, "land", 10)),
    Asked("How many projects with a signed amount over 300 million yuan are in Hubin or Shanzhou?", lambda p: len(p[(p.signed > 3 * YI) & p.county.isin(["湖滨区", "陕州区"])])),
    Asked("How many projects were signed in April 2025 or later?", lambda p: len(p[p.signed_on >= "2025-04-01"])),
    Asked("What is the total land used by projects in Lushi County?", lambda p: p[p.county == "卢氏县"].land.sum()),
    Asked("How many projects have been published in each county?", lambda p: groups(p[p.published], "county"), "staff"),
    Asked("What is the largest project in Lingbao and how much is it?", lambda p: top(p[p.published & (p.county == "灵宝市")], "total"), "public"),
    Asked("省外和境外项目一共有多少个", lambda p: len(p[p.published & p.origin.isin(["省外", "境外"])]), "public"),
    Asked("新材料项目的平均总投资", lambda p: p[p.published & (p.chain == "新材料")].total.mean(), "public"),
    Asked("哪个投资方投资的项目总投资最大", None, "public"),
    Asked("那新能源呢？", lambda p: len(p[(p.county == "灵宝市") & (p.chain == "新能源")]), "staff", ("灵宝市新材料项目有几个？",)),
    Asked("What about Lushi?", lambda p: p[p.county == "卢氏县"].total.sum(), "staff", ("What is the total investment in Yima?",)),
    Asked("其中最大的是哪个？", lambda p: top(p[p.county == "义马市"], "total"), "staff", ("义马市有哪些项目？",)),
    Asked("它们的到位资金合计呢", lambda p: p[(p.county == "义马市") & (p.origin == "省外")].placed.sum(), "staff", ("义马市省外项目有哪些",)),
)
