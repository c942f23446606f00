"""Record queries: whether a query that a model wrote is one over the asker's records and loses nothing of a question.

Its fields must be those of the shelf, its figures and dates those of the question, its names such as the question says.
A code may stand for other words than its own, since the answer tells in words what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from assistant.record_questions import Vocabulary
from assistant.record_questions.lexing import LONGEST, folded, tokens_of
from assistant.record_questions.meanings import Role, Token
from corpus.quantities import unsupported
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity
from corpus.schemas import Language
from index.records.queries import Filter, RecordQuery
from index.records.wording import in_words

_NAMED = frozenset(("equals", "not_equals", "in", "not_in"))
_NEGATED = frozenset(("not_equals", "not_in", "is_unknown"))
_AGGREGATES = {Role.AVERAGE: "average", Role.SHARE: "share"}


def query_of(
    proposed: Mapping[str, Any], question: str, earlier: Sequence[str], vocabulary: Vocabulary, language: Language
) -> RecordQuery | str:
    """The query that was proposed for a question after earlier ones, or what is wrong with it."""
    name = proposed.get("entity")
    if not isinstance(name, str) or name not in vocabulary.entities:
        return "there are no such records"
    entity = ENTITIES[name]
    try:
        query = RecordQuery.model_validate(_as_stored(proposed, entity, vocabulary))
    except (ValidationError, ValueError, TypeError):
        return "it is no query"
    if not query.needed_fields <= vocabulary.fields[query.entity]:
        return "there is no such field"
    said = [text for text in (question, *earlier) if len(text) <= LONGEST]
    return _fault(query, question, said, vocabulary, language) or query


def _as_stored(proposed: Mapping[str, Any], entity: Entity, vocabulary: Vocabulary) -> dict[str, Any]:
    """The proposal with values as the records have them: codes of choices, and the one that a name stands for."""
    found = {key: value for key, value in proposed.items() if value not in (None, "", [])}
    for part in ("filters", "base"):
        found[part] = [_stored_filter(one, entity, vocabulary) for one in found.get(part, ())]
    return found


def _stored_filter(given: object, entity: Entity, vocabulary: Vocabulary) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise TypeError("a condition is an object")
    found = {key: value for key, value in given.items() if value not in (None, "", [])}
    values = found.get("values", ())
    values = values if isinstance(values, list) else [values]
    if found.get("operator") in _NAMED | {"at_least", "more_than", "at_most", "less_than", "between"}:
        values = [_stored(value, str(found.get("field")), entity, vocabulary) for value in values]
    return {**found, "values": tuple(values)} if values else found


def _stored(value: object, field_name: str, entity: Entity, vocabulary: Vocabulary) -> object:
    field = entity.field(field_name)
    if field is None or not isinstance(value, str):
        return value
    for choice in field.choices:
        if folded(value) in {folded(name) for name in (choice.code, choice.zh, choice.en, *choice.aliases)}:
            return choice.code
    word = folded(value)
    named = {
        one
        for written, meanings in (vocabulary.lexicon.words_at(word, 0, entity.name) if word else ())
        if written == word
        for meaning in meanings
        if meaning.role is Role.VALUE and (meaning.entity, meaning.name) == (entity.name, field_name)
        for one in meaning.values
    }
    return named.pop() if len(named) == 1 else value


def _fault(
    query: RecordQuery, question: str, said: Sequence[str], vocabulary: Vocabulary, language: Language
) -> str | None:
    words = in_words(query, language)
    if unsupported(words, said):
        return "a figure or date was not said"
    if unsupported(question, [words]):
        return "a figure or date is missing"
    entity, filters = ENTITIES[query.entity], (*query.base, *query.filters)
    named = {pair for text in said for token in _tokens(text, query, vocabulary) for pair in _values_of(token)}
    for one in filters:
        field = entity.known_field(one.field)
        is_closed = bool(field.choices) and not field.is_open
        if one.operator in _NAMED and field.kind in ("text", "list", "choice") and not is_closed:
            if not {(one.field, str(value)) for value in one.values} <= named:
                return "a name was not said"
        elif one.operator == "contains" and not any(folded(str(one.values[0])) in folded(text) for text in said):
            return "a word was not said"
    return _lost(query, filters, _tokens(question, query, vocabulary))


def _lost(query: RecordQuery, filters: Sequence[Filter], tokens: Sequence[Token]) -> str | None:
    """What the rules understood of the question and the query has not."""
    operators = {one.operator for one in filters}
    known = {(one.field, str(value)) for one in filters for value in one.values}
    for token in tokens:
        values = set(_values_of(token))
        if values and {meaning.role for meaning in token.meanings} == {Role.VALUE} and not values & known:
            return "a condition is missing"
        if token.has(Role.NOT, Role.WITHOUT, Role.EXCEPT) and not (
            operators & _NEGATED or any(one.negated for one in filters)
        ):
            return "a negation is missing"
        compared = {meaning.name.partition(":")[0] for meaning in token.meanings if meaning.role is Role.COMPARISON}
        if compared and not compared & operators:
            return "a comparison differs"
        if any(token.has(role) and query.aggregate != aggregate for role, aggregate in _AGGREGATES.items()):
            return "something else is computed"
    return None


def _tokens(text: str, query: RecordQuery, vocabulary: Vocabulary) -> tuple[Token, ...]:
    return tokens_of(text, vocabulary.lexicon, query.entity)


def _values_of(token: Token) -> Iterator[tuple[str, str]]:
    for meaning in token.meanings:
        if meaning.role is Role.VALUE:
            yield from ((meaning.name, value) for value in meaning.values)
