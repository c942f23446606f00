"""Naming: whether what an investor calls a product is what a link or a project is called, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.schemas import Term
from index.lexical import english_tokens

Likeness = Literal["same", "similar"]

_PARTS = re.compile(r"[·•:：()（）,，、;；/]|\band\b|和|及")
_SAID_OF_ANY = re.compile(
    r"(生产|制造|加工|研发|销售|建设|项目|工厂|产业链|产业|行业|基地|生产线|[厂链])+$|^(生产|制造|加工|建设|新建|做|搞)+"
)
_ANY_EN = frozenset(
    english_tokens(
        "a an the of for and in to with new plant factory project line base production manufacturing making maker make "
        "products product industry industrial chain equipment materials material parts system systems processing "
        "example"
    )
)
_ANY_ZH = frozenset("材料 设备 产品 零件 部件 系统 工程 服务 加工 制造 生产 技术 装备 产业 企业 示例".split())
_SHORTEST_ZH = 2


@dataclass(frozen=True, slots=True)
class Names:
    """What a thing is called: its names in Chinese without the words that any could have, in English as word stems."""

    chinese: frozenset[str]
    english: frozenset[frozenset[str]]

    @classmethod
    def of(cls, written: Iterable[str], glossary: Glossary) -> Names:
        """The names in texts of either language, with what the glossary calls the same."""
        chinese: set[str] = set()
        english: set[frozenset[str]] = set()
        for text in written:
            for part in filter(None, map(str.strip, _PARTS.split(to_simplified(text)))):
                for name in (part, *_other_names(part, glossary)):
                    if has_han(name):
                        chinese |= {bare} if len(bare := _bare(name)) >= _SHORTEST_ZH and bare not in _ANY_ZH else set()
                    elif words := frozenset(english_tokens(name)) - _ANY_EN:
                        english.add(words)
        return cls(frozenset(chinese), frozenset(english))

    def likeness(self, other: Names) -> Likeness | None:
        """Whether two things have a name in common, or one like it; nothing when neither."""
        if self.chinese & other.chinese or self.english & other.english:
            return "same"
        if any(one in two or two in one for one in self.chinese for two in other.chinese):
            return "similar"
        return "similar" if any(one < two or two < one for one in self.english for two in other.english) else None


def _other_names(part: str, glossary: Glossary) -> list[str]:
    """The names of the glossary's term that the whole part is; of none where it is more than that."""
    name = _bare(part) if has_han(part) else part
    for match in glossary.matches(name):
        if match.span.end - match.span.start == len(name):
            return _names_of(match.term)
    return []


def _names_of(term: Term) -> list[str]:
    return [term.zh, term.en, *term.aliases_zh, *term.aliases_en]


def _bare(name: str) -> str:
    """A name without the words for making and plants at its ends, as far as any is left."""
    bare = _SAID_OF_ANY.sub("", name)
    return bare or name
