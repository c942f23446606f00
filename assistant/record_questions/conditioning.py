"""Conditioning: the words of a question with all that narrow the records made conditions, the rest left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.record_questions.bounding import with_bounds
from assistant.record_questions.containing import with_contained
from assistant.record_questions.day_rules import with_day_rules
from assistant.record_questions.looking_up import without_lookups
from assistant.record_questions.meanings import Meaning, Role, Token, condition, doubtful
from assistant.record_questions.naming_values import with_unknowns, with_values
from assistant.record_questions.periods import with_periods
from assistant.record_questions.results import Doubt
from assistant.record_questions.scope import Scope
from assistant.record_questions.standing import with_stages
from corpus.documents import Span
from corpus.quantities import Quantity
from index.records.queries import Filter

_LEADERS = frozenset(("leading_official", "leading_department", "work_team"))
_COUNTIES = ("县区", "县市", "县市区")
_MADE = ("link", "links", "chain", "chains")
_PASSED_OVER = (Role.OF, Role.IS, Role.FILL)
_FILL = (Meaning(Role.FILL),)


def conditioned(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens of an entity with every condition they make in one token, and without those that only ask."""
    plain = _with_places_ranked([token for token in tokens if token.meanings != _FILL])
    kept = with_day_rules(plain, scope)
    asked = _with_amount_signed(_with_latest(kept))
    known = without_lookups(with_unknowns(with_bounds(with_contained(asked, scope), scope), scope))
    found = with_values(known, scope)
    found = with_stages(_without_verbs(with_periods(_with_years(found), scope)))
    return _without_headings(_without_counts(found))


def _with_places_ranked(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with so many places that are ranked as a number and the counties: 总投资最高的三个县区."""
    made: list[Token] = []
    for at, token in enumerate(tokens):
        places = token.meaning(Role.PLACES)
        ahead = [other for other in tokens[max(at - 2, 0) : at] if not other.has(Role.OF)]
        if places and ahead and ahead[-1].has(Role.MOST, Role.LEAST) and token.text.endswith(_COUNTIES):
            number = Quantity("number", Decimal(places.name), "1", places.name, Span(0, 1))
            made.append(Token(places.name, (Meaning(Role.QUANTITY),), number))
            made.append(Token(token.text[-1], (Meaning(Role.DIMENSION, "county", "project"),)))
        else:
            made.append(token)
    return made


def filters_of(tokens: Sequence[Token]) -> tuple[Filter, ...]:
    """All filters of the conditions among the tokens."""
    return tuple(filter_ for token in tokens for filter_ in token.filters)


def _with_years(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """What is asked for each year is grouped by the date that its verb names, where that is known."""
    places = [
        at
        for at, token in enumerate(tokens)
        if token.has(Role.YEARLY) and (token.has(Role.WHICH) or (at and tokens[at - 1].has(Role.EACH, Role.BY)))
    ]
    signings = [at for at, token in enumerate(tokens) if token.has(Role.SIGNING)]
    dates = [(at, token) for at, token in enumerate(tokens) if token.has(Role.DATE_FIELD)]
    named = (
        {"signed_on"}
        if signings
        else {m.name for _, token in dates for m in token.meanings if m.role is Role.DATE_FIELD}
    )
    if len(places) != 1 or len(named) != 1 or (signings and dates):
        return tuple(tokens)
    field = named.pop()
    made = list(tokens)
    asks = tuple(meaning for meaning in tokens[places[0]].meanings if meaning.role is Role.WHICH)
    made[places[0]] = Token(tokens[places[0]].text, (Meaning(Role.DIMENSION, field), *asks))
    for at in (*signings, *(at for at, _ in dates)):
        made[at] = condition([tokens[at]], (Filter(field=field, operator="is_known"),), "unknown")
    return tuple(made)


def _with_amount_signed(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with signing made the signed amount, where it is asked how much was signed: 2025年签约了多少亿元."""
    asks = any(m.role is Role.HOW_MUCH and (m.name or t.text.isascii()) for t in tokens for m in t.meanings)
    if not asks or any(token.has(Role.MEASURE, Role.HOW_MANY) for token in tokens):
        return tuple(tokens)
    measure = (Meaning(Role.MEASURE, "signed_amount", "project"),)
    return tuple(Token(token.text, measure) if token.has(Role.SIGNING) else token for token in tokens)


def _with_latest(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the latest, or the earliest, of a date made the most, or the least, of it: 最近签约."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        pair = tokens[at : at + 2]
        turned = pair[::-1] if len(pair) == 2 and pair[1].has(Role.LATEST, Role.EARLIEST) else pair
        if len(turned) == 2 and turned[0].has(Role.LATEST, Role.EARLIEST) and (field := _date_of(turned[1])):
            extreme = Role.MOST if turned[0].has(Role.LATEST) else Role.LEAST
            done += [Token(turned[1].text, (Meaning(Role.MEASURE, field),)), Token(turned[0].text, (Meaning(extreme),))]
            at += 2
            continue
        done.append(tokens[at])
        at += 1
    return tuple(done)


def _date_of(token: Token) -> str | None:
    if token.has(Role.SIGNING):
        return "signed_on"
    dated = token.meaning(Role.DATE_FIELD)
    return dated.name if dated else None


def _without_verbs(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without the verbs that only join a name to the records: signed at an event, led by, invested by."""
    filters = filters_of(tokens)
    fields = {filter_.field for filter_ in filters}
    grouped = {meaning.name for token in tokens for meaning in token.meanings if meaning.role is Role.DIMENSION}
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.has(Role.LED_BY) and (fields | grouped) & _LEADERS:
            continue
        is_issued = any(m.role is Role.DATE_FIELD and m.name == "issued" for m in token.meanings)
        if is_issued and "issuer" in fields:
            continue
        if token.has(Role.INVESTS) and "investor" in fields:
            continue
        if token.has(Role.MAKES) and any(_is_of(tokens[at + 1 : at + 2], field) for field in _MADE):
            continue
        if token.has(Role.MEASURE) and token.text == "投资" and _is_of(tokens[at - 1 : at], "investor"):
            continue
        if token.has(Role.SIGNING) and "event" in fields:
            denied = any(filter_.field == "event" and filter_.operator not in ("equals", "in") for filter_ in filters)
            if denied:
                kept.append(doubtful([token], Doubt.HOW_JOINED))
            continue
        kept.append(token)
    return tuple(kept)


def _is_of(tokens: Sequence[Token], field: str) -> bool:
    return any(filter_.field == field for token in tokens for filter_ in token.filters)


def _without_counts(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without a figure that only says how many names stood before it: 新能源、节能环保两条产业链."""
    return tuple(token for at, token in enumerate(tokens) if not (at and _counts_names(token, tokens[at - 1])))


def _counts_names(token: Token, before: Token) -> bool:
    sets = [filter_ for filter_ in before.filters if filter_.operator == "in"]
    if places := token.meaning(Role.PLACES):
        return any(filter_.field == "county" and len(filter_.values) == int(places.name) for filter_ in sets)
    return token.quantity is not None and any(len(filter_.values) == token.quantity.value for filter_ in sets)


def _without_headings(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without the name of a field or kind that stands beside a condition on it: the county of Yima."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        names = {m.name for m in token.meanings if m.role in (Role.DIMENSION, Role.NOUN)}
        beside = (_neighbour(tokens, at, -1), _neighbour(tokens, at, 1))
        heads = any(
            filter_.field.rstrip("s") in names or filter_.field in names for n in beside if n for filter_ in n.filters
        )
        before = tokens[at - 1] if at else None
        asks = token.has(Role.WHICH) or (before is not None and before.has(Role.EACH, Role.BY, Role.WHICH))
        if heads and not asks:
            continue
        kept.append(token)
    return tuple(kept)


def _neighbour(tokens: Sequence[Token], at: int, step: int) -> Token | None:
    at += step
    while 0 <= at < len(tokens) and tokens[at].has(*_PASSED_OVER):
        at += step
    return tokens[at] if 0 <= at < len(tokens) else None
