"""Policies: who issued what, how long it is in force, and what it asks for and gives."""

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
        Field("number", "文号", "number", "text", public=True, aliases=("发文字号", "document number"), short=True),
        Field("level", "级别", "level", "choice", public=True, aliases=("层级",), choices=LEVELS),
        Field("issued", "发布日期", "issued", "date", public=True, aliases=("印发日期", "成文日期")),
        Field("effective", "生效日期", "effective", "date", public=True, aliases=("施行日期",)),
        Field("expires", "失效日期", "expires", "date", public=True, aliases=("有效期至", "截止日期")),
        Field("supersedes", "替代", "supersedes", "list", public=True, aliases=("废止文件",)),
        Field("superseded_by", "被替代", "superseded by", "text", public=True, short=True),
        Field("conditions", "申报条件", "conditions", "text", public=True, aliases=("条件",)),
        Field("ceiling", "支持上限", "ceiling", "money", public=True, aliases=("上限", "最高金额")),
        Field("currency", "币种", "currency", "choice", public=True, choices=CURRENCIES),
        Field("unit", "单位", "unit", "choice", public=True, aliases=("金额单位",), choices=UNITS),
        Field("procedure", "办理流程", "procedure", "text", public=True, aliases=("申报流程",)),
        Field("address", "网址", "address", "text", public=True, aliases=("链接", "url")),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)
