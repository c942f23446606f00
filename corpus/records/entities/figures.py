"""Events and statistics: what was held and what was measured, each with its measure and date."""

from __future__ import annotations

from corpus.records.choices import CURRENCIES, PLACES, PROVENANCES, UNITS
from corpus.records.fields import Entity, Field

EVENT = Entity(
    name="event",
    zh="活动",
    en="event",
    en_plural="events",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("活动编号", "event id"), short=True),
        Field("name_zh", "活动名称", "name (Chinese)", "text", public=True, aliases=("名称", "活动")),
        Field("name_en", "活动英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("held_on", "举办日期", "held on", "date", public=True, aliases=("日期", "举办时间")),
        Field("venue", "地点", "venue", "text", public=True, aliases=("举办地点",), short=True),
        Field("projects", "项目数", "number of projects", "number", public=True, aliases=("签约项目数", "projects")),
        Field("signed_amount", "签约金额", "signed amount", "money", public=True, aliases=("签约额",)),
        Field("planned_amount", "计划投资", "planned investment", "money", public=True, aliases=("计划投资额",)),
        Field("currency", "币种", "currency", "choice", public=True, choices=CURRENCIES),
        Field("unit", "单位", "unit", "choice", public=True, aliases=("金额单位",), choices=UNITS),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("source", "来源", "source", "text", public=True),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)

STATISTIC = Entity(
    name="statistic",
    zh="统计数据",
    en="statistic",
    en_plural="statistics",
    fields=(
        Field("id", "编号", "id", "text", public=True, aliases=("指标编号", "statistic id"), short=True),
        Field("name_zh", "指标名称", "name (Chinese)", "text", public=True, aliases=("名称", "指标")),
        Field("name_en", "指标英文名称", "name (English)", "text", public=True, aliases=("英文名称",)),
        Field("measure", "口径", "measure", "text", public=True, short=True),
        Field("value", "数值", "value", "number", public=True, aliases=("值",)),
        Field("value_unit", "数值单位", "value unit", "text", public=True, aliases=("单位", "unit"), short=True),
        Field("currency", "币种", "currency", "choice", public=True, choices=CURRENCIES),
        Field("period", "时期", "period", "text", public=True, aliases=("统计时期",), short=True),
        Field(
            "place", "地区", "place", "choice", public=True, aliases=("县区", "county"), choices=PLACES, is_open=True,
            short=True,
        ),
        Field("published", "是否发布", "published", "boolean", public=False, aliases=("发布", "已发布")),
        Field("as_of", "数据日期", "as of", "date", public=True, aliases=("截至日期",)),
        Field("source", "来源", "source", "text", public=True),
        Field("provenance", "数据性质", "provenance", "choice", public=True, choices=PROVENANCES),
    ),
)  # fmt: skip
