"""Bounding: bounds as filters on the amount, the area or the percentage that they are of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record_questions.bounds import Bound, bound_at
from assistant.record_questions.meanings import Role, Token, condition, doubtful
from assistant.record_questions.results import Doubt
from assistant.record_questions.scope import Scope
from index.records.queries import Filter

_BETWEEN_BOUNDS = (Role.AND, Role.BUT, Role.BREAK)


def with_bounds(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with each bound, and the measure that it is of, made a condition."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        bound = bound_at(tokens, at)
        if bound is None:
            done.append(tokens[at])
            at += 1
            continue
        words = tokens[bound.start : bound.end]
        if not bound.figures:
            done.append(doubtful(words, Doubt.VAGUE_FIGURE))
            at = bound.end
            continue
        at = _attach(tokens, done, bound, scope)
    return tuple(done)


def _attach(tokens: Sequence[Token], done: list[Token], bound: Bound, scope: Scope) -> int:
    """Put the condition that a bound makes onto what is done, and tell where to go on."""
    words = list(tokens[bound.start : bound.end])
    kind = bound.figures[0].kind
    before = _measure_before(done, scope, kind)
    if before is not None:
        at, field = before
        taken = done[at:]
        del done[at:]
        done.append(_condition([*taken, *words], field, bound))
        return bound.end
    if _is_of_other_kind(done, kind):
        done.append(doubtful(words, Doubt.WHICH_MEASURE))
        return bound.end
    if inherited := _inherited(done, scope, kind):
        done.append(_condition(words, inherited, bound))
        return bound.end
    after = _measure_after(tokens, bound.end, scope, kind)
    if after is not None:
        end, field = after
        done.append(_condition([*words, *tokens[bound.end : end]], field, bound))
        return end
    default = scope.measures.get(kind)
    may_be_signed = kind == "money" and any(token.has(Role.SIGNING) for token in tokens)
    if not bound.has_comparison:
        done.append(doubtful(words, Doubt.UNKNOWN_WORDS))
    elif default is None or may_be_signed:
        done.append(doubtful(words, Doubt.WHICH_MEASURE))
    else:
        done.append(_condition(words, default, bound))
    return bound.end


def _condition(words: Sequence[Token], field: str, bound: Bound) -> Token:
    figures = bound.figures
    filter_ = Filter(
        field=field,
        operator=bound.operator,
        values=tuple(figure.value for figure in figures),
        currency=figures[0].currency,
    )
    return condition(words, (filter_,), "bound")


def _measure_before(done: Sequence[Token], scope: Scope, kind: str) -> tuple[int, str] | None:
    """Where the measure right before a bound begins, and its field; 签约 before money is the signed amount."""
    at = len(done)
    while at and done[at - 1].has(Role.FILL, Role.IS, Role.OF):
        at -= 1
    if not at:
        return None
    if field := _measure(done[at - 1], scope, kind):
        return at - 1, field
    is_signed = done[at - 1].has(Role.SIGNING) and kind == "money" and at == len(done)
    return (at - 1, "signed_amount") if is_signed and not done[at - 1].text.isascii() else None


def _is_of_other_kind(done: Sequence[Token], kind: str) -> bool:
    """Whether a measure that is not counted in this stands right before."""
    at = len(done)
    while at and done[at - 1].has(Role.FILL, Role.IS):
        at -= 1
    return bool(at) and done[at - 1].has(Role.MEASURE) and kind != "percentage"


def _inherited(done: Sequence[Token], scope: Scope, kind: str) -> str | None:
    """The field of the bound right before, which the next one is of too."""
    at = len(done)
    while at and done[at - 1].has(*_BETWEEN_BOUNDS):
        at -= 1
    last = done[at - 1].meaning(Role.CONDITION) if at else None
    if last is None or last.name != "bound":
        return None
    field = done[at - 1].filters[0].field
    return field if scope.entity.known_field(field).kind == kind else None


def _measure_after(tokens: Sequence[Token], at: int, scope: Scope, kind: str) -> tuple[int, str] | None:
    """Where the measure that stands right after a bound ends, and its field: over 500 mu of land."""
    while at < len(tokens) and tokens[at].has(Role.OF) and tokens[at].text.lower() in ("of", "in"):
        at += 1
    field = _measure(tokens[at], scope, kind) if at < len(tokens) else None
    return (at + 1, field) if field else None


def _measure(token: Token, scope: Scope, kind: str) -> str | None:
    meaning = token.meaning(Role.MEASURE)
    if meaning is None:
        return None
    return meaning.name if scope.entity.known_field(meaning.name).kind == kind else None
