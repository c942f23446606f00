"""Measures: words that say what a figure is, which way something goes, and whether it is so at all.

`measures.yaml` holds them for both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from corpus.documents import Span

MEASURES = "measures"
FIRM = "firm"
SORTS = "sorts"
ROLES = "roles"


class _Pair(NamedTuple):
    one: re.Pattern[str]
    other: re.Pattern[str]


def measures_in(text: str, kind: str = MEASURES) -> frozenset[str]:
    """The names of the measures (or of another group) that a text in Simplified script and lower case speaks of."""
    return frozenset(name for name, pattern in _groups()[kind].items() if pattern.search(text))


def spans_in(text: str, kind: str) -> list[Span]:
    """Where the words of a group stand in a text in Simplified script and lower case."""
    found = (match for pattern in _groups()[kind].values() for match in pattern.finditer(text))
    return [Span(*span) for span in sorted(match.span() for match in found)]


def opposites() -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Each side of each pair of opposites, with the other side."""
    for pair in _opposites():
        yield pair.one, pair.other
        yield pair.other, pair.one


def negation_ends(text: str) -> Iterator[int]:
    """Where the words that deny something end."""
    covered = [found.span() for found in _affirming().finditer(text)]
    for found in _negation().finditer(text):
        if not any(start <= found.start() < end for start, end in covered):
            yield found.end()


def denying_prefixes(text: str) -> Iterator[int]:
    """Where English words such as unmarried and disobedience begin, which deny without a word of its own for it."""
    return (found.start() for found in _prefixes().finditer(text))


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(files("assistant.supporting").joinpath("measures.yaml").read_text("utf-8"))
    return table


@cache
def _groups() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        kind: {name: _either(*row) for name, row in _table()[kind].items()} for kind in (MEASURES, FIRM, SORTS, ROLES)
    }


@cache
def _opposites() -> tuple[_Pair, ...]:
    return tuple(_Pair(_either(*row["one"]), _either(*row["other"])) for row in _table()["opposites"])


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(_table()["negations"]))


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(_table()["prefixes"])


@cache
def _affirming() -> re.Pattern[str]:
    return re.compile(_table()["affirming"])


def _either(chinese: str, english: str) -> re.Pattern[str]:
    return re.compile(rf"{chinese}|\b(?:{english})\b")
