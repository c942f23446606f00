"""Firms: those that are here, and those the bureau would like to come, which only staff may see."""

from __future__ import annotations

from corpus.records.choices import CONTACT_STATUSES, PLACES, PRIORITIES, PROVENANCES, PURPOSES
from corpus.records.fields import Entity, Field

ENTERPRISE = Entity(
    name="enterprise",
    zh="企业",
    en="enterprise",
    en_plural="enterprises",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("企业编号", "enterprise id"), short=True),
        Field("name_zh", "企业名称", "name (Chinese)", "text", public=True, aliases=("名称", "企业")),
        Field("name_en", "企业英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("aliases", "简称", "also called", "list", public=True, aliases=("别名",)),
        Field(
            "county", "县区", "county", "choice", public=True, aliases=("县市区", "所在县区", "location"),
            choices=PLACES, is_open=True, short=True,
        ),
        Field("chains", "产业链", "chains", "list", public=True, aliases=("所属产业链", "chain"), short=True),
        Field("links", "环节", "links", "list", public=True, aliases=("产业链环节", "link"), short=True),
        Field("role", "产业链角色", "role", "text", public=True, aliases=("角色", "地位"), short=True),
        Field("products", "产品", "products", "text", public=True, aliases=("主要产品",)),
        Field("products_en", "产品英文", "products (English)", "text", public=True),
        Field("capacity", "产能", "capacity", "number", public=True, aliases=("年产能",)),
        Field("capacity_unit", "产能单位", "capacity unit", "text", public=True, short=True),
        Field("capacity_measure", "产能口径", "capacity measure", "text", public=True, aliases=("口径",), short=True),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)  # fmt: skip

TARGET = Entity(
    name="target",
    zh="目标企业",
    en="target enterprise",
    en_plural="target enterprises",
    fields=(
        Field("id", "编号", "id", "text", public=False, aliases=("目标企业编号", "target id"), short=True),
        Field("name_zh", "企业名称", "name (Chinese)", "text", public=False, aliases=("名称", "目标企业")),
        Field("name_en", "企业英文名称", "name (English)", "text", public=False, aliases=("英文名称",)),
        Field("province", "省份", "province", "text", public=False, aliases=("所在省",), short=True),
        Field("city", "城市", "city", "text", public=False, aliases=("所在市",), short=True),
        Field("chain", "产业链", "chain", "text", public=False, short=True),
        Field("link", "拟补环节", "link", "text", public=False, aliases=("环节",), short=True),
        Field("purpose", "招引目的", "purpose", "choice", public=False, choices=PURPOSES),
        Field("reason", "理由", "reason", "text", public=False, aliases=("招引理由",)),
        Field("reason_en", "理由英文", "reason (English)", "text", public=False),
        Field("priority", "优先级", "priority", "choice", public=False, choices=PRIORITIES),
        Field(
            "contact_status", "对接状态", "contact status", "choice", public=False, choices=CONTACT_STATUSES,
            is_open=True, short=True,
        ),
        Field("last_contact", "最近对接日期", "last contact", "date", public=False, aliases=("最近联系日期",)),
        Field("contact_log", "对接记录", "contact log", "text", public=False, aliases=("联系记录",)),
        Field("contact_log_en", "对接记录英文", "contact log (English)", "text", public=False),
        Field("as_of", "数据日期", "as of", "date", public=False, aliases=("截至日期",)),
        Field("provenance", "数据性质", "provenance", "choice", public=False, choices=PROVENANCES),
    ),
)  # fmt: skip
