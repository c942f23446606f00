"""Policies: who issued what, how long it is in force, and what it asks for and gives.

What a policy asks for stands in fields of its own, so that a plan can be held against it; an empty one asks nothing.
"""

from __future__ import annotations

from corpus.records.choices import CURRENCIES, LEVELS, PROVENANCES, UNITS
from corpus.records.fields import Entity, Field

POLICY = Entity(
    name="policy",
    zh="政策",
    en="policy",
    en_plural="policies",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("政策编号", "policy id"), short=True),
        Field("name_zh", "政策名称", "name (Chinese)", "text", public=True, aliases=("名称", "政策")),
        Field("name_en", "政策英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("issuer", "发文机关", "issuer", "text", public=True, aliases=("制定机关",), short=True),
        Field("issuer_en", "发文机关英文", "issuer (English)", "text", public=True),
        Field("number", "文号", "number", "text", public=True, aliases=("发文字号", "document number"), short=True),
        Field("level", "级别", "level", "choice", public=True, aliases=("层级",), choices=LEVELS),
        Field("issued", "发布日期", "issued", "date", public=True, aliases=("印发日期", "成文日期")),
        Field("effective", "生效日期", "effective", "date", public=True, aliases=("施行日期",)),
        Field("expires", "失效日期", "expires", "date", public=True, aliases=("有效期至", "截止日期")),
        Field("supersedes", "替代", "supersedes", "list", public=True, aliases=("废止文件",)),
        Field("superseded_by", "被替代", "superseded by", "text", public=True, short=True),
        Field("documents", "文件", "documents", "list", public=True, aliases=("文件编号", "document ids")),
        Field("conditions", "申报条件", "conditions", "text", public=True, aliases=("条件",)),
        Field("conditions_en", "申报条件英文", "conditions (English)", "text", public=True),
        Field("for_chains", "适用产业链", "for chains", "list", public=True),
        Field("for_counties", "适用县区", "for counties", "list", public=True),
        Field("for_origins", "适用来源", "for origins", "list", public=True),
        Field("min_investment", "最低投资额", "investment threshold", "money", public=True, aliases=("投资额门槛",)),
        Field("min_revenue", "最低营业收入", "revenue threshold", "money", public=True, aliases=("营业收入门槛",)),
        Field("min_jobs", "最低就业人数", "jobs threshold", "number", public=True, aliases=("就业门槛",)),
        Field("min_research_share", "最低研发投入占比", "research share threshold", "percentage", public=True),
        Field("min_per_mu", "最低亩均投资", "threshold of investment per mu", "money", public=True),
        Field("base", "计算基数", "base", "text", public=True),
        Field("base_en", "计算基数英文", "base (English)", "text", public=True),
        Field("rate", "支持比例", "rate", "percentage", public=True),
        Field("ceiling", "支持上限", "ceiling", "money", public=True, aliases=("上限", "最高金额")),
        Field("currency", "币种", "currency", "choice", public=True, choices=CURRENCIES),
        Field("unit", "单位", "unit", "choice", public=True, aliases=("金额单位",), choices=UNITS),
        Field("measure", "服务措施", "measure", "text", public=True),
        Field("measure_en", "服务措施英文", "measure (English)", "text", public=True),
        Field("procedure", "办理流程", "procedure", "text", public=True, aliases=("申报流程",)),
        Field("procedure_en", "办理流程英文", "procedure (English)", "text", public=True),
        Field("contact_office", "联系单位", "contact office", "text", public=True, aliases=("咨询处",)),
        Field("contact_office_en", "联系单位英文", "contact office (English)", "text", public=True),
        Field("address", "网址", "address", "text", public=True, aliases=("链接", "url")),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)
