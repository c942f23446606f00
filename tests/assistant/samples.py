"""A small library of made-up facts in both languages, and what it takes to ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answers import Answer
from assistant.assembly import IndexLocation
from assistant.conversations import Conversation, Turn
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from assistant.progress import Silent
from assistant.settings import Settings
from corpus.schemas import Audience
from index.building import Making, build

TODAY = date(2026, 3, 1)
CACHE: Path = Settings.model_fields["cache"].default
"""The compiled model is made once for all tests and everything else on this machine."""

_DOCUMENTS = {
    "tea-zh": """
kind: policy
effective: 2025-01-01
supersedes: [tea-2020-zh]
---
# 茶叶企业补贴办法

茶叶企业每家可以申请补贴30万元。茶叶企业补贴由县农业局受理。
""",
    "tea-en": """
kind: policy
translation_of: tea-zh
effective: 2025-01-01
---
# Measures on subsidies for tea firms

Each tea firm may apply for a subsidy of 300,000 yuan. The county agriculture office accepts the applications of tea firms.
""",
    "tea-2020-zh": """
kind: policy
effective: 2020-01-01
superseded_by: tea-zh
---
# 茶叶企业补贴办法（旧版）

旧版茶叶企业补贴办法规定，茶叶企业每家补贴12万元。
""",
    "tea-2020-en": """
kind: policy
translation_of: tea-2020-zh
effective: 2020-01-01
superseded_by: tea-zh
---
# Measures on subsidies for tea firms (old edition)

Under the old edition of the measures each tea firm received a subsidy of 120,000 yuan.
""",
    "port-en": """
kind: notice
effective: 2023-01-01
expires: 2024-12-31
---
# Notice on harbour fees

The harbour fee of the river port is 85 yuan for each vessel.
""",
    "lantern-zh": """
kind: project_list
provenance: demo
---
# 灯笼厂项目

虚构的红月灯笼厂计划投资2.4亿元，占地66亩。
""",
    "paper-zh": """
kind: note
as_of: 2024
---
# 竹纸作坊

竹纸作坊有17名工匠，每年生产竹纸9000张。
""",
    "salt-en": """
kind: note
as_of: 2023-05
---
# The salt museum

The salt museum opened in 1998. The salt museum holds 412 objects in its collection.
""",
    "fair-zh": """
kind: event
as_of: 2025
---
# 第12届风筝节

第12届风筝节签约项目38个，金额52亿元。第12届风筝节在东岸镇举办。
""",
    "fair-en": """
kind: event
translation_of: fair-zh
as_of: 2025
---
# The 12th Kite Festival

At the 12th Kite Festival 38 projects worth 5.2 billion yuan were signed. The 12th Kite Festival was held in Dong'an Town.
""",
    "staff-targets-zh": """
kind: note
audience: staff
---
# 风筝产业目标企业

风筝产业的目标企业是虚构的青鸢集团，正在洽谈，意向投资7.7亿元。
""",
    "staff-weak-links-en": """
kind: note
audience: staff
---
# Weak links of the kite chain

The kite chain has no local maker of bamboo frames, and 93% of its silk comes from elsewhere.
""",
}

_GLOSSARY = """
kind: glossary
id: glossary
terms:
  - {zh: 茶叶, zh_hant: 茶葉, en: tea, aliases_zh: [茶]}
  - {zh: 竹纸, zh_hant: 竹紙, en: bamboo paper}
  - {zh: 工匠, zh_hant: 工匠, en: artisan, aliases_en: [craftsman]}
  - {zh: 作坊, zh_hant: 作坊, en: workshop}
  - {zh: 盐博物馆, zh_hant: 鹽博物館, en: salt museum}
  - {zh: 藏品, zh_hant: 藏品, en: objects in its collection, aliases_en: [collection]}
  - {zh: 风筝节, zh_hant: 風箏節, en: Kite Festival}
  - {zh: 补贴, zh_hant: 補貼, en: subsidy}
"""

_PROFILE = """
kind: profile
bureau: {zh: 云溪县招商局, en: Yunxi Investment Office}
city: {zh: 云溪县, en: Yunxi}
notice: {zh: 测试用的虚构资料。, en: Made-up material for tests.}
greeting: {zh: 您好。, en: Hello.}
contact:
  name: {zh: 云溪县招商局, en: Yunxi Investment Office}
  handles: {zh: 其他问题, en: other questions}
topics:
  - {zh: 茶叶补贴, en: Tea subsidies}
  - {zh: 风筝节, en: The Kite Festival}
questions:
  - {zh: 茶叶企业每家可以申请多少补贴？, en: What subsidy may each tea firm apply for?}
  - {zh: 第12届风筝节签了多少项目？, en: How many projects were signed at the 12th Kite Festival?}
"""


def write_library(folder: Path, *, profile: bool = True, without: Sequence[str] = ()) -> Path:
    """The small library in a new folder."""
    folder.mkdir(parents=True)
    for name, text in _DOCUMENTS.items():
        if name not in without:
            front, _, body = text.strip().partition("\n---\n")
            (folder / f"{name}.md").write_text(f"---\nid: {name}\n{front}\n---\n{body}\n", "utf-8")
    (folder / "glossary.yaml").write_text(_GLOSSARY.lstrip(), "utf-8")
    if profile:
        (folder / "profile.yaml").write_text(_PROFILE.lstrip(), "utf-8")
    return folder


def built(data: Path, *libraries: Path) -> Path:
    """A data folder with the libraries' index in it."""
    build(data, libraries, Making(CACHE, "bundled"), Silent())
    return data


def opened(data: Path, audience: Audience = "public") -> CurrentIndex:
    """The index in a data folder, for one audience."""
    audiences: tuple[Audience, ...] = ("public", "staff") if audience == "staff" else ("public",)
    return CurrentIndex(IndexLocation(data, CACHE, audiences))


@dataclass(frozen=True, slots=True)
class Asked:
    """An assistant on a fixed day, asked in one line."""

    assistant: Assistant
    index: CurrentIndex
    data: Path
    audience: Audience = "public"

    def __call__(self, question: str, *earlier: str) -> Answer:
        turns = tuple(Turn(text) for text in earlier)
        return self.assistant.answer(Conversation(question, self.audience, turns))


def asked(data: Path, audience: Audience = "public", today: date = TODAY) -> Asked:
    index = opened(data, audience)
    return Asked(Assistant(index, lambda: today), index, data, audience)


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished command."""

    code: int
    out: str
    err: str
