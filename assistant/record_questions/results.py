"""Results: what a question over records was understood to ask, or what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from corpus.records.fields import EntityName
from index.records.queries import Filter, Operator, QueryPair, RecordQuery
from index.records.results import Number


class Doubt(StrEnum):
    """Why a question became no query."""

    UNKNOWN_WORDS = "unknown_words"
    VAGUE_FIGURE = "vague_figure"
    WHICH_MEASURE = "which_measure"
    WHICH_DATE = "which_date"
    WHICH_VALUE = "which_value"
    WHAT_IS_ASKED = "what_is_asked"
    HOW_JOINED = "how_joined"
    MIXED_MEASURES = "mixed_measures"


@dataclass(frozen=True, slots=True)
class GroupBound:
    """How many records a group must have to be told."""

    operator: Operator
    count: Decimal

    @property
    def allows_none(self) -> bool:
        """Whether a group with no records is within it."""
        return self.holds(0)

    def holds(self, number: Number | int) -> bool:
        """Whether so many are within it."""
        match self.operator:
            case "more_than":
                return number > self.count
            case "at_least":
                return number >= self.count
            case "less_than":
                return number < self.count
            case _:
                return number <= self.count


@dataclass(frozen=True, slots=True)
class Lookup:
    """Fields asked for of the records of an entity with these ids; no field where their history is asked for."""

    entity: EntityName
    ids: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def query(self) -> RecordQuery:
        """The list of these records."""
        chosen = Filter(field="id", operator="in", values=self.ids)
        return RecordQuery(entity=self.entity, filters=(chosen,), aggregate="list")


@dataclass(frozen=True, slots=True)
class Understood:
    """The query that a question asks, with nothing of the question left over.

    `extreme` says that of the groups only the one with the most, or the fewest, was asked for, or the `first` so many;
    `bound`, that only those with so many records; `each`, that the list is asked for in each group of that field.
    `rules` name the words whose meaning hangs on the day of the question.
    """

    query: RecordQuery | QueryPair
    extreme: Literal["most", "least"] | None = None
    first: int = 1
    bound: GroupBound | None = None
    each: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsDetail:
    """What of a question over records was understood, in its own words, and what was not, and why.

    With `Doubt.UNKNOWN_WORDS` it may also be a question that only a text answers.
    """

    understood: tuple[str, ...]
    unclear: tuple[str, ...]
    doubt: Doubt
