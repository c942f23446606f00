"""A library of made-up papers that say of themselves who issued them, under which number and from when on they hold."""

from __future__ import annotations

from pathlib import Path

from eval.faults.samples import Words, pdf_file
from tests.assistant.samples import write_library

OLD_TITLE, NEW_TITLE = "示例市竹艺企业补贴办法", "示例市竹艺企业扶持办法"


def policy(amount: str = "50万元", number: str = "8") -> bytes:
    """A PDF file of a made-up policy, which puts the one before it out of force."""
    lines = [
        ("示例市人民政府文件", 150, 80, 16),
        (f"示政〔2025〕{number}号", 220, 120, 10),
        (NEW_TITLE, 150, 170, 22),
        (f"竹艺企业每家可以申请扶持资金{amount}。竹艺企业的申请由示例市商务局受理。", 60, 220, 10),
        (f"本办法自2025年7月1日起施行。《{OLD_TITLE}》同时废止。", 60, 260, 10),
        ("示例市人民政府", 400, 340, 10),
        ("2025年6月15日", 400, 370, 10),
    ]
    return pdf_file([[Words(x, y, text, size) for text, x, y, size in lines]])


NOTICE = """\
---
id: kiln-notice
kind: notice
issuer: 别的局
---
# 示例市窑炉改造申报通知

示商〔2026〕3号

窑炉改造项目每个补助20万元。窑炉改造项目的申报截止时间为9月30日。

示例市商务局

2026年1月20日
"""

STAFF_NOTE = "---\nid: inner-note\naudience: staff\n---\n# 内部说明\n\n竹艺企业走访安排在每月第一周。\n"


def paper_library(folder: Path) -> Path:
    """The small library with a policy as a PDF file, the one before it, a notice and a note for the staff."""
    write_library(folder)
    (folder / "bamboo.pdf").write_bytes(policy())
    (folder / "kiln-notice.md").write_text(NOTICE, "utf-8")
    old = f"---\nid: bamboo-old\nkind: policy\neffective: 2020-01-01\n---\n# {OLD_TITLE}\n\n"
    (folder / "bamboo-old.md").write_text(f"{old}竹艺企业每家可以申请补贴12万元。\n", "utf-8")
    (folder / "inner-note.md").write_text(STAFF_NOTE, "utf-8")
    facts = """\
kind: statistics
id: bamboo-figures
title: {zh: 竹艺数据, en: Bamboo figures}
items:
  - id: bamboo-firms
    name: {zh: 竹艺企业数, en: Bamboo firms}
    statement: {zh: 示例市有竹艺企业9家。, en: The example city has 9 bamboo firms.}
"""
    (folder / "bamboo-figures.yaml").write_text(facts, "utf-8")
    return folder
