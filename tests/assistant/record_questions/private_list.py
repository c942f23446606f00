"""A made-up list of projects as a bureau keeps it: three units, gaps, rows not published, headers of either language."""

# ruff: noqa: E501

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

ZH = (
    "编号", "项目名称", "项目英文名称", "产业链", "环节", "县区", "建设内容及规模", "总投资", "币种", "单位", "投资方", "来源", "合作方式", "用地(亩)",
    "阶段", "阶段日期", "签约金额", "到位资金", "签约日期", "签约活动", "是否发布", "联系单位", "牵头领导", "牵头部门", "工作专班", "承诺事项",
    "下次会议", "存在问题", "数据日期", "数据性质",
)  # fmt: skip
EN = (
    "id", "name_zh", "name_en", "chain", "link", "county", "content", "total_investment", "currency", "unit", "investor",
    "origin", "cooperation", "land_mu", "stage", "stage_since", "signed_amount", "in_place_amount", "signed_on", "event",
    "published", "contact_office", "leading_official", "leading_department", "work_team", "promise", "next_meeting",
    "issues", "as_of", "provenance",
)  # fmt: skip
CHAINS = {
    "新材料": ("高纯金属", "铜箔", "靶材"), "铝精深加工": ("铝板带箔", "铝轮毂"), "高端装备制造": ("矿山机械", "轴承"),
    "绿色食品": ("果汁", "菌菇"), "新能源": ("储能电池", "光伏组件"), "文旅康养": ("景区", "民宿"), "节能环保": ("固废利用",),
}  # fmt: skip
COUNTIES = ("湖滨区", "陕州区", "渑池县", "卢氏县", "义马市", "灵宝市")
ORIGINS = ("省外", "省外", "省外", "境外", "本地")
STAGES = ("线索", "洽谈", "签约", "注册", "在建", "在建", "投产", "达产", "暂停", "终止")
COOPERATIONS = ("独资", "合资", "合作", "增资扩产")
EVENTS = ("示例豫商大会", "示例新材料产业推介会", "示例黄河旅游节", "")
DEPARTMENTS = ("示例工信局", "示例商务局", "示例发改委", "示例文旅局")
SCALES = {"元": 1, "万元": 10**4, "亿元": 10**8}
STEMS = "东南西北中华金银铜铁松柏梅兰竹菊春夏秋冬山川江河湖海风云雷雨"
TODAY = date(2026, 11, 25)


def rows(seed: int, count: int = 260) -> list[dict[str, Any]]:
    """Rows with amounts in whole yuan (or dollars), dates as dates, and None for what is not known."""
    dice = random.Random(seed)
    stems = [a + b for a in STEMS for b in STEMS if a != b]
    dice.shuffle(stems)
    return [_row(dice, number, stems[number]) for number in range(1, count + 1)]


def _row(dice: random.Random, number: int, stem: str) -> dict[str, Any]:
    chain = dice.choice(list(CHAINS))
    link = dice.choice(CHAINS[chain])
    stage = dice.choice(STAGES)
    foreign = dice.random() < 0.06
    unit = dice.choice(("元", "万元", "万元", "亿元"))
    step = 10**6 if unit == "亿元" else 10**5
    total = None if dice.random() < 0.04 else dice.choice((dice.randint(50, 900), dice.randint(900, 30000))) * step
    if total is not None and unit != "亿元":
        total = dice.choice((total, 5 * 10**8, 10**9)) if dice.random() < 0.1 else total
    signed_on = None
    signed = placed = None
    if stage not in ("线索", "洽谈") and dice.random() < 0.95:
        signed_on = date(2024, 1, 5) + timedelta(days=dice.randint(0, 1020))
        signed = total
        if total is not None and dice.random() < 0.3:
            signed = total * dice.randint(5, 9) // 10
        if signed is not None and stage not in ("签约", "注册"):
            placed = signed * dice.randint(0, 10) // 10
    return {
        "id": f"xm-{number:03}", "name": f"示例{stem}{link}项目", "name_en": f"Example {number:03} Project",
        "chain": chain, "link": link, "county": None if dice.random() < 0.03 else dice.choice(COUNTIES),
        "content": f"建设{link}生产线{dice.randint(1, 9)}条", "total": total, "currency": "USD" if foreign else "CNY",
        "unit": unit, "investor": None if dice.random() < 0.1 else f"示例{stem}公司",
        "origin": "境外" if foreign else dice.choice(ORIGINS), "cooperation": dice.choice(COOPERATIONS),
        "land": None if dice.random() < 0.3 else dice.randint(10, 600), "stage": stage,
        "since": date(2025, 1, 1) + timedelta(days=dice.randint(0, 690)), "signed": signed, "placed": placed,
        "signed_on": signed_on, "event": (dice.choice(EVENTS) or None) if signed_on else None,
        "published": dice.random() < 0.6, "contact": None if dice.random() < 0.15 else f"示例{dice.choice(COUNTIES)}窗口",
        "official": f"示例领导{dice.choice('甲乙丙丁')}", "department": dice.choice(DEPARTMENTS),
        "team": f"示例专班{dice.randint(1, 5)}", "promise": None,
        "meeting": TODAY + timedelta(days=dice.randint(-60, 60)) if dice.random() < 0.5 else None,
        "issues": "用地指标不足" if dice.random() < 0.2 else None, "as_of": date(2026, 10, 31),
    }  # fmt: skip


_ENGLISH = {
    "线索": "lead", "洽谈": "negotiation", "签约": "signed", "注册": "registered", "在建": "construction",
    "投产": "production", "达产": "reaching capacity", "暂停": "suspended", "终止": "terminated",
    "省外": "out-of-province", "境外": "foreign", "本地": "local",
}  # fmt: skip


def write(table: list[dict[str, Any]], path: Path, language: str = "zh") -> None:
    """The rows as a CSV file, amounts in the unit of each row."""
    with path.open("w", encoding="utf-8-sig" if language == "zh" else "utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(ZH if language == "zh" else EN)
        for row in table:
            scale = SCALES[row["unit"]]
            cells = dict(row)
            for amount in ("total", "signed", "placed"):
                if row[amount] is not None:
                    cells[amount] = f"{row[amount] / scale:.8f}".rstrip("0").rstrip(".")
            cells["published"] = {"zh": ("否", "是"), "en": ("no", "yes")}[language][row["published"]]
            if language == "en":
                cells["stage"], cells["origin"] = _ENGLISH[row["stage"]], _ENGLISH[row["origin"]]
            order = ("id", "name", "name_en", "chain", "link", "county", "content", "total", "currency", "unit", "investor",
                     "origin", "cooperation", "land", "stage", "since", "signed", "placed", "signed_on", "event",
                     "published", "contact", "official", "department", "team", "promise", "meeting", "issues",
                     "as_of")  # fmt: skip
            writer.writerow([("" if cells[name] is None else cells[name]) for name in order] + ["demo"])


def frame(table: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows to compute with: `total`, `signed`, `placed` only of rows in yuan, `usd` the total of those in dollars."""
    data = pd.DataFrame(table)
    yuan = data.currency == "CNY"
    data["usd"] = data.total.where(~yuan)
    for amount in ("total", "signed", "placed"):
        data[amount] = data[amount].where(yuan)
    data["signed_on"] = pd.to_datetime(data.signed_on)
    data["since"] = pd.to_datetime(data.since)
    data["meeting"] = pd.to_datetime(data.meeting)
    return data
