"""The scope of a question: the entity it is about, the day it is asked, and what the shelf holds of that entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from assistant.record_questions.entities import DEFAULT_MEASURES, ONLY_DATES
from assistant.record_questions.meanings import Meaning, Role, Token
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity, EntityName
from index.records.queries import RecordQuery

_OF_FIELDS = frozenset((Role.DIMENSION, Role.MEASURE, Role.DATE_FIELD, Role.VALUE))


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words of a question are read for.

    `measures` is what an amount or an area is of where that is not said, and `date_field` what a date is of.
    """

    entity_name: EntityName
    today: date
    measures: Mapping[str, str] = field(default_factory=dict)
    date_field: str | None = None

    @classmethod
    def of(cls, entity: EntityName, today: date, previous: RecordQuery | None) -> Self:
        """The scope of a question that goes on from a query, or from none.

        Figures and dates are then of what they were of before; of nothing that is known, where that was several things.
        """
        measures = dict(DEFAULT_MEASURES.get(entity, {}))
        date_field = ONLY_DATES.get(entity)
        if previous is None:
            return cls(entity, today, measures, date_field)
        fields = {filter_.field for filter_ in (*previous.filters, *previous.base)}
        fields |= {previous.measure} if previous.measure else set()
        known = [each for each in ENTITIES[entity].fields if each.name in fields]
        for kind in ("money", "area_mu"):
            of_kind = [each.name for each in known if each.kind == kind]
            if len(of_kind) == 1:
                measures[kind] = of_kind[0]
            elif of_kind:
                measures.pop(kind, None)
        dates = [each.name for each in known if each.kind == "date"]
        return cls(entity, today, measures, dates[0] if len(dates) == 1 else date_field)

    @property
    def entity(self) -> Entity:
        """The entity with its fields."""
        return ENTITIES[self.entity_name]


def entity_of(tokens: Sequence[Token], held: frozenset[EntityName], before: EntityName | None) -> EntityName | None:
    """The entity a question is about: the one it names, or the one whose measure or stage it names.

    A chain, a link or an event that things are grouped by, or that stands beside one of them, is not what it is about.
    With the entity asked about `before`, it is about the same, unless it names another.
    """
    named = {
        noun.name for i, token in enumerate(tokens) if (noun := token.meaning(Role.NOUN)) and not _is_grouped(tokens, i)
    }
    if before in held and named <= {before, "chain", "link", "event"}:
        return before
    if named and named <= {"chain", "link"} and "project" in held and _ranks_by_money(tokens):
        return "project"
    main = named - {"chain", "link", "event"} or named
    if not named and (ruled := {m.name for t in tokens if (m := t.meaning(Role.DAY_RULE))}):
        return "project" if "project" in held and ruled == {"overdue"} else None
    if not named:
        return "project" if "project" in held and _speaks_of_projects(tokens) else None
    if len(main) > 1:
        return None
    found = next(name for name in ENTITIES if name in main)
    return found if found in held else None


def nouns_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words for things that are recorded."""
    return tuple(token.text for token in tokens if token.has(Role.NOUN))


def for_entity(tokens: Sequence[Token], entity: EntityName) -> tuple[Token, ...]:
    """The tokens without what they mean of other entities; what means nothing then is unknown."""
    return tuple(_of_entity(token, entity) for token in tokens)


def _of_entity(token: Token, entity: EntityName) -> Token:
    kept = tuple(
        meaning
        for meaning in token.meanings
        if (meaning.entity in (None, entity) and not (meaning.role is Role.NOUN and meaning.name != entity))
        or (meaning.role is Role.NOUN and not token.has(Role.DIMENSION))
    )
    if entity != "project":
        kept = tuple(meaning for meaning in kept if meaning.role not in (Role.STAGE, Role.SIGNING, Role.INVESTS))
    return Token(token.text, kept or (Meaning(Role.UNKNOWN),), token.quantity)


def _is_grouped(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for each, by or which stands before the token."""
    before = [token for token in tokens[:at] if not (token.has(Role.FILL, Role.OF) and not token.has(Role.EACH))]
    if not tokens[at].has(Role.DIMENSION) or not before:
        return False
    is_which = before[-1].has(Role.WHICH) and any(token.has(Role.MOST, Role.LEAST) for token in tokens)
    return is_which or before[-1].has(Role.EACH, Role.BY)


def _ranks_by_money(tokens: Sequence[Token]) -> bool:
    """Whether chains or links are ranked by an amount, which only their projects have: 签约金额前三的产业链."""
    ranks = any(token.has(Role.MOST, Role.LEAST, Role.TOP) for token in tokens)
    return ranks and any(m.role is Role.MEASURE and m.entity == "project" for token in tokens for m in token.meanings)


def _speaks_of_projects(tokens: Sequence[Token]) -> bool:
    for token in tokens:
        if token.has(Role.STAGE, Role.SIGNING, Role.DOUBTFUL):
            return True
        if any(meaning.role is Role.MEASURE and meaning.entity == "project" for meaning in token.meanings):
            return True
    return False
