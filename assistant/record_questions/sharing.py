"""Sharing: questions for the share of some records in others, by number or by a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from assistant.record_questions.aggregating import currency_of, is_consistent
from assistant.record_questions.asking import Asked, asked_of
from assistant.record_questions.meanings import Role, Token
from assistant.record_questions.results import Doubt, Understood
from assistant.record_questions.scope import Scope
from corpus.languages import has_han
from index.records.queries import Filter, QueryPair, RecordQuery

_MAY_NEST = frozenset(("at_least", "more_than", "at_most", "less_than", "between", "period", "after", "before"))
_VERBS = ("have ", "has ", "are ", "is ", "were ", "was ")
_NOT_IN_SHARES = frozenset((Role.MOST, Role.LEAST, Role.TOP, Role.AVERAGE, Role.SORTED, Role.LIST))
_NUMBERS = frozenset("数 数量 个数 数目 count".split()) | {"number of", "the number of", "count of", "the count of"}
"""Words that count and do not ask how many."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words for the part and for the whole; `is_explicit` says that the whole is named."""

    part: tuple[Token, ...]
    whole: tuple[Token, ...]
    is_explicit: bool


def asks_for_share(tokens: Sequence[Token]) -> bool:
    """Whether a share is asked for."""
    return any(token.has(Role.SHARE, Role.OCCUPIES) for token in tokens)


def share_of(tokens: Sequence[Token], scope: Scope) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    """The share that is asked for, or why there is none; and the tokens that play no part in it."""
    sides = _sides(tokens)
    part, whole = asked_of(sides.part, scope), asked_of(sides.whole, scope)
    unused = (*part.unused, *whole.unused)
    if unused:
        return Doubt.UNKNOWN_WORDS, unused
    counts = any(token.has(Role.HOW_MANY) and token.text.lower() not in _NUMBERS for token in tokens)
    if counts or (part.roles | whole.roles) & _NOT_IN_SHARES or part.number or whole.number or whole.group:
        return Doubt.HOW_JOINED, ()
    if part.measures and whole.measures and part.measures != whole.measures:
        return _ratio(part, whole, scope), ()
    return _share(part, whole, scope, is_explicit=sides.is_explicit), ()


def _share(part: Asked, whole: Asked, scope: Scope, *, is_explicit: bool) -> Understood | Doubt:
    base = whole.filters
    filters = tuple(filter_ for filter_ in part.filters if filter_ not in base)
    if (
        not (filters or part.group)
        or not is_consistent(filters)
        or not is_consistent(base)
        or _contradict(filters, base)
    ):
        return Doubt.HOW_JOINED
    if not base and not is_explicit and len(filters) > 1:
        return Doubt.HOW_JOINED
    if part.group and filters:  # a share of each group, or of all
        return Doubt.HOW_JOINED
    measures = tuple(dict.fromkeys((*part.measures, *whole.measures)))
    if len(measures) > 1 or not (measures or part.has_noun or whole.has_noun):
        return Doubt.WHICH_MEASURE
    field = scope.entity.known_field(measures[0]) if measures else None
    both = replace(part, filters=(*filters, *base))
    try:
        query = RecordQuery(
            entity=scope.entity_name, aggregate="share", filters=filters, base=base, group=part.group,
            measure=measures[0] if measures else None, currency=currency_of(both, field),
        )  # fmt: skip
    except ValidationError:
        return Doubt.HOW_JOINED
    return Understood(query)


def _ratio(part: Asked, whole: Asked, scope: Scope) -> Understood | Doubt:
    """One measure over another, of the same records."""
    if len(part.measures) > 1 or len(whole.measures) > 1 or part.group:
        return Doubt.HOW_JOINED
    filters = tuple(dict.fromkeys((*part.filters, *whole.filters)))
    if whole.filters and part.filters and whole.filters != part.filters:
        return Doubt.HOW_JOINED
    queries = []
    try:
        for measure in (part.measures[0], whole.measures[0]):
            currency = currency_of(replace(part, filters=filters), scope.entity.known_field(measure))
            queries.append(
                RecordQuery(
                    entity=scope.entity_name, filters=filters, aggregate="sum", measure=measure, currency=currency
                )
            )
        return Understood(QueryPair(operation="ratio", first=queries[0], second=queries[1]))
    except ValidationError:
        return Doubt.HOW_JOINED


def _contradict(filters: Sequence[Filter], base: Sequence[Filter]) -> bool:
    """Whether the part is another value of a field that the whole has one of already."""
    fields = {filter_.field for filter_ in base}
    return any(
        filter_.field in fields
        and any(other.field == filter_.field and other.operator not in _MAY_NEST | {"in"} for other in base)
        for filter_ in filters
    )


def _sides(tokens: Sequence[Token]) -> _Sides:
    place = next((at for at, token in enumerate(tokens) if token.has(Role.OCCUPIES)), None)
    if place is not None:
        before, after = tokens[:place], tuple(token for token in tokens[place + 1 :] if not token.has(Role.SHARE))
        if any(token.has(Role.ALL, Role.NOUN, Role.MEASURE, Role.CONDITION) for token in after):
            return _Sides(tuple(before), after, is_explicit=True)
        return _sides_of_phrase((*before, *after))
    place = next(at for at, token in enumerate(tokens) if token.has(Role.SHARE))
    before, after = tokens[:place], tuple(tokens[place + 1 :])
    if has_han(tokens[place].text):
        return _sides_of_phrase((*before, *after))
    return _english_sides(tuple(before), after)


def _sides_of_phrase(tokens: tuple[Token, ...]) -> _Sides:
    """义马的项目中在建的: what stands before 中 is the whole."""
    for at, token in enumerate(tokens):
        has_both = _says_something(tokens[:at]) and any(each.has(Role.CONDITION) for each in tokens[at + 1 :])
        if token.has(Role.AMONG, Role.NARROWS) and has_both:
            return _Sides(tokens[at + 1 :], tokens[:at], is_explicit=True)
    return _Sides(tokens, (), is_explicit=False)


def _english_sides(before: tuple[Token, ...], after: tuple[Token, ...]) -> _Sides:
    for at, token in enumerate(after):
        if token.has(Role.AMONG):
            return _Sides((*before, *after[:at]), after[at + 1 :], is_explicit=True)
    has_all = any(token.has(Role.ALL) for token in after)
    for at in range(len(after) - 1, 0, -1):
        is_verb = after[at].has(Role.IS) or after[at].text.lower().startswith(_VERBS)
        says_part = any(token.has(Role.CONDITION, Role.MEASURE) for token in after[at:])
        if is_verb and _says_something(after[:at]) and says_part:
            whole = after[:at]
            is_named = has_all or any(token.has(Role.CONDITION) for token in whole)
            return _Sides((*before, *after[at:]), whole, is_explicit=is_named)
    if any(token.has(Role.CONDITION) for token in before):
        return _Sides(before, after, is_explicit=True)
    return _Sides((*before, *after), (), is_explicit=False)


def _says_something(tokens: Sequence[Token]) -> bool:
    return any(token.has(Role.NOUN, Role.MEASURE, Role.CONDITION) for token in tokens)
