"""Units: what a text is compared by, each with its place: pairs of characters in Chinese, stems in English."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.content import BINDING_ENGLISH
from corpus.languages import to_simplified
from corpus.schemas import Language
from index.lexical import english_tokens

_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|[^\W\d_\u3400-\u9fff]+|\d+(?:[.,]\d+)*")
_FUNCTION = re.compile("[的了是在有和与于为之其被由对从到以及或等并而将也都就则]")
BINDING = frozenset(english_tokens(" ".join(BINDING_ENGLISH)))


class Unit(NamedTuple):
    """One unit at a place of a text; `forms` are the tokens it may stand for."""

    at: int
    forms: frozenset[str]


def units_of(text: str, language: Language) -> tuple[Unit, ...]:
    """The units of a text, figures left out: they are compared as what they say."""
    plain = to_simplified(text)
    units: list[Unit] = []
    for run in _RUN.finditer(plain):
        word, at = run.group(), run.start()
        if run["han"]:
            if language == "zh":
                units += _pairs(word, at)
        elif not word[0].isdigit():
            units += [Unit(at, frozenset((token,))) for token in english_tokens(word) if token not in BINDING]
    return tuple(units)


def _pairs(run: str, at: int) -> list[Unit]:
    """Neighbouring characters, not across those that only bind."""
    parts = [(match.start(), match.group()) for match in re.finditer(f"(?:(?!{_FUNCTION.pattern}).)+", run)]
    return [
        Unit(at + start + place, frozenset((part[place : place + 2],)))
        for start, part in parts
        for place in range(max(1, len(part) - 1))
    ]
