"""Narrowing: a short question that goes on from a query, made a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import ValidationError

from assistant.record_questions.aggregating import is_consistent, query_of
from assistant.record_questions.asking import Asked, asked_of
from assistant.record_questions.meanings import Meaning, Role, Token
from assistant.record_questions.results import Doubt, Understood
from assistant.record_questions.scope import Scope
from assistant.record_questions.sharing import asks_for_share, share_of
from index.records.queries import Filter, QueryPair, RecordQuery

_ASKS_ANEW = frozenset((
    Role.HOW_MANY, Role.HOW_MUCH, Role.TOTAL, Role.AVERAGE, Role.MOST, Role.LEAST, Role.TOP, Role.LIST, Role.WHICH,
    Role.SORTED, Role.EXISTS,
))  # fmt: skip


_NAMES_RECORDS = (Role.NOUN, Role.VALUE, Role.STAGE, Role.SIGNING, Role.QUANTITY)


def goes_on(tokens: Sequence[Token], question: str) -> bool:
    """Whether a question leans on the one before: it begins with what about, speaks of them, or ends in 呢."""
    first = next((token for token in tokens if not token.has(Role.BREAK)), None)
    is_whole = any(token.has(Role.NOUN) for token in tokens)
    if first is not None and first.has(Role.FOLLOWS) and not (first.has(Role.FILL) and is_whole):
        return True
    ends = question.rstrip("？?。.！! ").endswith("呢")
    places = [at for at, token in enumerate(tokens) if token.has(Role.NARROWS)]
    return ends or any(not any(token.has(*_NAMES_RECORDS) for token in tokens[:at]) for at in places)


def is_elliptic(tokens: Sequence[Token]) -> bool:
    """Whether a question names nothing that it asks about, so that only one before it can tell."""
    return not any(token.has(Role.NOUN, Role.SHARE, Role.OCCUPIES, Role.MORE_BY, Role.TIMES) for token in tokens)


def narrowed(
    tokens: Sequence[Token], previous: RecordQuery, scope: Scope
) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The query before with what a question adds to it or puts in its place; and the tokens that play no part."""
    is_within = any(token.has(Role.NARROWS) for token in tokens)
    kept = [token for token in tokens if not token.has(Role.NARROWS, Role.FOLLOWS) or token.has(Role.CONDITION)]
    if asks_for_share(kept):
        return _share_within(kept, previous, scope)
    asked = asked_of(kept, scope)
    if asked.unused:
        return Doubt.UNKNOWN_WORDS, asked.unused
    if not is_consistent(asked.filters):
        return Doubt.HOW_JOINED, ()
    says_nothing = not (asked.filters or asked.measures or asked.group or asked.roles & _ASKS_ANEW or asked.units)
    if says_nothing:
        return Doubt.WHAT_IS_ASKED, ()
    filters = _joined(previous.filters, asked.filters, is_within=is_within)
    base = previous.base if is_within else _joined(previous.base, asked.filters, is_within=False, only_replaced=True)
    if previous.base and not is_within:
        replaced = {f.field for f in asked.filters} & {f.field for f in previous.base}
        filters = tuple(f for f in filters if f.field not in replaced or f in previous.filters)
    asks_anew = bool(asked.measures or asked.units or asked.roles & _ASKS_ANEW)
    if previous.aggregate == "top" and (is_within or asks_anew or asked.group):
        return Doubt.HOW_JOINED, ()
    if not is_within and asks_anew and asked.filters and (asked.has_noun or asked.measures):
        kept_of_previous = [f for f in (*base, *filters) if f not in asked.filters]
        if kept_of_previous:
            return Doubt.HOW_JOINED, ()
    if asks_anew:
        return _asked_anew(asked, previous, (*base, *filters), scope, is_within=is_within), ()
    fields = {f.field for f in asked.filters}
    group = asked.group or (None if previous.group in fields else previous.group)
    try:
        changed = {**dict(previous), "filters": filters, "base": base, "group": group}
        return Understood(RecordQuery(**changed)), ()
    except ValidationError:
        return Doubt.HOW_JOINED, ()


def narrowed_pair(
    tokens: Sequence[Token], previous: QueryPair, scope: Scope
) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The pair before with what a question puts in the place of what both sides have; and the unused tokens.

    What only one side has cannot be replaced: it would not be known which of the two is meant.
    """
    asked = asked_of([t for t in tokens if not t.has(Role.NARROWS, Role.FOLLOWS) or t.has(Role.CONDITION)], scope)
    if asked.unused:
        return Doubt.UNKNOWN_WORDS, asked.unused
    fields = {filter_.field for filter_ in asked.filters}
    sides = [[f for f in side.filters if f.field in fields] for side in (previous.first, previous.second)]
    if asked.measures or asked.group or asked.roles & _ASKS_ANEW or sides[0] != sides[1] or not fields:
        return Doubt.HOW_JOINED, ()
    first, second = (
        side.model_copy(update={"filters": _joined(side.filters, asked.filters, is_within=False)})
        for side in (previous.first, previous.second)
    )
    return Understood(QueryPair(operation=previous.operation, first=first, second=second)), ()


def _asked_anew(
    asked: Asked, previous: RecordQuery, filters: tuple[Filter, ...], scope: Scope, *, is_within: bool
) -> Understood | Doubt:
    """What is asked now, of the records that the query before was about; its measure, where the new one names none."""
    measures = asked.measures
    if not measures and asked.roles & {Role.AVERAGE, Role.MOST, Role.LEAST} and previous.measure:
        measures = (previous.measure,)
    keeps_group = previous.group and asked.measures and not is_within and not asked.filters
    group = asked.group or (previous.group if keeps_group else None)
    whole = replace(asked, filters=tuple(dict.fromkeys(filters)), measures=measures, has_noun=True, group=group)
    result = query_of(replace(whole, filters=asked.filters), scope)
    if isinstance(result, Doubt) or isinstance(result.query, QueryPair):
        return result if isinstance(result, Doubt) else Doubt.HOW_JOINED
    try:
        query = RecordQuery(**{**dict(result.query), "filters": whole.filters})
        return Understood(query, result.extreme, result.first)
    except ValidationError:
        return Doubt.HOW_JOINED


def _share_within(
    tokens: Sequence[Token], previous: RecordQuery, scope: Scope
) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The share of some of the records that the query before was about in all of them."""
    result, unused = share_of([*tokens, *_noun_of(scope)], scope)
    if isinstance(result, Doubt) or isinstance(result.query, QueryPair):
        return (result if isinstance(result, Doubt) else Doubt.HOW_JOINED), unused
    base = (*previous.base, *previous.filters)
    query = result.query
    if query.base or {f.field for f in query.filters} & {f.field for f in base}:
        return Doubt.HOW_JOINED, ()
    return Understood(query.model_copy(update={"base": base})), ()


def _noun_of(scope: Scope) -> tuple[Token, ...]:
    return (Token("", (Meaning(Role.NOUN, scope.entity_name),)),)


def _joined(
    before: Sequence[Filter], added: Sequence[Filter], *, is_within: bool, only_replaced: bool = False
) -> tuple[Filter, ...]:
    """The filters before, and those added: within them, or in the place of those on the same field."""
    if is_within:
        return tuple(dict.fromkeys((*before, *added)))
    fields = {filter_.field for filter_ in added}
    held = {filter_.field for filter_ in before}
    new = [filter_ for filter_ in added if not only_replaced or filter_.field in held]
    return (*(filter_ for filter_ in before if filter_.field not in fields), *new)
