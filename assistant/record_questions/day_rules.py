"""Day rules: words whose meaning depends on the day of the question, as conditions on dates that are recorded.

A project is overdue when its next meeting is past. A policy is in force from its first day to its last unless another
takes its place, and expired after its last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.record_questions.meanings import Meaning, Role, Token, condition
from assistant.record_questions.scope import Scope
from index.records.queries import Filter


def with_day_rules(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with each such word made a condition, where no date of its own stands beside it."""
    return tuple(_ruled(tokens, at, scope) for at in range(len(tokens)))


def _ruled(tokens: Sequence[Token], at: int, scope: Scope) -> Token:
    token = tokens[at]
    rule = token.meaning(Role.DAY_RULE)
    if rule is None:
        return token
    if _is_dated(tokens):
        return _without_rule(token)
    today, eve, morrow = ((scope.today + timedelta(days=days)).isoformat() for days in (0, -1, 1))
    match scope.entity_name, rule.name:
        case "project", "overdue":
            filters = [Filter(field="next_meeting", operator="before", values=(today,))]
        case "policy", "in_force":
            filters = [
                Filter(field="effective", operator="before", values=(morrow,)),
                Filter(field="expires", operator="after", values=(eve,)),
                Filter(field="superseded_by", operator="is_unknown"),
            ]
        case "policy", "expired":
            filters = [Filter(field="expires", operator="before", values=(today,))]
        case "policy", "superseded":
            filters = [Filter(field="superseded_by", operator="is_known")]
        case _:
            return _without_rule(token)
    return condition([token], filters, f"rule:{rule.name}")


def _without_rule(token: Token) -> Token:
    others = token.without(Role.DAY_RULE)
    return others if others.meanings else Token(token.text, (Meaning(Role.UNKNOWN),))


def _is_dated(tokens: Sequence[Token]) -> bool:
    return any(token.has(Role.YEAR) or (token.quantity and token.quantity.kind == "date") for token in tokens)
