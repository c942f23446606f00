"""Naming: the statutes that a question speaks of, by any of their names in either language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from corpus.documents import Document, Span
from corpus.glossaries import Glossary
from corpus.languages import has_han, to_simplified
from corpus.statutes.versions import work_name

_PLACES = {
    "北京": "beijing", "上海": "shanghai", "天津": "tianjin", "重庆": "chongqing", "河南": "henan", "广东": "guangdong",
    "河北": "hebei", "山东": "shandong", "山西": "shanxi", "陕西": "shaanxi", "江苏": "jiangsu", "浙江": "zhejiang",
    "安徽": "anhui", "湖北": "hubei", "湖南": "hunan", "江西": "jiangxi", "福建": "fujian", "四川": "sichuan",
    "辽宁": "liaoning", "吉林": "jilin", "黑龙江": "heilongjiang", "海南": "hainan", "贵州": "guizhou",
    "云南": "yunnan", "甘肃": "gansu", "青海": "qinghai", "广西": "guangxi", "宁夏": "ningxia", "新疆": "xinjiang",
    "西藏": "tibet", "内蒙古": "inner mongolia", "郑州": "zhengzhou", "洛阳": "luoyang", "开封": "kaifeng",
    "商丘": "shangqiu", "三门峡": "sanmenxia",
}  # fmt: skip
_OF_A_PLACE = re.compile("(?P<short>[\u4e00-\u9fff]{2,3})(?P<kind>省|市)(?P<rest>[\u4e00-\u9fff]{4,})")
PLACE_BEFORE = re.compile(f"(?:[省市县区州盟旗]|{'|'.join(_PLACES)})(?:实施)?$")
COUNTRY_BEFORE = re.compile("(?:全国|国家|地区|这个?市|本市|我市|全市)$")
_MARKS = frozenset("《》〈〉<>「」『』 \u3000")
_IMPLEMENTING = {
    "实施条例": ("implementing regulation {}", "regulation implementing {}", "regulation implementation {}"),
    "实施细则": ("implementing rule {}", "rule implementing {}", "rule implementation {}", "detailed rule {}"),
}
_DROPPED = re.compile(
    r"\b(?:the|on|of|for|and|in|a|an|to|people['’]s|republic|china['’]?s?|chinese|prc['’]?s?|province|municipal(?:ity)?|city)\b"
)
_WORD = re.compile(r"[a-z]+|\d+")
_PLURALS = re.compile(r"\b(regulation|provision|measure|rule|law|item|tax|duty)e?s\b")


@dataclass(frozen=True, slots=True)
class NamedStatute:
    """A statute named in a text, at a span of it; `documents` are all its versions in both languages."""

    span: Span
    documents: tuple[Document, ...]


class StatuteNames:
    """The names of the statutes of a library."""

    def __init__(self, documents: Sequence[Document], names: Iterable[tuple[str, Document]]) -> None:
        """`names` are pairs of a name in either language and what it names."""
        self.documents = tuple(documents)
        self._chinese: dict[str, list[Document]] = defaultdict(list)
        self._english: dict[tuple[str, ...], list[Document]] = defaultdict(list)
        for name, document in names:
            if has_han(name):
                plain = "".join(character for character in to_simplified(name) if character not in _MARKS)
                _add(self._chinese[plain], document)
            elif words := tuple(word for word, _ in _words(name)):
                _add(self._english[words], document)
        self._by_first_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in self._english:
            self._by_first_word[words[0]].append(words)

    @staticmethod
    def of(documents: Sequence[Document], glossary: Glossary) -> StatuteNames:
        """The names of some documents: their titles and short titles, what the glossary and custom call them."""
        english = defaultdict(list, {work_name(zh): list(names) for zh, names in customary_names().items()})
        for term in glossary.terms:
            english[work_name(term.zh)] += [term.en, *term.aliases_en]
        named = [(name, document) for document in documents for name in _names(document, english)]
        by_id = {document.id: document for document in documents}
        translations = [(by_id.get(document.translation_of or ""), document) for document in documents]
        of_both = [pair for one, other in translations if one for pair in ((one, other), (other, one))]
        shared = [(name, other) for one, other in of_both for name in _names(one, english)]
        return StatuteNames(documents, (*named, *shared))

    def named(self, text: str) -> tuple[NamedStatute, ...]:
        """The statutes named in a text from left to right; of names that overlap, the longest."""
        if not self.documents:
            return ()
        found = [*self._in_chinese(to_simplified(text)), *self._in_english(text)]
        found.sort(key=lambda named: (named.span.start - named.span.end, named.span.start))
        kept: list[NamedStatute] = []
        for named in found:
            if all(named.span.end <= other.span.start or other.span.end <= named.span.start for other in kept):
                kept.append(named)
        return tuple(sorted(kept, key=lambda named: named.span.start))

    def _in_chinese(self, text: str) -> Iterator[NamedStatute]:
        places = [place for place, character in enumerate(text) if character not in _MARKS]
        plain = "".join(text[place] for place in places)
        for name, documents in self._chinese.items():
            start = plain.find(name)
            while start >= 0:
                before = plain[max(0, start - 8) : start]
                if not PLACE_BEFORE.search(before) or COUNTRY_BEFORE.search(before):
                    yield NamedStatute(Span(places[start], places[start + len(name) - 1] + 1), tuple(documents))
                start = plain.find(name, start + 1)

    def _in_english(self, text: str) -> Iterator[NamedStatute]:
        words = list(_words(text))
        for at, (first, begins) in enumerate(words):
            for name in self._by_first_word.get(first, ()):
                if tuple(word for word, _ in words[at : at + len(name)]) == name:
                    span = Span(begins.start, words[at + len(name) - 1][1].end)
                    yield NamedStatute(span, tuple(self._english[name]))


def _names(document: Document, english: dict[str, list[str]]) -> Iterator[str]:
    """What a statute is called, without the country and the year of an edition."""
    name = work_name(document.title)
    yield document.title
    if document.language == "en":
        return
    yield from dict.fromkeys((name, name.replace("中华人民共和国", "")))
    yield from _in_english_words(name, english)
    if local := _OF_A_PLACE.fullmatch(name):
        yield local["short"] + local["rest"]
        place = _PLACES.get(local["short"], "")
        for other in english.get(local["rest"], ()) if place else ():
            yield f"{place} {other}"


def _in_english_words(name: str, english: dict[str, list[str]]) -> Iterator[str]:
    yield from english.get(name, ())
    for ending, patterns in _IMPLEMENTING.items():
        for other in english.get(name.removesuffix(ending), ()) if name.endswith(ending) else ():
            yield from (pattern.format(other) for pattern in patterns)


def _words(text: str) -> Iterator[tuple[str, Span]]:
    """The words of an English name as names are compared, with their spans in the text."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    plain = _DROPPED.sub(lambda found: " " * len(found[0]), lowered)
    for found in _WORD.finditer(plain):
        yield _PLURALS.sub(r"\1", found[0]), Span(*found.span())


def _add(documents: list[Document], document: Document) -> None:
    if document not in documents:
        documents.append(document)


@cache
def customary_names() -> dict[str, list[str]]:
    """The English names of Chinese statutes, as they are commonly translated, by their Chinese ones."""
    text = files("assistant.statutes").joinpath("names.yaml").read_text("utf-8")
    names: dict[str, list[str]] = yaml.safe_load(text)
    return names
