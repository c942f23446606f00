"""Spellings: in which ways a question may name what a store calls by one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.record_questions.lexing import folded
from corpus.glossaries import Glossary
from corpus.languages import has_han

_PARTS = re.compile(r"[·•:：()（）]")
_CHAIN_ENDINGS_ZH = ("产业链", "产业", "链")
_CHAIN_ENDINGS_EN = (" industrial chain", " industry chain", " industry", " chain")
_DATED = re.compile(r"(?P<year>20\d\d)(?:年度|年)?\s*(?P<rest>\D.{2,})$")
_CITY = ("三门峡市", "三门峡", "sanmenxia")
_ZONES = ("开发区", "development zone")
_LINK_ENDINGS = ("环节", " link")
_NOT_ALONE = re.compile(
    r"\b(firm|enterprise|company|project|chain|link|event|policy)(s|ies)?\b|企业|项目|公司|政策|活动|环节|产业链"
)


def short_names(names: Mapping[str, frozenset[str]], kind: str) -> dict[str, str]:
    """The shorter forms of names, each with the one value whose it is; `names` are all those of each value.

    What two values could both be called by is left out. `kind` is "chain", "link", "event",
    "cooperation", "county" or anything else.
    """
    owners: Counter[str] = Counter()
    owner: dict[str, str] = {}
    beginnings = {zh: _common_beginning(names, has_chinese=zh) for zh in (True, False)}
    for value, written in names.items():
        forms = {form for name in written for form in _forms(name, kind, beginnings[has_han(name)])}
        for form in forms:
            owners[form] += 1
            owner[form] = value
    return {form: value for form, value in owner.items() if owners[form] == 1}


def translations(name: str, glossary: Glossary) -> frozenset[str]:
    """What the glossary calls a thing in all, when the whole name is one of its terms."""
    found = glossary.matches(name)
    if len(found) != 1 or found[0].span.end - found[0].span.start != len(name):
        return frozenset()
    term = found[0].term
    names = (term.zh, term.en, *term.aliases_zh, *term.aliases_en)
    return frozenset(written for written in names if not _NOT_ALONE.search(written.lower()))


def _forms(name: str, kind: str, beginning: str) -> Iterable[str]:
    """The shorter forms of one name, long enough to be told from other words."""
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    if name.startswith(beginning):
        parts.append(name[len(beginning) :].strip())
    forms = set(parts)
    if kind == "chain":
        forms |= {form for part in parts for form in _chain_forms(part)}
    if kind == "event":
        forms |= {form for part in parts for form in _event_forms(part)}
    if kind == "county":
        forms |= {form for part in parts for form in _zone_forms(part)}
    if kind == "cooperation":
        forms |= {other for part in parts if not has_han(part) for other in _other_numbers(part)}
    if kind == "link":
        numbers = [other for part in parts if not has_han(part) for other in _other_numbers(part)]
        forms |= {*numbers, *(part + _LINK_ENDINGS[not has_han(part)] for part in (*parts, *numbers))}
    return {folded(form) for form in forms if len(form) >= (2 if has_han(form) else 4)}


def _zone_forms(part: str) -> Iterable[str]:
    """The name of a zone without the city before it, and what all of its kind are called."""
    plain = part.lower()
    for city in _CITY:
        if plain.startswith(city):
            yield plain[len(city) :].strip()
    for ending in _ZONES:
        if plain.endswith(ending):
            yield ending


def _event_forms(part: str) -> Iterable[str]:
    """The name of an event with its year written in the other ways, and without it."""
    if dated := _DATED.match(part):
        year, rest = dated["year"], dated["rest"]
        yield from (rest, f"{year}{rest}", f"{year}年{rest}", f"{year}年的{rest}") if has_han(rest) else (rest,)


def _chain_forms(part: str) -> Iterable[str]:
    """The name of a chain with each of the words for a chain after it, and with none."""
    endings = _CHAIN_ENDINGS_ZH if has_han(part) else _CHAIN_ENDINGS_EN
    ending = next((ending for ending in endings if part.lower().endswith(ending)), "")
    stem = part[: len(part) - len(ending)]
    yield stem
    for other in endings:
        yield stem + other
    if not has_han(stem):
        for other in _other_numbers(stem):
            yield from (other, *(other + ending for ending in endings))


def _other_numbers(stem: str) -> Iterable[str]:
    """The singular of an English plural, or the plural."""
    if stem.endswith("ies"):
        return (f"{stem[:-3]}y",)
    return (stem[:-1],) if stem.endswith("s") else (f"{stem}s",)


def _common_beginning(names: Mapping[str, frozenset[str]], *, has_chinese: bool) -> str:
    """What all names of one language begin with, in English as far as whole words go."""
    written = [name for each in names.values() for name in each if has_han(name) == has_chinese]
    if len(written) < 2:
        return ""
    shortest = min(written, key=len)
    end = next((at for at, letter in enumerate(shortest) if any(name[at] != letter for name in written)), len(shortest))
    common = shortest[:end]
    return common if has_chinese else common[: common.rfind(" ") + 1]
