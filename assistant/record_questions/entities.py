"""Entities as questions speak of them: which of their fields are grouped by, measured and dated, and by what words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.record_questions.meanings import Meaning, Role
from assistant.record_questions.words import words_of_field
from corpus.records.fields import DECIMALS, EntityName, Field

DEFAULT_MEASURES: dict[EntityName, dict[str, str]] = {
    "project": {"money": "total_investment", "area_mu": "land_mu"},
}
"""What an amount or an area is of where no measure is named."""

ONLY_DATES: dict[EntityName, str] = {"event": "held_on"}
"""The date that is meant where none is named."""

_NOT_GROUPED = frozenset(
    "id unit currency number supersedes superseded_by gbt supplies aliases capacity_unit capacity_measure provenance "
    "published measure value_unit period name_zh name_en content conditions procedure address contact_office "
    "documents for_chains for_counties for_origins".split()
)
_NOT_TOLD = frozenset("id unit currency provenance published measure value_unit period aliases name_zh name_en".split())
_TEXTS = frozenset(("investor", "leading_official", "work_team"))
_AMBIGUOUS_WORDS = frozenset(
    "名称 企业 项目 活动 环节 产业链 政策 来源 单位 问题 发布 值 口径 条件 城市 省份 日期 角色 地位 项目数 签约项目数 "
    "projects location unit city link chain event level number".split()
) | {"number of projects"}
TOLD_IN_FULL = frozenset(("issues",))
"""Texts that a question may repeat as they were written, among others in a cell: 环评滞后的项目."""

_UNMEASURED = frozenset("capacity value min_investment min_revenue min_jobs min_research_share min_per_mu rate".split())


def words_of_fields(entity: EntityName, fields: tuple[Field, ...]) -> Iterator[tuple[str, Meaning]]:
    """The words for the fields that a shelf has of an entity: their headers, and what else people say."""
    for field in fields:
        role = _role(field)
        if role is None:
            continue
        headers = (field.zh, field.en, *field.aliases)
        written = [word for word in headers if word.lower() not in _AMBIGUOUS_WORDS]
        for word in dict.fromkeys((*written, *words_of_field(entity, field.name))):
            yield word, Meaning(role, field.name, entity)


def _role(field: Field) -> Role | None:
    if field.kind in DECIMALS:
        return None if field.name in _UNMEASURED else Role.MEASURE
    if field.kind == "date":
        return None if field.name == "as_of" else Role.DATE_FIELD
    if field.name in _NOT_TOLD or field.kind == "boolean":
        return None
    is_short = field.short or field.kind in ("choice", "list") or field.name in _TEXTS
    return Role.DIMENSION if is_short and field.name not in _NOT_GROUPED else Role.FIELD


def has_named_values(field: Field) -> bool:
    """Whether the values of a field are names or words that a question may say."""
    if field.name == "id":
        return True
    return field.name in TOLD_IN_FULL or (field.name != "stage" and _role(field) is Role.DIMENSION)
