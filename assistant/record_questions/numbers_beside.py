"""Numbers beside: a measure asked for together with how many records there are, which every sum tells as well."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record_questions.grouping import skipped
from assistant.record_questions.meanings import Role, Token


def without_number_beside(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the words that ask for the number of records beside a measure: 项目数量和总投资.

    What is left asks for the measure, and the answer to it says of how many records it is.
    """
    for at, token in enumerate(tokens):
        if token.has(Role.AND):
            for step in (-1, 1):
                measured = skipped(tokens, at, -step)
                how_many = _number_at(tokens, at, step)
                if measured is not None and tokens[measured].has(Role.MEASURE) and how_many is not None:
                    return [one for place, one in enumerate(tokens) if place not in (at, how_many)]
    return tokens


def _number_at(tokens: Sequence[Token], at: int, step: int) -> int | None:
    """Where, on one side of a place, a number is asked for, of the records or without a noun."""
    first = skipped(tokens, at, step)
    second = None if first is None else skipped(tokens, first, step)
    if first is None or tokens[first].has(Role.HOW_MANY):
        return first
    is_of_noun = tokens[first].has(Role.NOUN) and second is not None and tokens[second].has(Role.HOW_MANY)
    return second if is_of_noun else None
