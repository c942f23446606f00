"""A made-up table of projects, published and not, with hostile cells and with markers where only staff may look."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.records.entities import ENTITIES
from corpus.records.reading import read_records
from index.records.store import RecordStore
from index.records.writing import write_records
from tests.index.records.samples import places

HEADERS = (
    "编号 项目名称 项目英文名称 产业链 环节 县区 建设内容及规模 总投资 币种 单位 投资方 来源 合作方式 用地(亩)"
    " 阶段 签约金额 是否发布 联系单位 牵头领导 承诺事项 存在问题 数据日期 数据性质"
).split()
SECRETS = ("STAFFONLY-OFFICIAL", "STAFFONLY-PROMISE", "STAFFONLY-ISSUE", "UNPUBLISHED-NAME", "UNPUBLISHED-CONTENT")
HOSTILE = '=HYPERLINK("http://example.invalid","x")'
STAFF = ["签约", "7.77", "是", "示例窗口 000-0001", *SECRETS[:3]]

_ROWS = [
    ["p-01", "甲铜箔项目", "Alpha Foil Project", "示例铜链", "铜箔",
     "义马市", "年产电解铜箔1万吨", "12.5", "CNY", "亿元", "甲公司",
     "省外", "独立投资", "120", *STAFF, "2026-10-31", "demo"],
    ["p-02", "乙铝材项目", "Beta Aluminium Project", "示例铝链", "铝材",
     "灵宝市", "年产铝材2万吨", "30000", "CNY", "万元", "乙公司",
     "境外", "合资合作", "80.5", *STAFF, "2026-09-30", "demo"],
    ["p-03", "丙电池项目", "Gamma Battery Project", "示例铜链", "电池",
     "卢氏县", "年产电池100%用电解铜箔", "500", "USD", "万元", "丙公司",
     "境外", "独立投资", "", *STAFF, "2026-10-31", "demo"],
    ["p-04", "丁待招商项目", "Delta Project on Offer", "示例铝链", "铝材",
     "义马市", "利用闲置厂房", "", "CNY", "亿元", "",
     "", "合资合作", "15", *STAFF, "2026-10-31", "demo"],
    ["p-05", HOSTILE, "+cmd|' /C calc'!A0", "示例铜链", "铜箔",
     "卢氏县", "@SUM(1+1)", "200", "CNY", "元", "\t-2+3",
     "本地", "独立投资", "2", *STAFF, "2026-10", "public"],
    ["p-99", SECRETS[3], SECRETS[3], "示例密链", "密环节",
     "渑池县", SECRETS[4], "99", "CNY", "亿元", "密公司",
     "省外", "密合作", "999", "签约", "7.77", "否", "密窗口", *SECRETS[:3], "2026-10-31", "demo"],
]  # fmt: skip
_CHAINS = """编号,产业链名称,产业链英文名称,是否发布
c-1,示例铜链,Example copper chain,是
c-2,示例铝链,Example aluminium chain,是
"""


def write_tables(folder: Path, more: int = 0) -> None:
    """The table as CSV, with so many further plain projects."""
    folder.mkdir(parents=True, exist_ok=True)
    further = [
        [f"m-{n:03}", f"普通项目{n:03}", f"Plain Project {n:03}", "示例铝链", "铝材",
         "湖滨区", "普通内容", str(n), "CNY", "万元", "丁公司",
         "本地", "独立投资", str(n), *STAFF, "2026-10-31", "demo"]
        for n in range(1, more + 1)
    ]  # fmt: skip
    with (folder / "projects.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *_ROWS, *further])
    (folder / "chains.csv").write_text(_CHAINS, "utf-8")


def write_stores(folder: Path, more: int = 0) -> tuple[RecordStore, RecordStore]:
    """The stores of the staff and of the public over these tables."""
    write_tables(folder / "tables", more)
    batches = [
        *read_records(ENTITIES["project"], folder / "tables/projects.csv"),
        *read_records(ENTITIES["chain"], folder / "tables/chains.csv"),
    ]
    assert not [problem for batch in batches for problem in batch.problems]
    staff, public = places(folder)
    write_records(batches, staff, public)
    return RecordStore(staff, "staff"), RecordStore(public, "public")
