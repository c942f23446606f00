"""Needs: what an investor is looking for, known by the words of either language."""

from __future__ import annotations

import re

from corpus.conditions import Need
from corpus.languages import to_simplified

_WORDS: dict[Need, re.Pattern[str]] = {
    "equipment": re.compile(
        r"设备|技术?改造?(?=补|升级|项目|$)|技改|数字化|更新改造|首台套|"
        r"\b(equipment|machin\w+|technical (renovation|upgrad\w+)|upgrad\w+|digital)\b",
        re.IGNORECASE,
    ),
    "land": re.compile(r"用地|土地|标准地|\b(land|plots?|site)\b", re.IGNORECASE),
    "finance": re.compile(r"贷款|贴息|融资|\b(loans?|interest|financ\w+)\b", re.IGNORECASE),
    "plant": re.compile(r"厂房|租金|\b(rent\w*|standard plants?|plant buildings?)\b", re.IGNORECASE),
    "staff": re.compile(r"用工|人才|招工|就业|培训|技能|\b(training|skilled|workers?|staff|jobs?)\b", re.IGNORECASE),
    "research": re.compile(r"研发|科研|\b(research|r&d)\b", re.IGNORECASE),
    "tax": re.compile(r"税|\b(tax|taxes|taxation)\b", re.IGNORECASE),
    "access": re.compile(
        r"准入|负面清单|独资|股比|外资.{0,4}限制|\b(negative list|wholly|100% own\w*)\b", re.IGNORECASE
    ),
    "approvals": re.compile(
        r"审批|备案|容缺|办事|手续|\b(approvals?|permits?|filing|incomplete (files|documents))\b", re.I
    ),
    "logistics": re.compile(r"物流|运费|冷链|冷库|\b(logistics|freight|cold (stores?|chain))\b", re.IGNORECASE),
}


def needs_in(*texts: str) -> frozenset[Need]:
    """What the texts speak of."""
    whole = to_simplified(" ".join(texts))
    return frozenset(need for need, words in _WORDS.items() if words.search(whole))
