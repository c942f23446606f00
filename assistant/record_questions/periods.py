"""Periods: dates with the words before, since and in, as filters on the date that the question speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.record_questions.days import Stretch
from assistant.record_questions.meanings import Role, Token, condition, doubtful
from assistant.record_questions.results import Doubt
from assistant.record_questions.scope import Scope
from corpus.quantities import PartialDate
from index.records.queries import Filter

_How = Literal["in", "since", "before", "after", "until"]
_HOW: dict[Role, _How] = {
    Role.SINCE: "since", Role.BEFORE: "before", Role.AFTER: "after", Role.UNTIL: "until",
}  # fmt: skip
_ONWARDS = ("onwards", "onward", "or later", "and later", "or after", "and after")
_SKIPPED = (Role.FILL, Role.OF, Role.IS)


@dataclass(frozen=True, slots=True)
class _Period:
    start: int
    end: int
    how: _How
    stretch: Stretch | None


def with_periods(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with each period, and the words for the date that it is of, made a condition."""
    periods, at = list[_Period](), 0
    while at < len(tokens):
        period = _period_at(tokens, at, scope)
        if period:
            periods.append(period)
        at = period.end if period else at + 1
    if not periods:
        return tuple(tokens)
    taken: set[int] = set()
    made: dict[int, Token] = {}
    for period in periods:
        words = tokens[period.start : period.end]
        field, used = _field(tokens, period, scope)
        if field is None or period.stretch is None:
            made[period.start] = doubtful(words, Doubt.WHICH_DATE)
        else:
            made[period.start] = condition(words, (_filter(field, period.how, period.stretch),), "period")
            taken |= used
        taken |= set(range(period.start, period.end))
    return tuple(made.get(at, token) for at, token in enumerate(tokens) if at in made or at not in taken)


def _filter(field: str, how: _How, stretch: Stretch) -> Filter:
    texts = stretch.texts
    match how:
        case "since":
            return Filter(field=field, operator="after", values=(stretch.day_before.isoformat(),))
        case "before":
            return Filter(field=field, operator="before", values=(stretch.first.isoformat(),))
        case "after":
            return Filter(field=field, operator="after", values=(stretch.last.isoformat(),))
        case "until":
            return Filter(field=field, operator="before", values=(stretch.day_after.isoformat(),))
        case _:
            return Filter(field=field, operator="on" if len(texts) == 1 else "period", values=texts)


def _period_at(tokens: Sequence[Token], at: int, scope: Scope) -> _Period | None:
    """The period whose words begin here."""
    start, said = at, list[_How]()
    if (tokens[at].has(*_HOW) and not tokens[at].has(Role.TOP)) or tokens[at].text.lower() == "between":
        said += _how(tokens[at])
        at += 1
    while at < len(tokens) and tokens[at].has(Role.OF) and at > start:
        at += 1
    first = _stretch_at(tokens, at, scope)
    if first is None:
        return None
    at, stretch = first
    if (
        at < len(tokens)
        and tokens[at].has(Role.RANGE, Role.TO, Role.AND)
        and (second := _stretch_at(tokens, at + 1, scope))
    ):
        joins = not tokens[at].has(Role.AND) or tokens[start].text.lower() == "between" or _follow(stretch, second[1])
        at = second[0]
        stretch = (
            stretch.joined(second[1]) if joins and stretch and second[1] and stretch.first <= second[1].first else None
        )
        said = [how for how in said if how != "since"]
        if at < len(tokens) and tokens[at].text in ("之间", "期间"):
            at += 1
    while at < len(tokens) and tokens[at].has(*_HOW) and not tokens[at].text.isascii():
        ends = any(meaning.role is Role.UNTIL and meaning.name == "end" for meaning in tokens[at].meanings)
        if ends and "until" not in said:
            break
        said += _how(tokens[at])
        at += 1
    if at < len(tokens) and tokens[at].has(Role.SINCE) and tokens[at].text.lower() in _ONWARDS:
        said = said or ["since"]
        at += 1
    hows = set(said)
    return _Period(start, at, said[0] if said else "in", stretch if len(hows) <= 1 else None)


def _how(token: Token) -> list[_How]:
    return [_HOW[meaning.role] for meaning in token.meanings if meaning.role in _HOW]


def _follow(first: Stretch | None, second: Stretch | None) -> bool:
    return first is not None and second is not None and first.day_after == second.first


def _stretch_at(tokens: Sequence[Token], at: int, scope: Scope) -> tuple[int, Stretch | None] | None:
    """Where the date that begins here ends, and its stretch; no stretch where it cannot be told."""
    if at >= len(tokens):
        return None
    year = tokens[at].meaning(Role.YEAR)
    written = _written(tokens[at])
    after = at + 1
    if year is not None:
        stretch = Stretch.relative(year.name, scope.today)
        part = _written(tokens[after]) if after < len(tokens) else None
        if part and not part.year and ":" not in year.name:
            return after + 1, Stretch.of(part, stretch.first.year)
        return after, stretch
    if written is None:
        return None
    if written.year:
        return after, Stretch.of(written, written.year)
    while after < len(tokens) and tokens[after].has(Role.OF) and tokens[after].text.lower() == "of":
        after += 1
    following = tokens[after].meaning(Role.YEAR) if after < len(tokens) else None
    if following and ":" not in following.name:
        return after + 1, Stretch.of(written, Stretch.relative(following.name, scope.today).first.year)
    stretch_ = Stretch.of(written, scope.today.year)
    return at + 1, stretch_ if stretch_ and stretch_.first <= scope.today else None


def _written(token: Token) -> PartialDate | None:
    quantity = token.quantity
    return quantity.value if quantity and isinstance(quantity.value, PartialDate) else None


def _field(tokens: Sequence[Token], period: _Period, scope: Scope) -> tuple[str | None, set[int]]:
    """The date that a period is of, and the words that name it: those beside it, or the only ones there are."""
    named = {at: field for at, token in enumerate(tokens) if (field := _dated_by(token, scope))}
    before = _beside(tokens, period.start - 1, -1)
    after = _beside(tokens, period.end, 1)
    in_english = tokens[period.end - 1].text.isascii()
    usual = before if in_english else after  # signed in 2025, 2025年签约
    is_staged = any(at is not None and tokens[at].has(Role.STAGE) for at in (before, after))
    if usual not in named and is_staged:
        return None, set()
    if before in named and after in named and named[before] != named[after]:
        return None, set()
    if after in named and _goes_on(tokens, after):
        return None, set()
    fields = {named[at] for at in (before, after) if at in named} or set(named.values())
    if len(fields) == 1:
        field = fields.pop()
        return field, {at for at, each in named.items() if each == field}
    if not fields and any(_is_signed_amount(token) for token in tokens):
        return "signed_on", set()
    return (scope.date_field, set()) if not fields else (None, set())


def _is_signed_amount(token: Token) -> bool:
    measured = any(m.role is Role.MEASURE and m.name == "signed_amount" for m in token.meanings)
    return measured or any(filter_.field == "signed_amount" for filter_ in token.filters)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word goes on to a stage, so that the date may be of both: 2025年签约并开工."""
    following = tokens[at + 1 : at + 3]
    return len(following) == 2 and following[0].has(Role.AND) and following[1].has(Role.STAGE)


def _dated_by(token: Token, scope: Scope) -> str | None:
    """The date that a word is of."""
    if token.has(Role.SIGNING):
        return "signed_on"
    meaning = token.meaning(Role.DATE_FIELD)
    if meaning is None or (token.has(Role.FILL) and scope.entity_name != "event"):
        return None
    return meaning.name


def _beside(tokens: Sequence[Token], at: int, step: int) -> int | None:
    while 0 <= at < len(tokens) and tokens[at].has(*_SKIPPED) and not tokens[at].has(Role.SIGNING, Role.DATE_FIELD):
        at += step
    return at if 0 <= at < len(tokens) else None
