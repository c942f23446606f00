"""Understanding: a question as a query over records, or what of it needs detail, or nothing.

No word of a question that carries meaning is passed over: with one that plays no part there is no query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.record_questions.aggregating import query_of
from assistant.record_questions.asking import asked_of
from assistant.record_questions.conditioning import conditioned
from assistant.record_questions.counting_groups import groups_of, without_bound, without_none
from assistant.record_questions.lexing import LONGEST, tokens_of
from assistant.record_questions.looking_up import looked_up, without_lookups
from assistant.record_questions.meanings import Meaning, Role, Token
from assistant.record_questions.narrowing import goes_on, is_elliptic, narrowed, narrowed_pair
from assistant.record_questions.numbers_beside import without_number_beside
from assistant.record_questions.pairing import asks_for_pair, pair_of
from assistant.record_questions.publishing import of_published
from assistant.record_questions.results import Doubt, GroupBound, Lookup, NeedsDetail, Understood
from assistant.record_questions.scope import Scope, entity_of, for_entity, nouns_of
from assistant.record_questions.sharing import asks_for_share, share_of
from assistant.record_questions.vocabulary import Vocabulary
from corpus.languages import has_han
from corpus.records.fields import EntityName
from index.records.queries import QueryPair, RecordQuery

_ASKS = (
    Role.HOW_MANY, Role.HOW_MUCH, Role.WHAT, Role.WHICH, Role.LIST, Role.EXISTS, Role.TOTAL, Role.AVERAGE, Role.MOST,
    Role.LEAST, Role.TOP, Role.SHARE, Role.OCCUPIES, Role.MORE_BY, Role.FEWER_BY, Role.DIFFERENCE, Role.TIMES,
    Role.RATIO, Role.MEASURE, Role.GROUPED, Role.DOUBTFUL,
)  # fmt: skip
_CONTENT = (Role.NOUN, Role.CONDITION, Role.MEASURE, Role.DIMENSION, Role.DATE_FIELD)
_COUNTING = (Role.HOW_MANY, Role.HOW_MUCH, Role.TOTAL, Role.AVERAGE, Role.MOST, Role.LEAST, Role.LIST)
_MEASURING = (Role.HOW_MANY, Role.HOW_MUCH, Role.TOTAL, Role.AVERAGE, Role.MEASURE, Role.SHARE, Role.MOST, Role.LEAST)
_OF_AN_EVENT = re.compile(
    "届|节|大会|推介会|博览会|论坛|洽谈会|峰会|恳谈会|发布会|对接会|"
    r"\b(?:festival|convention|conference|expo|fair|forum|summit|gathering|launch|report)\b",
    re.IGNORECASE,
)
"""What is left over when an event is asked about that has no record: a text may know it."""


def understand_records(
    question: str, vocabulary: Vocabulary, today: date, previous: RecordQuery | QueryPair | Lookup | None = None
) -> Understood | Lookup | NeedsDetail | None:
    """What a question asked on a day asks of the records; nothing when it is not about records.

    Nothing too where the shelf holds no such field. With `previous`, a short question may narrow that query or put
    something else in its place.
    """
    if len(question) > LONGEST or not vocabulary.entities:
        return None
    first = tokens_of(question, vocabulary.lexicon)
    leans = goes_on(first, question)
    before = previous if isinstance(previous, Lookup) and (leans or is_elliptic(first)) else None
    found = looked_up(first, vocabulary.entities, before)
    if found is not None:
        return found if set(found.fields) <= vocabulary.fields[found.entity] else None
    query = None if isinstance(previous, Lookup) else previous
    return _query(question, without_lookups(first), vocabulary, today, query)


def _query(
    question: str,
    first: Sequence[Token],
    vocabulary: Vocabulary,
    today: date,
    previous: RecordQuery | QueryPair | None,
) -> Understood | NeedsDetail | None:
    """What is asked of all records, of a question whose words were found without knowing what it is about."""
    leans = goes_on(first, question)
    before = previous if leans or is_elliptic(first) else None
    entity = entity_of(first, vocabulary.entities, entity_asked(before) if before else None)
    if entity is None:
        return _of_several(first)
    scope = Scope.of(entity, today, before.first if isinstance(before, QueryPair) else before)
    words = for_entity(tokens_of(question, vocabulary.lexicon, entity), entity)
    of_none = without_none(words)
    tokens = conditioned(words if of_none is None else of_none, scope)
    if leans and (previous is None or entity_asked(previous) != entity):
        return None if previous is None else NeedsDetail((), (question.strip(),), Doubt.HOW_JOINED)
    if not leans and of_none is None and not any(token.has(*_ASKS) for token in tokens):
        if not _is_description(tokens, scope):
            if not _is_breakdown(tokens, scope):
                return None
            tokens = (*tokens, Token("", (Meaning(Role.HOW_MANY),)))
        else:
            tokens = (*tokens, Token("", (Meaning(Role.LIST),)))
    if doubtful := [token for token in tokens if token.has(Role.DOUBTFUL)]:
        unclear = [token for token in tokens if token.has(Role.DOUBTFUL, Role.UNKNOWN)]
        reasons = [meaning.name for meaning in doubtful[0].meanings if meaning.role is Role.DOUBTFUL]
        return _unclear(
            question, tokens, unclear, Doubt.UNKNOWN_WORDS if len(unclear) > len(doubtful) else Doubt(reasons[0])
        )
    none = GroupBound("at_most", Decimal(0))
    bounded = None if leans else (tokens, none) if of_none is not None else without_bound(tokens)
    result, unused = (
        _result(tokens, scope, previous, leans=leans)
        if bounded is None
        else groups_of(*bounded, scope, _closed(vocabulary))
    )
    if unused:
        return _unclear(question, tokens, unused, Doubt.UNKNOWN_WORDS)
    if result is Doubt.WHAT_IS_ASKED and not any(token.has(*_COUNTING) for token in tokens):
        return None
    if isinstance(result, Doubt):
        return _unclear(question, tokens, (), result)
    asked = of_published(result, vocabulary.fields[entity])
    return replace(asked, rules=_rules(tokens)) if _is_held(asked, vocabulary) else None


def entity_asked(query: RecordQuery | QueryPair) -> EntityName:
    """The entity a query is about."""
    return query.first.entity if isinstance(query, QueryPair) else query.entity


def _closed(vocabulary: Vocabulary) -> frozenset[str]:
    """The fields of projects of which all values there could be are known."""
    return frozenset({"county", "chain"} if "chain" in vocabulary.entities else {"county"})


def _rules(tokens: Sequence[Token]) -> tuple[str, ...]:
    names = (meaning.name for token in tokens for meaning in token.meanings if meaning.role is Role.CONDITION)
    return tuple(name.removeprefix("rule:") for name in names if name.startswith("rule:"))


def _result(
    tokens: Sequence[Token], scope: Scope, previous: RecordQuery | QueryPair | None, *, leans: bool
) -> tuple[Understood | Doubt, tuple[Token, ...]]:
    if isinstance(previous, QueryPair):
        if leans:
            return narrowed_pair(tokens, previous, scope)
        previous = None
    if previous is not None and (leans or is_elliptic(tokens)):
        return narrowed(tokens, previous, scope)
    if asks_for_pair(tokens):
        return pair_of(tokens, scope)
    if asks_for_share(tokens):
        return share_of(tokens, scope)
    asked = asked_of(without_number_beside(tokens), scope)
    return (Doubt.UNKNOWN_WORDS if asked.unused else query_of(asked, scope)), asked.unused


def _is_description(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether a question is nothing but a description of records, closely enough that it can only ask for them.

    义马市总投资不低于5亿元的在建项目; out-of-province projects in Yima above 500 million yuan.
    """
    conditions = [meaning.name for token in tokens for meaning in token.meanings if meaning.role is Role.CONDITION]
    nouns = [noun.name for token in tokens if (noun := token.meaning(Role.NOUN))]
    is_close = len(conditions) > 1 or bool({"bound", "period", "unknown"} & set(conditions)) or bool(_rules(tokens))
    others = (Role.CONDITION, Role.NOUN, Role.OF, Role.BREAK, Role.IS, Role.AND, Role.BUT, Role.FILL)
    return is_close and nouns == [scope.entity_name] and all(token.has(*others) for token in tokens)


def _is_breakdown(tokens: Sequence[Token], scope: Scope) -> bool:
    """Whether a question is nothing but records for each of something: projects per county, 各县区项目."""
    nouns = [noun.name for token in tokens if (noun := token.meaning(Role.NOUN)) and not token.has(Role.DIMENSION)]
    groups = any(one.has(Role.EACH, Role.BY) and two.has(Role.DIMENSION) for one, two in pairwise(tokens))
    others = (Role.CONDITION, Role.NOUN, Role.OF, Role.BREAK, Role.EACH, Role.BY, Role.DIMENSION, Role.FILL)
    return groups and nouns == [scope.entity_name] and all(token.has(*others) for token in tokens)


def _of_several(tokens: Sequence[Token]) -> NeedsDetail | None:
    """What needs detail where things of several kinds are counted at once."""
    nouns = nouns_of(tokens)
    is_known = not any(token.has(Role.UNKNOWN) for token in tokens)
    if len(nouns) > 1 and is_known and any(token.has(Role.HOW_MANY, Role.HOW_MUCH) for token in tokens):
        return NeedsDetail((), nouns, Doubt.HOW_JOINED)
    return None


def _unclear(question: str, tokens: Sequence[Token], unclear: Sequence[Token], doubt: Doubt) -> NeedsDetail | None:
    """What needs detail; nothing where more is unknown than known, or an event is asked about that has no record."""
    words = _run_together(question, unclear)
    unknown = [token for token in tokens if token.has(Role.UNKNOWN)]
    known = [token for token in tokens if token.has(*_CONTENT)]
    names_none = not any(token.has(Role.CONDITION) for token in tokens)
    if unknown and names_none and not any(token.has(*_MEASURING) for token in tokens):
        return None
    if any(_OF_AN_EVENT.search(token.text) for token in unknown):
        return None
    if sum(map(_weight, unknown)) > sum(map(_weight, known)) + 2 or len(words) > len(known) + 1:
        return None
    understood = tuple(token.text for token in tokens if token.has(*_CONTENT) and token not in unclear)
    return NeedsDetail(understood, words, doubt)


def _run_together(question: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of tokens, those in Chinese that stand right beside each other in the question as one."""
    words: list[str] = []
    for token in tokens:
        if words and has_han(token.text) and words[-1] + token.text in question:
            words[-1] += token.text
        else:
            words.append(token.text)
    return tuple(words)


def _is_held(understood: Understood, vocabulary: Vocabulary) -> bool:
    """Whether the shelf has all fields that are asked for."""
    query = understood.query
    queries = (query.first, query.second) if isinstance(query, QueryPair) else (query,)
    return all(each.needed_fields <= vocabulary.fields[each.entity] for each in queries)


def _weight(token: Token) -> int:
    """How much a word says: Chinese characters, or two for a Latin word."""
    return len(token.text) if has_han(token.text) else 2 * len(token.text.split())
