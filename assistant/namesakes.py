"""Namesakes: things of one kind under other names, as two reservoirs are; what holds of one says nothing of the other.

Names that no glossary knows are told by their form: in English, words with capitals before the word for the kind; in
Chinese, characters that make no word of the dictionary before one of a few words for kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.languages import HAN, has_han
from index.gloss import Gloss
from index.lexical import chinese_tokens

_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)+")
_BEFORE_A_NAME = frozenset(
    "a an and are at by can compare did do does for from has have how in is of on our tell the this to was were what "
    "when where which who whose why with would your".split()
)
_KINDS = (
    "水库|水电站|电站|电厂|隧道|大桥|公园|景区|矿区|铁矿|金矿|煤矿|铜矿|铝矿|工业园区|工业园|产业园区|产业园|科技园|物流园|开发区|园区"
    "|医院|大学|学院|中学|小学|机场|车站|港口|码头|酒店|宾馆|广场|博物馆|遗址|集团|有限公司|公司|铝业|铜业|矿业|冶炼厂"
)
_OF_A_KIND = re.compile(rf"([{HAN}]{{2,8}}?)({_KINDS})(?![{HAN}]*(?:{_KINDS}))")
_NO_NAME = frozenset(
    "的了在是有和与及或从到对为把被将让给向个家座项条处各每这那哪几某本该此其我你他它们全多少大小新老两几不都要请问"
)
"""Characters that stand before a word for a kind without naming one of them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by the word for its kind and what tells it from others: stems, or pairs of Chinese characters."""

    kind: str
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What a question names by a name of its own, in Simplified script."""

    asked: tuple[Named, ...]
    gloss: Gloss

    def are_all_there_is(self, text: str) -> bool:
        """Whether a text, in Simplified script, speaks of others of the same kind and of nothing that is asked about.

        A name written shorter or longer, and a text without any such name, speak for neither.
        """
        return bool(self.asked) and all(self._is_another(name, text) for name in self.asked)

    def _is_another(self, name: Named, text: str) -> bool:
        others = [other.own for other in _named(text, self.gloss) if other.kind == name.kind]
        if not others or name.own.issubset(chinese_tokens(text)):
            return False
        return all(own - name.own and name.own - own for own in others)


def namesakes_of(question: str, gloss: Gloss) -> Namesakes:
    """What a question, in Simplified script, names."""
    return Namesakes(tuple(_named(question, gloss)), gloss)


def _named(text: str, gloss: Gloss) -> Iterator[Named]:
    for run in _CAPITALISED.findall(text):
        words = [word for word in run.lower().split() if word not in _BEFORE_A_NAME]
        if len(words) > 1:
            yield Named(words[-1], frozenset(chinese_tokens(" ".join(words[:-1]))))
    if has_han(text):
        for found in _OF_A_KIND.finditer(text):
            if name := _own_characters(found[1], gloss):
                yield Named(found[2], frozenset(chinese_tokens(name)))


def _own_characters(before: str, gloss: Gloss) -> str:
    """What makes up a name right before a word for a kind: characters that are no word, or a name in the dictionary."""
    name = ""
    for word in reversed(gloss.words(before)):
        if len(word.surface) > 1 or word.surface in _NO_NAME:
            if not name and word.reading[:1].isupper():
                return word.surface
            break
        name = word.surface + name
    return name if len(name) > 1 else ""
