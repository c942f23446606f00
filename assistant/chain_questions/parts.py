"""Parts: what words say in a question over chains, and the question they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from corpus.schemas import Position

_TABLES = ("words_zh.yaml", "words_en.yaml")
_DIGITS_ZH = "一二三四五六七八九"
_DIGITS_EN = "one two three four five six seven eight nine".split()

STATUSES = ("weak", "missing", "at_risk", "strong")
PURPOSES = ("extend", "supplement", "strengthen")
STEPS = "steps:"
"""What the part of so many steps begins with; the number follows."""


class Kind(StrEnum):
    """What is asked."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    NEAR = "near"
    LINKS = "links"
    FIRMS = "firms"
    UNLISTED = "unlisted"
    TARGETS = "targets"
    STATUS = "status"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class ChainQuestion:
    """A question over chains, with nothing of it left over.

    `chain` and `link` are ids; what is asked without a chain is asked of all. `steps` is how far supply is followed, as
    far as it goes where that is nothing; `asks_who` says that firms are asked for. `positions`, `statuses` and
    `purposes` are those asked for, or none for all.
    """

    kind: Kind
    chain: str | None = None
    link: str | None = None
    steps: int | None = None
    asks_who: bool = False
    positions: tuple[Position, ...] = ()
    statuses: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()


def fixed_words() -> Iterator[tuple[str, str]]:
    """Each word of the tables with the part it plays."""
    for table in _TABLES:
        for part, words in _read(table).items():
            for word in words:
                yield word, part
    for number in range(1, 10):
        digits_zh = [str(number), _DIGITS_ZH[number - 1], *(["两"] if number == 2 else [])]
        digits_en = [str(number), _DIGITS_EN[number - 1]]
        yield from ((f"{digit}{step}", f"{STEPS}{number}") for digit in digits_zh for step in ("步", "级", "个环节"))
        yield from (
            (f"{digit} {step}", f"{STEPS}{number}") for digit in digits_en for step in ("steps", "step", "links")
        )


@cache
def _read(table: str) -> Mapping[str, list[str]]:
    words: Mapping[str, list[str]] = yaml.safe_load((Path(__file__).parent / table).read_text(encoding="utf-8"))
    return words
