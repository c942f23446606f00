"""Chains and their links: what an industry consists of here, and, for staff, where it is weak."""

from __future__ import annotations

from corpus.records.choices import LINK_STATUSES, POSITIONS, PROVENANCES
from corpus.records.fields import Entity, Field

CHAIN = Entity(
    name="chain",
    zh="产业链",
    en="chain",
    en_plural="chains",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("产业链编号", "chain id"), short=True),
        Field("name_zh", "产业链名称", "name (Chinese)", "text", public=True, aliases=("名称", "产业链")),
        Field("name_en", "产业链英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("landscape", "全国布局", "national landscape", "text", public=True, aliases=("产业现状",)),
        Field("landscape_en", "全国布局英文", "national landscape (English)", "text", public=True),
        Field("direction", "发展方向", "direction", "text", public=True),
        Field("direction_en", "发展方向英文", "direction (English)", "text", public=True),
        Field("lead_official", "链长", "lead official", "text", public=False),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)

LINK = Entity(
    name="link",
    zh="环节",
    en="link",
    en_plural="links",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("环节编号", "link id"), short=True),
        Field("chain", "产业链", "chain", "text", public=True, short=True),
        Field("position", "位置", "position", "choice", public=True, aliases=("上中下游",), choices=POSITIONS),
        Field("name_zh", "环节名称", "name (Chinese)", "text", public=True, aliases=("名称", "环节")),
        Field("name_en", "环节英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("products", "产品", "products", "text", public=True, aliases=("主要产品",)),
        Field("products_en", "产品英文", "products (English)", "text", public=True),
        Field("gbt", "国民经济行业代码", "GB/T codes", "list", public=True, aliases=("行业代码", "gb/t 4754")),
        Field("technologies", "关键技术", "key technologies", "text", public=True),
        Field("technologies_en", "关键技术英文", "key technologies (English)", "text", public=True),
        Field("supplies", "供应环节", "supplies", "list", public=True, aliases=("下游环节",)),
        Field("local_status", "本地状况", "local status", "choice", public=False, choices=LINK_STATUSES),
        Field("match_rate", "本地配套率", "local match rate", "percentage", public=False, aliases=("配套率",)),
        Field("evidence", "依据", "evidence", "text", public=False),
        Field("evidence_en", "依据英文", "evidence (English)", "text", public=False),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)
