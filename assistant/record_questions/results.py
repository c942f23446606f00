"""Results: what a question over records was understood to ask, or what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from index.records.queries import QueryPair, RecordQuery


class Doubt(StrEnum):
    """Why a question became no query."""

    UNKNOWN_WORDS = "unknown_words"
    VAGUE_FIGURE = "vague_figure"
    WHICH_MEASURE = "which_measure"
    WHICH_DATE = "which_date"
    WHICH_VALUE = "which_value"
    WHAT_IS_ASKED = "what_is_asked"
    HOW_JOINED = "how_joined"


@dataclass(frozen=True, slots=True)
class Understood:
    """The query that a question asks, with nothing of the question left over.

    `extreme` says that of the groups only the one with the most, or the fewest, was asked for, or the `first` so many.
    """

    query: RecordQuery | QueryPair
    extreme: Literal["most", "least"] | None = None
    first: int = 1


@dataclass(frozen=True, slots=True)
class NeedsDetail:
    """What of a question over records was understood, in its own words, and what was not, and why.

    With `Doubt.UNKNOWN_WORDS` it may also be a question that only a text answers.
    """

    understood: tuple[str, ...]
    unclear: tuple[str, ...]
    doubt: Doubt
