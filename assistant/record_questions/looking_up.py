"""Looking up: questions for what is recorded of records that are named: 示例项目的总投资是多少, who invests in X."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.record_questions.meanings import Meaning, Role, Token
from assistant.record_questions.results import Lookup
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity, EntityName

ONLY_HERE = frozenset((
    Role.FIELD, Role.WHERE, Role.WHO, Role.WHEN, Role.STATUS, Role.HISTORY, Role.ABOUT, Role.WHAT_OF,
))  # fmt: skip
"""The roles of words that say nothing in other questions."""

_ASKS = (
    Role.OF, Role.IS, Role.FILL, Role.BREAK, Role.WHAT, Role.WHICH, Role.HOW_MUCH, Role.LIST, Role.AND,
    Role.NARROWS, Role.FOLLOWS, Role.WHAT_OF,
)  # fmt: skip
_FIELDS = (Role.FIELD, Role.MEASURE, Role.DIMENSION, Role.DATE_FIELD)
_PLACES = ("county", "venue", "city")
_PERSONS = ("investor", "issuer", "host")
_DATES: dict[EntityName, str] = {"event": "held_on", "project": "signed_on", "policy": "issued"}
_STATUS = ("stage", "stage_since")
_MAIN = (
    "chain", "link", "county", "content", "total_investment", "investor", "origin", "cooperation", "land_mu", "stage",
    "signed_amount", "in_place_amount", "contact_office",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a question ask of the records it names."""

    fields: tuple[str, ...]
    asks_history: bool


def looked_up(tokens: Sequence[Token], held: frozenset[EntityName], before: Lookup | None = None) -> Lookup | None:
    """The look-up that a question asks for; nothing where it asks for anything else.

    A question that leans on the look-up `before` is of the same records.
    """
    named = [meaning for token in tokens if (meaning := _record(token))]
    entities = {meaning.entity for meaning in named}
    if not named and before is not None:
        entity, ids = before.entity, before.ids
    elif len(entities) == 1 and (found := next(iter(entities))) in held:
        entity, ids = found, tuple(dict.fromkeys(value for meaning in named for value in meaning.values))
    else:
        return None
    words = _words_of([token for token in tokens if not _record(token)], ENTITIES[entity])
    if words is None or not (words.fields or words.asks_history):
        return None
    if words.asks_history and (words.fields or len(ids) != 1 or not ENTITIES[entity].history):
        return None
    return Lookup(entity, ids, words.fields)


def without_lookups(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of another question, in which words that only ask after one record are unknown."""
    return tuple(_elsewhere(token) for token in tokens)


def _elsewhere(token: Token) -> Token:
    kept = token.without(*ONLY_HERE)
    return kept if kept.meanings else Token(token.text, (Meaning(Role.UNKNOWN),), token.quantity)


def _record(token: Token) -> Meaning | None:
    """The records a token names; nothing where the word may be something else as well."""
    named = [meaning for meaning in token.meanings if meaning.role is Role.VALUE and meaning.name == "id"]
    return named[0] if len(named) == 1 else None


def _words_of(tokens: Sequence[Token], entity: Entity) -> _Words | None:
    """The fields that are asked for, in the order of the words; nothing where a word asks for something else."""
    fields: list[str] = []
    asks_history = False
    has_when = any(token.has(Role.WHEN) for token in tokens)
    has_who = any(token.has(Role.WHO) or (token.has(Role.WHICH) and "家" in token.text) for token in tokens)
    for token in tokens:
        asked = _asked(token, entity, has_who=has_who, has_when=has_when)
        if asked is None:
            return None
        fields += asked
        asks_history |= token.has(Role.HISTORY) and not asked
    if any(token.has(Role.WHERE) for token in tokens) and set(fields) <= set(_DATES.values()):
        fields = _first(entity, _PLACES)
    if not fields and has_who:
        fields += _first(entity, _PERSONS)
    if not fields and has_when and entity.name in _DATES:
        fields.append(_DATES[entity.name])
    if fields == ["total_investment"] and has_who:  # 谁投资
        fields = ["investor"]
    return _Words(tuple(dict.fromkeys(fields)), asks_history)


def _asked(token: Token, entity: Entity, *, has_who: bool, has_when: bool) -> list[str] | None:
    """The fields that a word asks for, none where it only asks; nothing where it says something else."""
    is_project = entity.name == "project"
    found: list[str] | None = None
    if field := _field(token, entity):
        found = [field]
    elif is_project and token.has(Role.SIGNING) and has_when:
        found = ["signed_on"]
    elif is_project and token.has(Role.INVESTS) and has_who:
        found = ["investor"]
    elif is_project and token.has(Role.LED_BY) and has_who:
        found = ["leading_official", "leading_department"]
    elif token.has(Role.STATUS) and entity.history:
        found = [*_STATUS]
    elif token.has(Role.ABOUT) and is_project:
        found = [*_MAIN]
    elif token.has(Role.WHERE, Role.WHO, Role.WHEN, Role.HISTORY, *_ASKS) or _is_noun(token, entity):
        found = []
    return found


def _field(token: Token, entity: Entity) -> str | None:
    return next(
        (m.name for m in token.meanings if m.role in _FIELDS and m.entity == entity.name and entity.field(m.name)), None
    )


def _is_noun(token: Token, entity: Entity) -> bool:
    noun = token.meaning(Role.NOUN)
    return noun is not None and noun.name == entity.name


def _first(entity: Entity, names: Sequence[str]) -> list[str]:
    return next(([name] for name in names if entity.field(name)), [])
