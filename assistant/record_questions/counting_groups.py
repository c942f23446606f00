"""Counting groups: questions for the counties, chains and so on that have more, fewer or none of the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.record_questions.aggregating import query_of
from assistant.record_questions.asking import asked_of
from assistant.record_questions.meanings import Meaning, Role, Token
from assistant.record_questions.results import Doubt, GroupBound, Understood
from assistant.record_questions.scope import Scope
from index.records.queries import Operator

_OPERATORS: dict[str, Operator] = {
    "more_than": "more_than", "less_than": "less_than", "at_least": "at_least", "at_most": "at_most",
}  # fmt: skip
_FIELDS = (Role.DIMENSION, Role.MEASURE, Role.DATE_FIELD, Role.FIELD)
_PASSED_OVER = (Role.FILL, Role.OF, Role.IS)
_EACH = (Meaning(Role.EACH),)


def without_none(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """The tokens of 哪些县区没有外资项目 without the word for none, the groups marked; nothing for other questions."""
    kept = [token for token in tokens if token.meanings != (Meaning(Role.FILL),)]
    place = next((at for at, token in enumerate(kept) if token.has(Role.DIMENSION)), None)
    denials = [at for at, token in enumerate(kept) if token.has(Role.WITHOUT)]
    if place is None or len(denials) != 1 or not any(token.has(Role.NOUN) for token in kept[denials[0] :]):
        return None
    denial = denials[0]
    asks_before = place > 0 and kept[place - 1].has(Role.WHICH) and denial == place + 1
    asks_after = denial == 0 and any(token.has(Role.WHICH) for token in kept[place + 1 :])
    after = kept[denial + 1] if denial + 1 < len(kept) else None
    if not (asks_before or asks_after) or after is None or (after.has(*_FIELDS) and not after.has(Role.NOUN)):
        return None
    return tuple(_marked([token for at, token in enumerate(kept) if at != denial]))


def without_bound(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], GroupBound] | None:
    """Conditioned tokens of 哪些县区的项目超过20个 without the bound, the groups marked; nothing for others."""
    place = next((at for at, token in enumerate(tokens) if token.has(Role.DIMENSION)), None)
    asks = [at for at, token in enumerate(tokens) if token.has(Role.WHICH)]
    if place is None or not asks or not any(token.has(Role.NOUN) for token in tokens):
        return None
    for at, token in enumerate(tokens):
        number = token.quantity
        if number is None or number.kind != "number" or not isinstance(number.value, Decimal):
            continue
        before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
        if before is not None and (operator := _operator(before, after=False)):
            taken = {at - 1, at}
        elif after is not None and (operator := _operator(after, after=True)):
            taken = {at, at + 1}
        else:
            continue
        kept = [other for place, other in enumerate(tokens) if place not in taken]
        return tuple(_marked(kept)), GroupBound(operator, number.value)
    return None


def groups_of(
    tokens: Sequence[Token], bound: GroupBound, scope: Scope, closed: frozenset[str]
) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The groups within a bound; those with none count where all there could be are known: of the `closed` fields."""
    asked = asked_of(tokens, scope)
    if asked.unused:
        return Doubt.UNKNOWN_WORDS, asked.unused
    if asked.measures or asked.group is None or (bound.allows_none and asked.group not in closed):
        return Doubt.HOW_JOINED, ()
    result = query_of(asked, scope)
    if isinstance(result, Doubt) or result.extreme:
        return (result if isinstance(result, Doubt) else Doubt.HOW_JOINED), ()
    return replace(result, bound=bound), ()


def _marked(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the word for which beside what is grouped by turned into each, and without other such words."""
    place = next(at for at, token in enumerate(tokens) if token.has(Role.DIMENSION))
    kept = [token for token in tokens if not token.has(Role.WHICH)]
    at = kept.index(tokens[place])
    return [*kept[:at], Token("", _EACH), *kept[at:]]


def _operator(token: Token, *, after: bool) -> Operator | None:
    names = [m.name for m in token.meanings if m.role is Role.COMPARISON and m.name.endswith(":after") == after]
    return _OPERATORS.get(names[0].removesuffix(":after")) if len(names) == 1 else None
