"""The tables of chains, links, enterprises, targets, events and policies."""

from __future__ import annotations

from corpus.demo.histories import AS_OF
from corpus.demo.policies import counties_of, measure_of
from corpus.demo.policy_conditions import conditions_of
from corpus.demo.records import Chain, Enterprise, Event, Link, Policy, Target
from corpus.demo.tables import Column, Table, several, table_of
from corpus.demo.wording import LEVELS, POSITIONS, PRIORITIES, ROLES, STATUSES, UNITS, in_unit, things
from corpus.demo.world import World
from corpus.schemas import Bilingual


def chain_table(world: World) -> Table:
    """The chains."""
    columns: list[Column[Chain]] = [
        Column("id", "编号", "its id", lambda c: c.id),
        Column("name_zh", "产业链名称", "its name, as other tables give it under 产业链", lambda c: c.name.zh),
        Column("name_en", "产业链英文名称", "its name in English", lambda c: c.name.en),
        Column("landscape_zh", "全国布局", "where it stands elsewhere", lambda c: c.landscape.zh),
        Column("landscape_en", "全国布局英文", "the same in English", lambda c: c.landscape.en),
        Column("direction_zh", "发展方向", "where it should go", lambda c: c.direction.zh),
        Column("direction_en", "发展方向英文", "the same in English", lambda c: c.direction.en),
        Column("lead_official", "链长", "who leads the work on it", lambda c: c.lead_official.zh, staff=True),
        Column("published", "是否发布", "always 是", lambda _: "是"),
        Column("as_of", "数据日期", "the day the row speaks of", lambda _: AS_OF),
    ]
    return table_of("chains", "One row a chain.", columns, world.chains)


def link_table(world: World) -> Table:
    """The links of all chains."""
    columns: list[Column[Link]] = [
        Column("id", "编号", "its id", lambda link: link.id),
        Column("chain", "产业链", "name of its chain", lambda link: link.chain.name.zh),
        Column("position", "位置", "上游, 中游, 下游 or 配套", lambda link: POSITIONS[link.position].zh),
        Column("name_zh", "环节名称", "its name, as other tables give it under 环节", lambda link: link.name.zh),
        Column("name_en", "环节英文名称", "its name in English", lambda link: link.name.en),
        Column("product_zh", "产品", "what it makes", lambda link: link.product.zh),
        Column("product_en", "产品英文", "the same in English", lambda link: link.product.en),
        Column(
            "supplies", "供应环节", "ids of the links it supplies, with ；between", lambda link: several(link.supplies)
        ),
        Column("gbt", "国民经济行业代码", "GB/T 4754, empty when not given", lambda link: several(link.gbt)),
        Column("technology_zh", "关键技术", "its key technology", lambda link: link.technology.zh),
        Column("technology_en", "关键技术英文", "the same in English", lambda link: link.technology.en),
        Column("status", "本地状况", "强, 弱, 缺失 or 有风险", lambda link: STATUSES[link.status].zh, staff=True),
        Column("match_rate", "本地配套率(%)", "share supplied locally", lambda link: link.match_rate, staff=True),
        Column("evidence_zh", "依据", "why it has its status", lambda link: f"本地企业{link.firms}家", staff=True),
        Column("evidence_en", "依据英文", "the same in English", _firms, staff=True),
        Column("published", "是否发布", "always 是", lambda _: "是"),
        Column("as_of", "数据日期", "the day the row speaks of", lambda _: AS_OF),
    ]
    return table_of("links", "One row a link of a chain.", columns, world.links)


def enterprise_table(world: World) -> Table:
    """The enterprises."""
    columns: list[Column[Enterprise]] = [
        Column("id", "编号", "its id", lambda e: e.id),
        Column("name_zh", "企业名称", "its name", lambda e: e.name.zh),
        Column("name_en", "企业英文名称", "its name in English", lambda e: e.name.en),
        Column("aliases", "简称", "other names, with ；between", lambda e: several((e.alias.zh, e.alias.en))),
        Column("chain", "产业链", "name of its chain", lambda e: e.link.chain.name.zh),
        Column("link", "环节", "name of its link", lambda e: e.link.name.zh),
        Column("role", "产业链角色", "龙头, 骨干 or 配套", lambda e: ROLES[e.role].zh),
        Column("county", "县区", "name of its county", lambda e: e.county.name.zh),
        Column("county_code", "区划代码", "GB/T 2260 code of its county", lambda e: e.county.code),
        Column("product_zh", "产品", "what it makes", lambda e: e.link.product.zh),
        Column("product_en", "产品英文", "the same in English", lambda e: e.link.product.en),
        Column("capacity", "产能", "yearly capacity, empty when unknown", lambda e: e.capacity),
        Column("capacity_unit", "产能单位", "unit of the capacity", lambda e: UNITS[e.link.unit].zh),
        Column("capacity_measure", "产能口径", "what the capacity is", lambda _: "年产能"),
        Column("jobs", "员工人数", "employees", lambda e: e.jobs),
        Column("published", "是否发布", "always 是", lambda _: "是"),
        Column("as_of", "数据日期", "the day the row speaks of", lambda e: e.as_of),
    ]
    return table_of("enterprises", "One row a firm.", columns, world.enterprises)


def target_table(world: World) -> Table:
    """The target enterprises, which only staff may see."""
    projects = {project.target: project.id for project in world.projects if project.target}
    columns: list[Column[Target]] = [
        Column("id", "编号", "its id", lambda t: t.id, staff=True),
        Column("name_zh", "企业名称", "its name", lambda t: t.name.zh, staff=True),
        Column("name_en", "企业英文名称", "its name in English", lambda t: t.name.en, staff=True),
        Column("province", "省份", "its province, invented", lambda t: t.region.province.zh, staff=True),
        Column("city", "城市", "its city, invented", lambda t: t.region.city.zh, staff=True),
        Column("chain", "产业链", "name of the chain it is sought for", lambda t: t.link.chain.name.zh, staff=True),
        Column("link", "拟补环节", "name of the link it would fill", lambda t: t.link.name.zh, staff=True),
        Column("purpose", "招引目的", "延链, 补链 or 强链", lambda t: t.purpose.zh, staff=True),
        Column("reason_zh", "理由", "why it is sought", lambda t: t.reason.zh, staff=True),
        Column("reason_en", "理由英文", "the same in English", lambda t: t.reason.en, staff=True),
        Column("priority", "优先级", "高, 中 or 低", lambda t: PRIORITIES[t.priority].zh, staff=True),
        Column("contact", "对接状态", "未接触, 已联系, 已互访 or 洽谈中", lambda t: t.contact.zh, staff=True),
        Column("contacted_on", "最近对接日期", "empty when never", lambda t: t.contacted_on, staff=True),
        Column("contact_log_zh", "对接记录", "what was said", lambda t: t.contact_log.zh, staff=True),
        Column("contact_log_en", "对接记录英文", "the same in English", lambda t: t.contact_log.en, staff=True),
        Column("project", "关联项目", "id of its project, if there is one", lambda t: projects.get(t.id), staff=True),
        Column("as_of", "数据日期", "the day the row speaks of", lambda _: AS_OF, staff=True),
    ]
    return table_of("targets", "One row a firm that is sought. All of it is for staff.", columns, world.targets)


def event_table(world: World) -> Table:
    """The events, with what the table of projects says was signed there."""
    columns: list[Column[Event]] = [
        Column("id", "编号", "its id", lambda e: e.outline.id),
        Column("name_zh", "活动名称", "its name, as the projects give it under 签约活动", lambda e: e.outline.name.zh),
        Column("name_en", "活动英文名称", "its name in English", lambda e: e.outline.name.en),
        Column("held_on", "举办日期", "when it was held", lambda e: e.outline.held_on),
        Column("venue_zh", "地点", "where", lambda e: e.outline.venue.zh),
        Column("venue_en", "地点英文", "the same in English", lambda e: e.outline.venue.en),
        Column("host_zh", "主办单位", "who held it", lambda e: e.host.zh),
        Column("host_en", "主办单位英文", "the same in English", lambda e: e.host.en),
        Column("theme_zh", "活动主题", "what it was about", lambda e: e.outline.theme.zh),
        Column("theme_en", "活动主题英文", "the same in English", lambda e: e.outline.theme.en),
        Column("signed", "签约项目数", "projects signed there, published or not", lambda e: e.signed),
        Column("signed_yuan", "签约金额(亿元)", "known yuan, empty for none", lambda e: _yuan(e.signed_yuan)),
        Column(
            "signed_dollars",
            "美元签约金额(万美元)",
            "known dollars, empty for none",
            lambda e: e.signed_dollars or None,
        ),
        Column("published", "是否发布", "always 是", lambda _: "是"),
        Column("as_of", "数据日期", "the day the row speaks of", lambda _: AS_OF),
    ]
    return table_of("events", "One row an event.", columns, world.events)


def policy_table(world: World) -> Table:
    """The policies with their conditions, each in a column that can be compared."""
    chains = {chain.letter: chain.name for chain in world.chains}
    columns: list[Column[Policy]] = [
        Column("id", "编号", "its id", lambda p: p.id),
        Column("name_zh", "政策名称", "its name with the year of the edition", lambda p: p.name.zh),
        Column("name_en", "政策英文名称", "its name in English", lambda p: p.name.en),
        Column("issuer_zh", "发文机关", "who issued it", lambda p: p.issuer.zh),
        Column("issuer_en", "发文机关英文", "the same in English", lambda p: p.issuer.en),
        Column("number", "文号", "its number, invented", lambda p: p.number),
        Column("level", "级别", "市级 or 县级", lambda p: LEVELS[p.outline.level].zh),
        Column("issued", "发布日期", "when it was issued", lambda p: p.edition.issued),
        Column("effective", "生效日期", "first day in force", lambda p: p.edition.effective),
        Column("expires", "失效日期", "last day in force, empty when open", lambda p: p.edition.expires),
        Column("supersedes", "替代", "id of the policy it replaces", lambda p: p.supersedes),
        Column("superseded_by", "被替代", "id of the policy that replaces it", lambda p: p.superseded_by),
        Column("documents", "文件", "ids of its documents", lambda p: several((f"{p.id}-zh", f"{p.id}-en"))),
        Column("conditions_zh", "申报条件", "all conditions in words", lambda p: conditions_of(p, chains)),
        Column("conditions_en", "申报条件英文", "the same in English", lambda p: conditions_of(p, chains).en),
        Column("chains", "适用产业链", "empty for all", lambda p: several(chains[a].zh for a in p.outline.chains)),
        Column("counties", "适用县区", "empty for all", lambda p: several(c.zh for c in counties_of(p))),
        Column("origins", "适用来源", "省外, 境外, 本地, empty for all", lambda p: several(p.outline.origins)),
        Column("min_investment", "最低投资额(万元)", "condition, empty for none", lambda p: p.edition.min_investment),
        Column("min_jobs", "最低就业人数", "condition, empty for none", lambda p: p.edition.min_jobs),
        Column("min_research_share", "最低研发投入占比(%)", "condition", lambda p: p.edition.min_research_share),
        Column("min_per_mu", "最低亩均投资(万元)", "condition, empty for none", lambda p: p.edition.min_per_mu),
        Column("base_zh", "计算基数", "what the rate is of", lambda p: p.outline.base),
        Column("base_en", "计算基数英文", "the same in English", lambda p: _english(p.outline.base)),
        Column("rate", "支持比例(%)", "share of the base, empty for none", lambda p: p.edition.rate),
        Column("ceiling", "支持上限(万元)", "ceiling for one firm, empty for none", lambda p: p.edition.ceiling),
        Column("measure_zh", "服务措施", "what it does other than pay", measure_of),
        Column("measure_en", "服务措施英文", "the same in English", lambda p: _english(measure_of(p))),
        Column("procedure_zh", "办理流程", "how to apply", lambda p: p.procedure.zh),
        Column("procedure_en", "办理流程英文", "the same in English", lambda p: p.procedure.en),
        Column("office_zh", "联系单位", "office to ask; 000 cannot be dialled", lambda p: p.office.zh),
        Column("office_en", "联系单位英文", "the same in English", lambda p: p.office.en),
        Column("published", "是否发布", "always 是", lambda _: "是"),
        Column("as_of", "数据日期", "the day the row speaks of", lambda _: AS_OF),
    ]  # fmt: skip
    return table_of("policies", "One row an edition of a policy.", columns, world.policies)


def _yuan(amount: int) -> str | None:
    return in_unit(amount, "亿元") if amount else None


def _firms(link: Link) -> str:
    return things(link.firms, "local firm", "local firms")


def _english(text: Bilingual | None) -> str | None:
    return text.en if text else None
