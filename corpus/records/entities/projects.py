"""Projects: what the bureau attracts, published in part."""

from __future__ import annotations

from corpus.records.choices import CURRENCIES, ORIGINS, PLACES, PROVENANCES, STAGES, UNITS
from corpus.records.fields import Entity, Field

PROJECT = Entity(
    name="project",
    zh="项目",
    en="project",
    en_plural="projects",
    history=("stage", "stage_since", "as_of"),
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("项目编号", "project id"), short=True),
        Field("name_zh", "项目名称", "name (Chinese)", "text", public=True, aliases=("名称", "中文名称")),
        Field("name_en", "项目英文名称", "name (English)", "text", public=True, aliases=("英文名称", "english name")),
        Field("chain", "产业链", "chain", "text", public=True, aliases=("所属产业链", "industrial chain"), short=True),
        Field("link", "环节", "link", "text", public=True, aliases=("产业链环节", "chain link"), short=True),
        Field(
            "county", "县区", "county", "choice", public=True, aliases=("县市区", "所在县区", "县(市、区)", "location"),
            choices=PLACES, is_open=True, short=True,
        ),
        Field("content", "建设内容及规模", "content", "text", public=True, aliases=("建设内容", "content and scale")),
        Field("total_investment", "总投资", "total investment", "money", public=True, aliases=("投资总额", "总投资额")),
        Field("currency", "币种", "currency", "choice", public=True, choices=CURRENCIES),
        Field("unit", "单位", "unit", "choice", public=True, aliases=("金额单位",), choices=UNITS),
        Field("investor", "投资方", "investor", "text", public=True, aliases=("投资单位", "投资主体", "投资企业")),
        Field("origin", "来源", "origin", "choice", public=True, aliases=("资金来源", "来源地"), choices=ORIGINS),
        Field("cooperation", "合作方式", "cooperation", "text", public=True, aliases=("cooperation mode",), short=True),
        Field("land_mu", "用地", "land", "area_mu", public=True, aliases=("用地面积", "land area")),
        Field("stage", "阶段", "stage", "choice", public=False, aliases=("项目阶段", "进展阶段"), choices=STAGES),
        Field("stage_since", "阶段日期", "stage date", "date", public=False, aliases=("阶段时间", "stage since")),
        Field("signed_amount", "签约金额", "signed amount", "money", public=False, aliases=("签约额", "合同金额")),
        Field("in_place_amount", "到位资金", "amount in place", "money", public=False, aliases=("资金到位",)),
        Field("signed_on", "签约日期", "signing date", "date", public=False, aliases=("签约时间", "signed on")),
        Field("event", "签约活动", "event", "text", public=True, aliases=("活动", "signing event"), short=True),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("contact_office", "联系单位", "contact office", "text", public=True, aliases=("office contact",)),
        Field("leading_official", "牵头领导", "leading official", "text", public=False),
        Field("leading_department", "牵头部门", "leading department", "text", public=False, short=True),
        Field("work_team", "工作专班", "work team", "text", public=False),
        Field("promise", "承诺事项", "promise", "text", public=False),
        Field("next_meeting", "下次会议", "next meeting", "date", public=False),
        Field("issues", "存在问题", "issues", "text", public=False, aliases=("问题",)),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期", "数据时间")),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)  # fmt: skip
