"""The tables of projects and of their stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from corpus.demo.records import Project, StageSince
from corpus.demo.tables import Column, Table, table_of
from corpus.demo.wording import STAGES, in_unit
from corpus.demo.world import World
from corpus.schemas import Bilingual


def project_table(world: World) -> Table:
    """The projects under the headers bureaus use."""
    events = {event.outline.id: event.outline.name.zh for event in world.events}
    columns = [*_published(), *_course(events), *_followed()]
    about = (
        "One row a project. 总投资, 签约金额 and 到位资金 are in the 单位 of the row, which counts the 币种 of the row."
    )
    return table_of("projects", about, columns, world.projects)


def stage_table(world: World) -> Table:
    """The stages every project went through, in order."""
    steps = [(project, step) for project in world.projects for step in project.history]
    columns: list[Column[tuple[Project, StageSince]]] = [
        Column("id", "编号", "a project", lambda row: row[0].id),
        Column("stage", "阶段", "a stage it was in", lambda row: STAGES[row[1].stage].zh, staff=True),
        Column("since", "阶段日期", "from when", lambda row: row[1].since, staff=True),
    ]
    about = "One row a stage of a project; the last row of a project is the stage it is in."
    return table_of("project_stages", about, columns, steps)


def _published() -> list[Column[Project]]:
    return [
        Column("id", "编号", "its id", lambda p: p.id),
        Column("name_zh", "项目名称", "its name", lambda p: p.name.zh),
        Column("name_en", "项目英文名称", "its name in English", lambda p: p.name.en),
        Column("chain", "产业链", "name of its chain", lambda p: p.link.chain.name.zh),
        Column("link", "环节", "name of its link", lambda p: p.link.name.zh),
        Column("county", "县区", "name of the county, empty when not chosen", _county),
        Column("content", "建设内容及规模", "what is built", lambda p: p.content),
        Column("total_investment", "总投资", "planned, empty when unknown", lambda p: _amount(p, p.money.total)),
        Column("currency", "币种", "CNY or USD", lambda p: p.money.currency),
        Column("unit", "单位", "元, 万元 or 亿元; with USD read 美元, 万美元, 亿美元", lambda p: p.money.unit),
        Column("investor", "投资方", "empty when the project is on offer", lambda p: p.investor),
        Column("origin", "来源", "省外, 境外 or 本地, empty when on offer", lambda p: p.origin),
        Column("cooperation", "合作方式", "form of cooperation", lambda p: p.cooperation),
        Column("land_mu", "用地(亩)", "land in mu, empty when unknown", lambda p: p.land_mu),
    ]


def _course(events: Mapping[str, str]) -> list[Column[Project]]:
    return [
        Column("stage", "阶段", "、".join(stage.zh for stage in STAGES.values()), _stage, staff=True),
        Column("stage_since", "阶段日期", "since when it is in its stage", _since, staff=True),
        Column("signed_amount", "签约金额", "empty when unsigned or unknown", _signed_amount, staff=True),
        Column("in_place_amount", "到位资金", "empty when none or unknown", _in_place, staff=True),
        Column("signed_on", "签约日期", "empty when unsigned", lambda p: p.signed_on, staff=True),
        Column("event", "签约活动", "name of the event it was signed at", lambda p: events.get(p.event or "")),
        Column("published", "是否发布", "是 or 否", lambda p: "是" if p.published else "否"),
        Column("contact_office", "联系单位", "office to ask; 000 cannot be dialled", lambda p: p.office),
    ]


def _followed() -> list[Column[Project]]:
    return [
        Column("leading_official", "牵头领导", "Five Ones", lambda p: p.five_ones.official, staff=True),
        Column(
            "leading_department",
            "牵头部门",
            "Five Ones",
            lambda p: p.five_ones.department,
            staff=True,
        ),
        Column("work_team", "工作专班", "Five Ones", lambda p: p.five_ones.team, staff=True),
        Column("promise", "承诺事项", "Five Ones", lambda p: p.five_ones.promise, staff=True),
        Column(
            "next_meeting",
            "下次会议",
            "a day before 数据日期 is overdue",
            lambda p: p.five_ones.next_meeting,
            staff=True,
        ),
        Column("issues", "存在问题", "what stands in its way", lambda p: p.issues, staff=True),
        Column("as_of", "数据日期", "the day the row speaks of", lambda p: p.as_of),
    ]


def _stage(project: Project) -> str:
    return STAGES[project.stage].zh


def _since(project: Project) -> date:
    return project.history[-1].since


def _signed_amount(project: Project) -> str | None:
    return _amount(project, project.money.signed)


def _in_place(project: Project) -> str | None:
    return _amount(project, project.money.in_place)


def _amount(project: Project, amount: int | None) -> str | None:
    return None if amount is None else in_unit(amount, project.money.unit)


def _county(project: Project) -> Bilingual | None:
    return project.county.name if project.county else None
