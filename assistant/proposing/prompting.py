"""Prompting: what the model is told to read a question; the fields are those that the asker's shelf has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversations import Turn
from assistant.modelling import ChatTurn
from assistant.prompt_files import as_data, rendered
from assistant.record_questions import Vocabulary
from assistant.understanding import Question
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName, Field
from corpus.schemas import Language

_ROOM = "proposing"
_EARLIER = 4  # turns
_LONGEST_ANSWER = 300  # characters
_MOST_CODES = 15
_NOT_ASKED = frozenset(("id", "unit", "currency", "provenance", "source"))


def reading_question(question: Question, turns: Sequence[Turn]) -> tuple[ChatTurn, ...]:
    """The turns that ask for a question made whole, and for the same in the other language."""
    return _turns(f"question_{question.language}", question, turns)


def reading_records(question: Question, turns: Sequence[Turn], vocabulary: Vocabulary) -> tuple[ChatTurn, ...]:
    """The turns that ask for a question as a query over records."""
    return _turns(f"query_{question.language}", question, turns, fields=_fields(vocabulary, question.language))


def _turns(name: str, question: Question, turns: Sequence[Turn], **values: str) -> tuple[ChatTurn, ...]:
    earlier = "\n".join(_told(turn) for turn in turns[-_EARLIER:])
    task = rendered(_ROOM, name, earlier=earlier, question=as_data(question.text), **values)
    return ChatTurn("system", rendered(_ROOM, f"rules_{question.language}")), ChatTurn("user", task)


def _told(turn: Turn) -> str:
    answer = as_data(turn.answer[:_LONGEST_ANSWER], one_line=True)
    return f"Q: {as_data(turn.question, one_line=True)}" + (f"\nA: {answer}" if answer else "")


def _fields(vocabulary: Vocabulary, language: Language) -> str:
    return "\n".join(
        f"{name} ({ENTITIES[name].zh if language == 'zh' else ENTITIES[name].en}): "
        + "; ".join(_asked_fields(name, vocabulary, language))
        for name in sorted(vocabulary.entities)
    )


def _asked_fields(entity: EntityName, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    for field in ENTITIES[entity].fields:
        if field.name in vocabulary.fields[entity] and field.name not in _NOT_ASKED:
            label = field.zh if language == "zh" else field.en
            yield f"{field.name} ({label}, {field.kind}{_codes(field, language)})"


def _codes(field: Field, language: Language) -> str:
    if not 0 < len(field.choices) <= _MOST_CODES:
        return ""
    return ": " + ", ".join(f"{one.code}={one.zh if language == 'zh' else one.en}" for one in field.choices)
