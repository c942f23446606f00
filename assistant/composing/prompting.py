"""Prompting: what the model is told to write an answer; what others wrote is fenced as data."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.exhibits import Exhibit
from assistant.modelling import ChatTurn
from assistant.prompt_files import as_data, prompt, rendered
from assistant.understanding import Question
from corpus.schemas import Language

_ROOM = "composing"
_EARLIER = 3  # questions


def asking(question: Question, earlier: Sequence[str], exhibits: Sequence[Exhibit]) -> tuple[ChatTurn, ...]:
    """The turns that ask for an answer from these exhibits, after earlier questions."""
    # A follow-up says little by itself; what is searched for is the question made whole.
    said = dict.fromkeys((question.text, *question.searches) if question.focus else (question.text,))
    task = rendered(
        _ROOM,
        f"task_{question.language}",
        sources=_fenced(exhibits),
        earlier="\n".join(map(as_data, earlier[-_EARLIER:])),
        question="\n".join(map(as_data, said)),
    )
    return _turns(task, question.language)


def mending(sentence: str, exhibits: Sequence[Exhibit], language: Language) -> tuple[ChatTurn, ...]:
    """The turns that ask for one sentence to be put right from what it cites."""
    task = rendered(_ROOM, f"repair_{language}", sources=_fenced(exhibits), sentence=as_data(sentence))
    return _turns(task, language)


def all_prompts() -> tuple[str, ...]:
    """Everything the model may be told, so that no answer repeats it."""
    names = (f"{name}_{language}" for name in ("rules", "task", "repair") for language in ("zh", "en"))
    return tuple(prompt(_ROOM, name).template for name in names)


def _turns(task: str, language: Language) -> tuple[ChatTurn, ...]:
    return ChatTurn("system", rendered(_ROOM, f"rules_{language}")), ChatTurn("user", task)


def _fenced(exhibits: Sequence[Exhibit]) -> str:
    return "\n\n".join(
        f'<source id="{exhibit.source.token}" about="{as_data(exhibit.source.context, one_line=True)}">\n'
        f"{as_data(exhibit.source.text)}\n</source>"
        for exhibit in exhibits
    )
