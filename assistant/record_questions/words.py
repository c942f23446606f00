"""Words: the tables of the words that questions over records are made of, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.record_questions.meanings import Meaning, Role
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName

_TABLES = ("words_zh.yaml", "words_en.yaml")
_HIGHEST_NAMED = 100
_CHAIN_ENDINGS = ("链", "产业", "行业")
_DIGITS_ZH = "一二三四五六七八九十"
_DIGITS_EN = "one two three four five six seven eight nine ten eleven twelve".split()


def fixed_words() -> Iterator[tuple[str, Meaning]]:
    """Each word of the tables with what it means, whatever a store holds."""
    for table in _TABLES:
        for row in _read(table):
            meaning = _meaning(Role(row["role"]), row.get("meaning", ""))
            for word in row["words"]:
                yield word, meaning
    yield from _words_for_first()


def words_of_field(entity: EntityName, field: str) -> tuple[str, ...]:
    """What people call a field, beside its headers."""
    words: Mapping[str, list[str]] = _read("field_words.yaml").get(entity, {})
    return tuple(words.get(field, ()))


def words_of_value(field: str, value: str) -> tuple[str, ...]:
    """What the other language calls a common value of a field, whatever the word for a chain that it ends in."""
    words: Mapping[str, list[str]] = _read("value_words.yaml").get(field.removesuffix("s"), {})
    stem = value
    for ending in _CHAIN_ENDINGS:
        stem = stem.removesuffix(ending)
    return tuple(words.get(value) or words.get(stem) or ())


def _meaning(role: Role, name: str) -> Meaning:
    if role is not Role.VALUE:
        return Meaning(role, name)
    entity, field, value = name.split(".")
    return Meaning(role, field, next(known for known in ENTITIES if known == entity), (value,))


def _words_for_first() -> Iterator[tuple[str, Meaning]]:
    """The words for the first so many: 前三名, top 10."""
    for number in range(1, _HIGHEST_NAMED + 1):
        meaning = Meaning(Role.TOP, str(number))
        written = [str(number), *_DIGITS_ZH[number - 1 : number]]
        for digits in written:
            yield from ((f"前{digits}{counted}", meaning) for counted in ("", "名", "个", "大", "位"))
            yield from ((f"排名前{digits}{counted}", meaning) for counted in ("", "位"))
        for digits in (str(number), *_DIGITS_EN[number - 1 : number]):
            yield f"top {digits}", meaning


@cache
def _read(table: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / table).read_text(encoding="utf-8"))
