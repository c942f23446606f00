"""Pairing: questions for how much two values differ, or how many times the one is the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import ValidationError

from assistant.record_questions.aggregating import currency_of, is_consistent
from assistant.record_questions.asking import Asked, asked_of
from assistant.record_questions.meanings import Role, Token
from assistant.record_questions.results import Doubt, Understood
from assistant.record_questions.scope import Scope
from index.records.queries import Filter, QueryPair, RecordQuery

_Operation = Literal["difference", "ratio"]
_PAIRING = (Role.COMPARED, Role.MORE_BY, Role.FEWER_BY, Role.DIFFERENCE, Role.TIMES, Role.RATIO)
_NOT_IN_PAIRS = frozenset((Role.MOST, Role.LEAST, Role.TOP, Role.SORTED, Role.LIST, Role.WHICH))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The words for each of two values and for both; `is_turned` says that the second is the larger one."""

    operation: _Operation
    first: tuple[Token, ...]
    second: tuple[Token, ...]
    both: tuple[Token, ...] = ()
    is_turned: bool = False


def asks_for_pair(tokens: Sequence[Token]) -> bool:
    """Whether two values are set beside each other."""
    return any(token.has(*_PAIRING) for token in tokens)


def pair_of(tokens: Sequence[Token], scope: Scope) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The pair that is asked for, or why there is none; and the tokens that play no part in it."""
    pair = _split(tokens)
    if pair is None:
        return _of_set(tokens, scope)
    first, second, both = (asked_of(side, scope) for side in (pair.first, pair.second, pair.both))
    unused = (*first.unused, *second.unused, *both.unused)
    if unused:
        return Doubt.UNKNOWN_WORDS, unused
    if len(first.measures) == len(second.measures) == 1 and first.measures != second.measures and not second.filters:
        return _of_measures(pair, first, second, both, scope), ()
    fields = {filter_.field for filter_ in second.filters}
    contrasts = fields & {filter_.field for filter_ in first.filters}
    if not second.filters or contrasts != fields or not all(map(is_consistent, (first.filters, second.filters))):
        return Doubt.HOW_JOINED, ()
    shared = tuple(filter_ for filter_ in first.filters if filter_.field not in fields)
    sides = ((*first.filters, *both.filters), (*second.filters, *shared, *both.filters))
    measures = tuple(dict.fromkeys((*first.measures, *second.measures, *both.measures)))
    asked = replace(
        first,
        roles=first.roles | second.roles | both.roles,
        has_noun=first.has_noun or second.has_noun or both.has_noun,
        units=first.units | second.units | both.units,
    )
    if len(measures) > 1 or any(side.group or side.number for side in (first, second, both)):
        return Doubt.HOW_JOINED, ()
    left, right = sides[::-1] if pair.is_turned else sides
    return _made(asked, scope, pair.operation, (left, measures), (right, measures)), ()


def _of_measures(pair: _Pair, first: Asked, second: Asked, both: Asked, scope: Scope) -> Understood | Doubt:
    """Two measures of the same records: 签约金额比到位资金多多少."""
    filters = (*first.filters, *both.filters)
    if both.measures or any(side.group or side.number for side in (first, second, both)) or not is_consistent(filters):
        return Doubt.HOW_JOINED
    asked = replace(first, roles=first.roles | second.roles | both.roles, units=first.units | both.units)
    one, other = (second, first) if pair.is_turned else (first, second)
    return _made(asked, scope, pair.operation, (filters, one.measures), (filters, other.measures))


def _split(tokens: Sequence[Token]) -> _Pair | None:
    places = {role: at for at, token in enumerate(tokens) for role in _roles(token)}
    more = places.get(Role.MORE_BY, places.get(Role.FEWER_BY))
    is_turned = Role.FEWER_BY in places
    compared, than, times, ratio, to = (
        places.get(role) for role in (Role.COMPARED, Role.THAN, Role.TIMES, Role.RATIO, Role.TO)
    )
    if compared is not None and more is not None and compared < more:
        first, second, both = tokens[:compared], tokens[compared + 1 : more], tokens[more + 1 :]
        return _Pair("difference", tuple(first), tuple(second), tuple(both), is_turned=is_turned)
    if than is not None and (more is not None or times is not None):
        left = (token for token in tokens[:than] if not token.has(Role.MORE_BY, Role.FEWER_BY, Role.TIMES))
        operation: _Operation = "difference" if more is not None else "ratio"
        return _Pair(operation, tuple(left), tuple(tokens[than + 1 :]), is_turned=is_turned)
    if times is not None:
        verbs = [at for at in range(times) if tokens[at].has(Role.IS) and not tokens[at].has(Role.NOT)]
        if verbs:
            verb = verbs[-1]
            return _Pair("ratio", tuple(tokens[:verb]), tuple(tokens[verb + 1 : times]), tuple(tokens[times + 1 :]))
    if ratio is not None and to is not None and ratio < to:
        return _Pair("ratio", tuple(tokens[:ratio]) + tuple(tokens[ratio + 1 : to]), tuple(tokens[to + 1 :]))
    return None


def _roles(token: Token) -> set[Role]:
    return {meaning.role for meaning in token.meanings}


def _of_set(tokens: Sequence[Token], scope: Scope) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The difference or the ratio of the two things that are named together."""
    if any(token.has(Role.COMPARED, Role.TIMES, Role.MORE_BY, Role.FEWER_BY, Role.THAN) for token in tokens):
        return Doubt.HOW_JOINED, ()
    operation: _Operation = "ratio" if any(token.has(Role.RATIO) for token in tokens) else "difference"
    asked = asked_of(
        [token for token in tokens if not token.has(Role.DIFFERENCE, Role.RATIO) and not _is_between(token)], scope
    )
    unused = tuple(token for token in asked.unused if not token.has(Role.TO) or token.has(Role.UNKNOWN))
    if unused:
        return Doubt.UNKNOWN_WORDS, unused
    sets = [filter_ for filter_ in asked.filters if filter_.operator == "in" and len(filter_.values) == 2]
    if asked.group or asked.number or not is_consistent(asked.filters):
        return Doubt.HOW_JOINED, ()
    if len(asked.measures) == 2 and not sets:
        first, second = asked.measures
        return _made(asked, scope, operation, (asked.filters, (first,)), (asked.filters, (second,))), ()
    if len(sets) != 1 or len(asked.measures) > 1:
        return Doubt.HOW_JOINED, ()
    others = tuple(filter_ for filter_ in asked.filters if filter_ not in sets)
    left, right = (Filter(field=sets[0].field, operator="equals", values=(value,)) for value in sets[0].values)
    sides = ((left, *others), asked.measures), ((right, *others), asked.measures)
    return _made(asked, scope, operation, *sides), ()


def _is_between(token: Token) -> bool:
    return any(meaning.role is Role.COMPARISON and meaning.name.startswith("between") for meaning in token.meanings)


def _made(
    asked: Asked,
    scope: Scope,
    operation: _Operation,
    first: tuple[tuple[Filter, ...], tuple[str, ...]],
    second: tuple[tuple[Filter, ...], tuple[str, ...]],
) -> Understood | Doubt:
    """A pair of two queries of a count, a sum or an average."""
    if asked.roles & _NOT_IN_PAIRS or (asked.units and not first[1]):
        return Doubt.HOW_JOINED
    if not first[1] and (not asked.has_noun or Role.AVERAGE in asked.roles):
        return Doubt.WHICH_MEASURE
    try:
        one, other = (_query(asked, scope, filters, measures) for filters, measures in (first, second))
        return Understood(QueryPair(operation=operation, first=one, second=other))
    except ValidationError:
        return Doubt.HOW_JOINED


def _query(asked: Asked, scope: Scope, filters: tuple[Filter, ...], measures: tuple[str, ...]) -> RecordQuery:
    if not measures:
        return RecordQuery(entity=scope.entity_name, filters=filters)
    field = scope.entity.known_field(measures[0])
    currency = currency_of(replace(asked, filters=filters), field)
    aggregate: Literal["average", "sum"] = "average" if Role.AVERAGE in asked.roles else "sum"
    return RecordQuery(
        entity=scope.entity_name, filters=filters, aggregate=aggregate, measure=measures[0], currency=currency
    )
