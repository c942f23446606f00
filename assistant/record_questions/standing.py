"""Standing: how far a project has come, as conditions on its stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.record_questions.meanings import Role, Token, condition, doubtful
from assistant.record_questions.results import Doubt
from corpus.records.choices import STAGES
from index.records.queries import Filter, Operator

_PLACES = {choice.code: choice.order for choice in STAGES if choice.order is not None}
_JOINS = (Role.AND, Role.OR)


def with_stages(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each word for a stage, or several that are joined, made a condition."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.has(Role.STAGE, Role.SIGNING):
            done.append(token)
            at += 1
            continue
        end = _end_of_set(tokens, at)
        words = list(tokens[at:end])
        is_named = _names_stage(done[-1:]) or _names_stage(tokens[end : end + 1])
        if _names_stage(tokens[end : end + 1]):
            words.append(tokens[end])
            end += 1
        if _names_stage(done[-1:]):
            words.insert(0, done.pop())
        is_outside = bool(tokens[end : end + 1]) and tokens[end].has(Role.OUTSIDE)
        negation = _negation(done, is_outside=is_outside) or (tokens[end] if is_outside else None)
        taken = [done.pop()] if done and done[-1] is negation else []
        if is_outside and negation:
            words.append(tokens[end])
            end += 1
        while done and taken and done[-1].has(Role.IS):
            done.pop()
        done.append(_made([*taken, *words], is_named=is_named, negated=bool(negation)))
        at = end
    return tuple(done)


def _end_of_set(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].has(*_JOINS) and tokens[end + 1].has(Role.STAGE, Role.SIGNING):
        end += 2
    return end


def _names_stage(tokens: Sequence[Token]) -> bool:
    return any(
        meaning.role is Role.DIMENSION and meaning.name == "stage" for token in tokens for meaning in token.meanings
    )


def _negation(done: Sequence[Token], *, is_outside: bool) -> Token | None:
    """The word before a stage that denies it; 除 only does with 外 after it."""
    if not done:
        return None
    excepts = done[-1].has(Role.EXCEPT) and (is_outside or done[-1].text.isascii())
    return done[-1] if excepts or done[-1].has(Role.NOT, Role.WITHOUT) else None


def _made(words: Sequence[Token], *, is_named: bool, negated: bool) -> Token:
    """The condition of words for one stage, or for one of several."""
    stages = [word for word in words if word.has(Role.STAGE, Role.SIGNING)]
    filters = [_filter(word, is_named=is_named) for word in stages]
    if None in filters or any(word.text.lower() in ("sign",) for word in stages):
        return doubtful(words, Doubt.WHICH_VALUE)
    known = [filter_ for filter_ in filters if filter_]
    if len(known) > 1:
        if any(word.has(Role.SIGNING) and not is_named for word in stages):
            return doubtful(words, Doubt.WHICH_VALUE)
        codes = [code for filter_ in known for code in _codes(filter_)]
        known = [Filter(field="stage", operator="in", values=tuple(dict.fromkeys(codes)))]
    if negated:
        known = [_opposite(known[0])]
    return condition(words, known, "stage")


def _filter(word: Token, *, is_named: bool) -> Filter | None:
    """What a word says of the stage; only the stage itself where it is called a stage."""
    meaning = word.meaning(Role.STAGE)
    operator, _, code = meaning.name.partition(":") if meaning else ("at_least", "", "signed")
    if is_named and operator in ("at_least", "named"):
        operator = "equals"
    if operator == "named":
        return None
    return Filter(field="stage", operator=cast(Operator, operator), values=(code,))


def _opposite(filter_: Filter) -> Filter:
    opposites: dict[str, Operator] = {
        "equals": "not_equals", "in": "not_in", "at_least": "less_than", "less_than": "at_least",
    }  # fmt: skip
    return filter_.model_copy(update={"operator": opposites[filter_.operator]})


def _codes(filter_: Filter) -> list[str]:
    code = str(filter_.values[0])
    if filter_.operator == "equals":
        return [code]
    later = filter_.operator == "at_least"
    return [each for each, place in _PLACES.items() if (place >= _PLACES[code]) == later]
