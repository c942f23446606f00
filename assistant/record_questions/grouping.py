"""Grouping: the field that a question wants the records grouped by: 各县区, by chain, 项目最多的县区."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record_questions.meanings import Role, Token
from assistant.record_questions.scope import Scope
from index.records.queries import GROUPED_KINDS, Filter

_PASSED_OVER = (Role.OF, Role.IS, Role.FILL)
_ASKED_LAST = (Role.HOW_MANY, Role.HOW_MUCH)
_NUMBERS = ("数", "数量", "个数", "总数")


def group_of(tokens: Sequence[Token], scope: Scope) -> tuple[str | None, frozenset[int]]:
    """The field that is grouped by, and where the words for it stand; nothing where several are."""
    found: dict[str, set[int]] = {}
    for at, token in enumerate(tokens):
        dimension = token.meaning(Role.DIMENSION)
        if dimension is not None and token.has(Role.WHICH) and any(t.has(Role.MOST, Role.LEAST) for t in tokens):
            found.setdefault(dimension.name, set()).add(at)
        elif dimension is not None and scope.entity.known_field(dimension.name).kind in GROUPED_KINDS:
            places = _marks_around(tokens, at)
            if places:
                found.setdefault(dimension.name, set()).update(places, [at])
        elif token.has(Role.EACH_OF) and (field := _field_of_set(tokens)) and not _only_lists(token, tokens):
            found.setdefault(field, set()).add(at)
    if len(found) != 1:
        return None, frozenset()
    field, places = found.popitem()
    places |= {at for at, token in enumerate(tokens) if token.has(Role.EACH_OF) and field in _dimensions(tokens)}
    places |= {at for at, token in enumerate(tokens) if token.has(Role.GROUPED) and not token.has(Role.EACH)}
    return field, frozenset(places)


def _marks_around(tokens: Sequence[Token], at: int) -> set[int]:
    """Where the words stand that make a field one that is grouped by."""
    before = skipped(tokens, at, -1)
    after = skipped(tokens, at, 1)
    marks = set[int]()
    if before is not None and tokens[before].has(Role.EACH, Role.BY):
        marks.add(before)
        further = skipped(tokens, before, -1)
        if further is not None and tokens[further].has(Role.EACH, Role.BY, Role.GROUPED):
            marks.add(further)
    elif _is_head_of_extreme(tokens, at, before, after):
        marks.add(at)
    elif before is not None and tokens[before].has(Role.WHICH) and any(t.has(Role.MOST, Role.LEAST) for t in tokens):
        marks.add(before)
    elif any(token.has(Role.SORTED) for token in tokens) and not any(t.has(Role.LIST, Role.WHICH) for t in tokens):
        marks.add(at)
    if after is not None and tokens[after].has(Role.GROUPED):
        marks.add(after)
    return marks


def _is_head_of_extreme(tokens: Sequence[Token], at: int, before: int | None, after: int | None) -> bool:
    """Whether the one with the most is asked for: 项目最多的县区, the county with the most projects."""
    number = before if before is not None and _is_count(tokens[before]) else None
    ahead = skipped(tokens, number, -1) if number is not None else before
    ranks = ahead is not None and tokens[ahead].has(Role.MOST, Role.LEAST, Role.TOP)
    if tokens[at].text.isascii():
        follows = after is not None and tokens[after].has(Role.MOST, Role.LEAST)
        if follows and not any(token.has(Role.HOW_MANY, Role.HOW_MUCH) for token in tokens):
            return ahead is None or tokens[ahead].has(Role.WHICH, Role.WHAT, Role.LIST)
        return ranks and after is not None and tokens[after].has(Role.BY)
    ends = all(token.has(Role.WHICH, *_PASSED_OVER, Role.BREAK, *_ASKED_LAST) for token in tokens[at + 1 :])
    counts = any(token.has(*_ASKED_LAST) and token.text not in _NUMBERS for token in tokens[:at])
    return ends and ranks and not counts


def _is_count(token: Token) -> bool:
    return token.quantity is not None and token.quantity.kind == "number"


def _dimensions(tokens: Sequence[Token]) -> set[str]:
    return {meaning.name for token in tokens for meaning in token.meanings if meaning.role is Role.DIMENSION}


def _only_lists(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word that may say nothing stands in a list, which is of all alike: 分别列出."""
    return token.has(Role.FILL) and any(other.has(Role.LIST, Role.WHICH) for other in tokens)


def _field_of_set(tokens: Sequence[Token]) -> str | None:
    """The field of which several values are named: places, or years that follow one another."""
    fields = [filter_.field for token in tokens for filter_ in token.filters if _is_several(filter_)]
    return fields[0] if len(fields) == 1 else None


def _is_several(filter_: Filter) -> bool:
    if filter_.operator != "period":
        return filter_.operator == "in"
    first, last = map(str, filter_.values)
    return first.endswith("-01") and last.endswith("-12") and len(first) == len(last) == len("2026-01")


def skipped(tokens: Sequence[Token], at: int, step: int) -> int | None:
    """The place of the next token, or the one before, that is more than a word that only joins."""
    at += step
    while 0 <= at < len(tokens) and tokens[at].has(*_PASSED_OVER) and not tokens[at].has(Role.EACH, Role.GROUPED):
        at += step
    return at if 0 <= at < len(tokens) else None
