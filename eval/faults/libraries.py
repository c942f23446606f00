"""A made-up library in two states, in which every kind of file of a generation comes to be, and questions to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_ALWAYS = {
    "foil.md": "# 铜箔车间\n\n示范电子材料厂每年生产四万吨电解铜箔。车间有八条生产线。\n",
    "school.md": "# 示范小学\n\n示范小学有三十名教师。学生在图书馆里读书。\n",
    "railway.md": "# Eastern railway\n\nThe eastern railway carries coal and timber. It has 27 locomotives.\n",
    "hospital.md": "# County hospital\n\nThe county hospital has 1,200 beds. Its doctors visit villages.\n",
    "talks.md": "---\naudience: staff\n---\n# Talks\n\nThe visitors asked for a warehouse beside the railway.\n",
    "notes.md": "---\naudience: staff\n---\n# 洽谈记录\n\n示范电子材料厂希望扩建铜箔车间，正在选址。\n",
    "glossary.yaml": "kind: glossary\nid: terms\nterms:\n  - {zh: 铜箔, zh_hant: 銅箔, en: copper foil}\n",
    "chain.yaml": (
        "kind: chain\nid: chain-demo\ntitle: {zh: 示例铜产业链图, en: Map of the example chain}\n"
        "name: {zh: 示例铜产业链, en: example copper chain}\nprovenance: demo\nlinks:\n"
        "  - {id: foil, position: upstream, name: {zh: 铜箔制造, en: foil making}, "
        "statement: {zh: 示例环节有一家企业。, en: The example link has one firm.}}\n"
    ),
}
_NOTICE = "<html><head><title>公告</title></head><body><h1>码头公告</h1><p>示范码头的停泊费为{}元。</p></body></html>"
_PROJECTS = "编号,项目名称,总投资,单位,是否发布\np-1,示例一号项目,2,亿元,是\n"
_BEFORE = {
    "permit.md": "# Building permits\n\nThe permit office answers within five working days. Applicants pay no fee.\n",
    "orchard.md": "# 红山果园\n\n红山果园有九千亩苹果树。果园每年秋天举办采摘节。\n",
    "fair.md": "# 风筝节\n\n第12届风筝节签约项目38个。\n",
    "notice.html": _NOTICE.format("八十五"),
    "records/projects.csv": _PROJECTS + "p-2,示例二号项目,3,亿元,是\n",
}
_AFTER = {
    "permit.md": "# Building permits\n\nThe permit office answers within seven working days. Applicants pay no fee.\n",
    "orchard.md": "# 红山果园\n\n红山果园有七千亩苹果树。果园每年秋天举办采摘节。\n",
    "notice.html": _NOTICE.format("九十"),
    "records/projects.csv": _PROJECTS + "p-3,示例三号项目,5,亿元,是\np-4,示例四号项目,1,亿元,是\n",
}
STATES: Mapping[str, Mapping[str, str]] = {"before": _ALWAYS | _BEFORE, "after": _ALWAYS | _AFTER}
"""The files of each state: from one to the other a few documents change, one goes, and so do records."""

COUNTED = "一共有多少个项目？"
PROBES = (
    "示范电子材料厂每年生产多少铜箔？",
    "How many locomotives does the eastern railway have?",
    "Within how many working days does the permit office answer?",
    "红山果园有多少亩苹果树？",
    "第12届风筝节签了多少项目？",
    "示范码头的停泊费是多少？",
    COUNTED,
)


def put(library: Path, state: str) -> None:
    """Bring a library folder to a state; files that are as they should be are not touched."""
    files = STATES[state]
    for path in [path for path in library.rglob("*") if path.is_file()]:
        if path.relative_to(library).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
