"""Asking: what a question wants of the records: the words for it, taken from among the conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.record_questions.grouping import group_of, skipped
from assistant.record_questions.meanings import Role, Token
from assistant.record_questions.scope import Scope
from corpus.languages import has_han
from index.records.queries import Filter

_ASKS = frozenset((
    Role.HOW_MANY, Role.HOW_MUCH, Role.CURRENCY, Role.WHAT, Role.WHICH, Role.LIST, Role.EXISTS, Role.TOTAL,
    Role.AVERAGE, Role.MOST, Role.LEAST, Role.TOP, Role.SORTED, Role.ALL, Role.FILL, Role.OF, Role.BREAK, Role.IS,
    Role.AMONG,
))  # fmt: skip
_UNITS = (Role.HOW_MUCH, Role.CURRENCY)
_MOST_ROWS = 1000
_BARE = frozenset("投资 投资额 土地 用地 到位 investment investments invested land".split()) | {"in place"}
"""Words for a measure that also stand where nothing is counted: 我想投资义马."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the records that the filters leave, and the tokens that play no part in it.

    `roles` are those of the words that ask, `money` the currency or "" where an amount is asked for by its unit.
    """

    filters: tuple[Filter, ...]
    roles: frozenset[Role]
    measures: tuple[str, ...]
    group: str | None
    groups_by_which: bool
    number: int | None
    is_ascending: bool
    says_order: bool
    orders_by_measure: bool
    is_plural: bool
    units: frozenset[str]
    extreme_words: frozenset[str]
    has_noun: bool
    says_how_much: bool
    has_bare_measure: bool
    times_asked: int
    unused: tuple[Token, ...]


def asked_of(tokens: Sequence[Token], scope: Scope) -> Asked:
    """What conditioned tokens ask."""
    group, group_places = group_of(tokens, scope)
    number, number_place = _number(tokens)
    taken = {*group_places, *([] if number_place is None else [number_place])}
    rest = [(at, token) for at, token in enumerate(tokens) if at not in taken]
    is_ordered = any(token.has(Role.SORTED, Role.MOST, Role.LEAST, Role.TOP, Role.EACH_OF) for token in tokens)
    orders = _places_of_order_words(tokens) if is_ordered else frozenset()
    roles = {meaning.role for _, token in rest for meaning in token.meanings if meaning.role in _ASKS}
    hows = [at for at, token in rest if token.has(Role.HOW_MANY, Role.HOW_MUCH)]
    if any(_counts(tokens, at, scope) for at in hows):
        roles.add(Role.HOW_MANY)
    sets = [filter_ for token in tokens for filter_ in token.filters if filter_.operator == "in"]
    apart = {at for at, token in rest if token.has(Role.EACH_OF) and not group and len(sets) > 1}
    has_noun = False
    unused: list[Token] = []
    measures: list[str] = []
    for at, token in rest:
        measure = token.meaning(Role.MEASURE)
        if token.has(Role.CONDITION) or at in orders:
            continue
        if measure is not None:
            measures.append(measure.name)
        elif _is_noun(token, scope):
            has_noun = True
        elif not (token.has(*_ASKS) or _joins(tokens, at)) or token.has(Role.UNKNOWN) or at in apart:
            unused.append(token)
    tops = [m.name for token in tokens for m in token.meanings if m.role is Role.TOP and m.name]
    return Asked(
        filters=tuple(filter_ for token in tokens for filter_ in token.filters),
        roles=frozenset(roles),
        measures=tuple(dict.fromkeys(measures)),
        group=group,
        groups_by_which=bool(group_places)
        and not any(tokens[at].has(Role.EACH, Role.BY, Role.EACH_OF) for at in group_places),
        number=number or (int(tops[0]) if tops else None),
        is_ascending=Role.LEAST in roles or any(_says_sorted(token, "ascending") for token in tokens),
        says_order=any(_says_sorted(token, way) for token in tokens for way in ("ascending", "descending")),
        orders_by_measure=any(tokens[at + 1].has(Role.MEASURE) for at in orders),
        is_plural=any(_is_plural(token, scope) for token in tokens),
        units=frozenset(m.name for _, token in rest for m in token.meanings if m.role in _UNITS and m.name),
        extreme_words=frozenset(token.text.lower() for token in tokens if token.has(Role.MOST, Role.LEAST)),
        has_noun=has_noun,
        says_how_much=any(tokens[at].has(Role.HOW_MUCH) and tokens[at].text.isascii() for at in hows),
        has_bare_measure=any(token.has(Role.MEASURE) and token.text.lower() in _BARE for _, token in rest),
        times_asked=len(hows),
        unused=tuple(unused),
    )


def _number(tokens: Sequence[Token]) -> tuple[int | None, int | None]:
    """How many of the largest or the first are asked for, and where that number stands."""
    for at, token in enumerate(tokens):
        quantity = token.quantity
        if quantity is None or quantity.kind != "number" or not isinstance(quantity.value, Decimal):
            continue
        beside = [tokens[place] for place in (skipped(tokens, at, -1), skipped(tokens, at, 1)) if place is not None]
        is_whole = quantity.value == int(quantity.value) and 1 <= quantity.value <= _MOST_ROWS
        is_which = any(other.has(Role.WHICH) for other in beside) and any(other.has(Role.NOUN) for other in beside)
        is_superlative = any(other.has(Role.MOST, Role.LEAST) for other in tokens)
        is_beside = any(other.has(Role.MOST, Role.LEAST, Role.TOP) for other in beside)
        if is_whole and (is_beside or (is_which and is_superlative)):
            return int(quantity.value), at
    return None, None


def _places_of_order_words(tokens: Sequence[Token]) -> frozenset[int]:
    """Where 按 or by stands before the measure that rows are sorted by."""
    return frozenset(
        at
        for at, token in enumerate(tokens[:-1])
        if token.has(Role.BY) and tokens[at + 1].has(Role.MEASURE, Role.HOW_MANY)
    )


def _counts(tokens: Sequence[Token], at: int, scope: Scope) -> bool:
    """Whether 多少 stands right before the noun: 多少项目 is how many."""
    after = skipped(tokens, at, 1)
    is_plain = any(meaning.role is Role.HOW_MUCH and not meaning.name for meaning in tokens[at].meanings)
    return is_plain and has_han(tokens[at].text) and after is not None and _is_noun(tokens[after], scope)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for and, or but, joins a condition to something, or two measures."""
    if not tokens[at].has(Role.AND, Role.BUT):
        return False
    places = (skipped(tokens, at, -1), skipped(tokens, at, 1))
    beside = [tokens[place] for place in places if place is not None]
    return any(token.has(Role.CONDITION) for token in beside) or all(token.has(Role.MEASURE) for token in beside)


def _says_sorted(token: Token, way: str) -> bool:
    return any(meaning.role is Role.SORTED and meaning.name == way for meaning in token.meanings)


def _is_noun(token: Token, scope: Scope) -> bool:
    noun = token.meaning(Role.NOUN)
    return noun is not None and noun.name == scope.entity_name


def _is_plural(token: Token, scope: Scope) -> bool:
    """Whether several records are asked for: by an English plural, or by 哪些."""
    if token.has(Role.WHICH) and has_han(token.text):
        return any(meaning.role is Role.WHICH and meaning.name != "one" for meaning in token.meanings)
    return _is_noun(token, scope) and token.text.isascii() and token.text.lower().endswith("s")
