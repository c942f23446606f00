"""Meanings: what a word may say in a question over records, and the tokens that a question is cut into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from corpus.quantities import Quantity
from corpus.records.fields import EntityName
from index.records.queries import Filter


class Role(StrEnum):
    """What part a word plays."""

    FILL = "fill"  # only asks, joins or points at all records
    OF = "of"
    BREAK = "break"
    UNKNOWN = "unknown"
    QUANTITY = "quantity"
    CONDITION = "condition"
    DOUBTFUL = "doubtful"

    NOUN = "noun"
    DIMENSION = "dimension"
    MEASURE = "measure"
    DATE_FIELD = "date_field"
    VALUE = "value"
    STAGE = "stage"
    SIGNING = "signing"
    LITERAL = "literal"

    COMPARISON = "comparison"
    VAGUE = "vague"
    RANGE = "range"
    YEAR = "year"
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"

    AND = "and"
    OR = "or"
    BUT = "but"
    NOT = "not"
    WITHOUT = "without"
    EXCEPT = "except"
    OUTSIDE = "outside"
    IS_UNKNOWN = "is_unknown"
    IS_KNOWN = "is_known"
    CONTAINS = "contains"
    LED_BY = "led_by"
    INVESTS = "invests"
    MAKES = "makes"

    HOW_MANY = "how_many"
    HOW_MUCH = "how_much"
    CURRENCY = "currency"
    WHAT = "what"
    WHICH = "which"
    LIST = "list"
    EXISTS = "exists"
    TOTAL = "total"
    AVERAGE = "average"
    MOST = "most"
    LEAST = "least"
    TOP = "top"
    LATEST = "latest"
    EARLIEST = "earliest"
    SORTED = "sorted"
    EACH = "each"
    BY = "by"
    GROUPED = "grouped"
    EACH_OF = "each_of"
    YEARLY = "yearly"

    SHARE = "share"
    OCCUPIES = "occupies"
    AMONG = "among"
    ALL = "all"
    IS = "is"
    COMPARED = "compared"
    MORE_BY = "more_by"
    FEWER_BY = "fewer_by"
    THAN = "than"
    DIFFERENCE = "difference"
    TIMES = "times"
    PLACES = "places"  # only says how many places were named before it
    RATIO = "ratio"
    TO = "to"
    FOLLOWS = "follows"

    FIELD = "field"
    WHERE = "where"
    WHO = "who"
    WHEN = "when"
    STATUS = "status"
    HISTORY = "history"
    ABOUT = "about"
    WHAT_OF = "what_of"
    DAY_RULE = "day_rule"
    NARROWS = "narrows"

    CHAIN_PART = "chain_part"  # what a word says in a question over chains; the name of its meaning tells


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a word may mean; `entity` and `name` tell of which field, `values` which of its values."""

    role: Role
    name: str = ""
    entity: EntityName | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question as it is written there, with all that it may mean.

    A token that stands for a condition has its filters, and one for a figure its quantity.
    """

    text: str
    meanings: tuple[Meaning, ...]
    quantity: Quantity | None = None
    filters: tuple[Filter, ...] = ()

    def meaning(self, role: Role) -> Meaning | None:
        """The meaning of a role, or nothing."""
        return next((meaning for meaning in self.meanings if meaning.role is role), None)

    def has(self, *roles: Role) -> bool:
        """Whether the word may play one of these parts."""
        return any(meaning.role in roles for meaning in self.meanings)

    def without(self, *roles: Role) -> Self:
        """The token without the meanings of these roles."""
        return replace(self, meanings=tuple(m for m in self.meanings if m.role not in roles))


def condition(tokens: Iterable[Token], filters: Iterable[Filter], kind: str = "") -> Token:
    """The token that stands in place of others for a condition they make."""
    return Token(_joined(tokens), (Meaning(Role.CONDITION, kind),), filters=tuple(filters))


def doubtful(tokens: Iterable[Token], doubt: str) -> Token:
    """The token that stands in place of others that cannot be told, for a reason."""
    return Token(_joined(tokens), (Meaning(Role.DOUBTFUL, doubt),))


def _joined(tokens: Iterable[Token]) -> str:
    text = ""
    for token in tokens:
        gap = " " if text and text[-1].isascii() and token.text[:1].isascii() else ""
        text += gap + token.text
    return text
