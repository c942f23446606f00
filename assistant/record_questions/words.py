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
_MOST_PLACES = 7
_COUNTED_PLACES = ("地", "县", "区", "市", "县区", "县市", "县市区", "个县区", "个县", "个区", "个县市", "个地方")
_LATEST_ZH = {
    "months": (24, ("个月",)), "days": (100, ("天", "日")), "weeks": (12, ("周", "个星期")), "years": (1, ("年",)),
}  # fmt: skip
_LATEST_EN = {"months": (24, "month"), "days": (100, "day"), "weeks": (12, "week")}
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
    yield from _words_for_places()
    yield from _words_for_latest()


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


def _words_for_places() -> Iterator[tuple[str, Meaning]]:
    """The words for so many places, which sum up those named before: 湖滨、陕州两地."""
    for number in range(2, _MOST_PLACES + 1):
        meaning = Meaning(Role.PLACES, str(number))
        for digits in (str(number), _DIGITS_ZH[number - 1], *("两" for _ in range(number == 2))):
            yield from ((f"{digits}{counted}", meaning) for counted in _COUNTED_PLACES)


def _words_for_latest() -> Iterator[tuple[str, Meaning]]:
    """The words for so long a time up to today: 近三个月, the last 30 days."""
    yield from ((word, Meaning(Role.YEAR, "months:-6")) for word in ("近半年", "最近半年", "过去半年", "近半年来"))
    for unit, (most, names) in _LATEST_ZH.items():
        for number in range(1, most + 1):
            meaning = Meaning(Role.YEAR, f"{unit}:-{number}")
            for digits in (str(number), *_DIGITS_ZH[number - 1 : number], *("两" for _ in range(number == 2))):
                written = (f"{before}{digits}{name}" for before in ("近", "最近", "过去") for name in names)
                yield from ((word + after, meaning) for word in written for after in ("", "来", "内"))
    for unit, (most, name) in _LATEST_EN.items():
        for number in range(1, most + 1):
            meaning = Meaning(Role.YEAR, f"{unit}:-{number}")
            for before in ("last", "past", "the last", "the past"):
                for digits in (str(number), *_DIGITS_EN[number - 1 : number]):
                    yield f"{before} {digits} {name}{'s' if number > 1 else ''}", meaning


@cache
def _read(table: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / table).read_text(encoding="utf-8"))
