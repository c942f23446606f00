"""Naming values: counties, chains, investors and other names, joined and denied, as conditions on their fields."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record_questions.entities import TOLD_IN_FULL
from assistant.record_questions.meanings import Meaning, Role, Token, condition, doubtful
from assistant.record_questions.results import Doubt
from assistant.record_questions.scope import Scope
from corpus.languages import has_han
from index.records.queries import Filter, Operator

_JOINS = (Role.AND, Role.OR, Role.BREAK)
_MARKED = (Role.DIMENSION, Role.MEASURE, Role.DATE_FIELD, Role.FIELD)
_WITHOUT = frozenset(("没有", "无", "without", "with no"))
"""The words of those for what is not known that also deny a name: 没有外资的项目."""
_NONE = _WITHOUT | frozenset("没 还没有 还没 尚无 暂无 无 no".split()) | {"have no", "has no", "do not have"}
_PASSED_OVER = (Role.OF, Role.IS, Role.FILL)


def with_unknowns(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with what is said to be known or unknown made a condition.

    To be without an amount may also mean that it is nothing, so that only a word for unknown makes one of it.
    """
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = _next(tokens, at + 1)
        if (
            token.has(Role.WITHOUT)
            and after is not None
            and (field := _field(tokens[after]))
            and not _is_more(tokens, after)
        ):
            words = tokens[at : after + 1]
            is_none = scope.entity.known_field(field).kind == "money" and token.text.lower() in _NONE
            made = Filter(field=field, operator="is_unknown")
            done.append(doubtful(words, Doubt.WHICH_VALUE) if is_none else condition(words, (made,), "unknown"))
            at = after + 1
        elif token.has(*_MARKED) and (field := _field(token)) and after is not None and _knows(tokens[after]):
            operator: Operator = "is_unknown" if tokens[after].has(Role.IS_UNKNOWN) else "is_known"
            done.append(condition(tokens[at : after + 1], (Filter(field=field, operator=operator),), "unknown"))
            at = after + 1
        else:
            done.append(token)
            at += 1
    return tuple(done)


def with_values(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with each name, or several of one field, made a condition; so that none of them is, if denied."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].has(Role.VALUE):
            done.append(tokens[at])
            at += 1
            continue
        field, end = _set_of_values(tokens, at, done, scope)
        words = list(tokens[at:end])
        if field is None:
            done.append(doubtful(words, Doubt.WHICH_VALUE))
            at = end
            continue
        at, is_denied, words = _denied(tokens, done, words, end)
        filter_ = _filter(field, words, scope, is_denied=is_denied)
        if field in TOLD_IN_FULL and filter_.operator != "equals":
            done.append(doubtful(words, Doubt.WHICH_VALUE))
            continue
        if field in TOLD_IN_FULL:
            filter_ = filter_.model_copy(update={"operator": "contains"})
        done.append(condition(words, (filter_,), "values"))
    return tuple(done)


def _filter(field: str, words: Sequence[Token], scope: Scope, *, is_denied: bool) -> Filter:
    found = [value for word in words for meaning in word.meanings if _is_of(meaning, field) for value in meaning.values]
    values = tuple(dict.fromkeys(found))
    kept: tuple[bool | str, ...] = values
    if scope.entity.known_field(field).kind == "boolean":
        kept = tuple(value == "true" for value in values)
    operators: tuple[Operator, Operator] = ("not_equals", "not_in") if is_denied else ("equals", "in")
    return Filter(field=field, operator=operators[len(kept) > 1], values=kept)


def _is_of(meaning: Meaning, field: str) -> bool:
    return meaning.role is Role.VALUE and meaning.name == field


def _set_of_values(tokens: Sequence[Token], at: int, done: Sequence[Token], scope: Scope) -> tuple[str | None, int]:
    """The one field of the names that begin here, joined by and, or or commas, and where they end."""
    fields = _fields(tokens[at])
    end = at + 1
    while joined := _joined_at(tokens, end):
        common = fields & _fields(tokens[joined])
        if not common:
            break
        fields, end = common, joined + 1
    if len(fields) > 1:
        beside = {field for token in (*done[-1:], *tokens[end : end + 1]) if (field := _field(token))}
        fields = fields & beside or fields
    if len(fields) > 1 and "link" in fields and scope.entity_name == "project" and "chain" in fields:
        return None, end
    return (fields.pop() if len(fields) == 1 else None), end


def _joined_at(tokens: Sequence[Token], at: int) -> int | None:
    """Where the next name stands after a word that joins."""
    start = at
    if at + 1 < len(tokens) and tokens[at].has(Role.NOUN) and tokens[at + 1].has(Role.AND, Role.OR):
        start = at = at + 1
    while at < len(tokens) and tokens[at].has(*_JOINS):
        at += 1
    while at < len(tokens) and at > start and tokens[at].has(Role.OF, Role.NOT) and tokens[at].text.lower() == "in":
        at += 1
    if start < at < len(tokens) - 1 and (heading := _field(tokens[at])) in _fields(tokens[at + 1]) and heading:
        at += 1
    return at if start < at < len(tokens) and tokens[at].has(Role.VALUE) else None


def _fields(token: Token) -> set[str]:
    return {meaning.name for meaning in token.meanings if meaning.role is Role.VALUE}


def _denied(tokens: Sequence[Token], done: list[Token], words: list[Token], end: int) -> tuple[int, bool, list[Token]]:
    """Whether the names are denied by what stands before or after them, which is taken along."""
    at = len(done)
    while at and done[at - 1].has(Role.OF, Role.IS) and not done[at - 1].has(Role.NOT):
        at -= 1
    if at > 1 and _field(done[at - 1]) in _fields(words[0]) and done[at - 2].has(Role.NOT, Role.EXCEPT):
        at -= 1
    before = done[at - 1] if at else None
    is_denied = before is not None and (
        before.has(Role.NOT, Role.EXCEPT) or (before.has(Role.WITHOUT) and before.text.lower() in _WITHOUT)
    )
    after = _next(tokens, end)
    is_outside = after is not None and tokens[after].has(Role.OUTSIDE)
    if before is not None and is_denied:
        needs_end = before.has(Role.EXCEPT) and has_han(before.text)
        if needs_end and not is_outside:
            return end, False, [*words]
        del done[at - 1 :]
        words = [before, *words]
    if is_outside and after is not None and (before is None or not is_denied or before.has(Role.EXCEPT)):
        return after + 1, True, [*words, tokens[after]]
    return end, is_denied, words


def _next(tokens: Sequence[Token], at: int) -> int | None:
    while at < len(tokens) and tokens[at].has(*_PASSED_OVER) and not tokens[at].has(*_MARKED, Role.IS_UNKNOWN):
        at += 1
    return at if at < len(tokens) else None


def _knows(token: Token) -> bool:
    return token.has(Role.IS_UNKNOWN, Role.IS_KNOWN)


def _is_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bound on the field goes on after it, or the field is also a word for a stage."""
    return any(token.has(Role.CONDITION) for token in tokens[at + 1 : at + 2]) and not tokens[at].has(Role.DIMENSION)


def _field(token: Token) -> str | None:
    return next((meaning.name for meaning in token.meanings if meaning.role in _MARKED), None)
