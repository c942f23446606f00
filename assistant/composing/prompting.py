"""Prompting: what the model is told, from files in both languages; what others wrote is fenced as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template

from assistant.composing.exhibits import Exhibit
from assistant.modelling import ChatTurn
from assistant.understanding import Question
from corpus.schemas import Language

_EARLIER = 3  # questions
_LONGEST_PART = 2_000  # characters of one text
_MARKER = re.compile(r"[\[［【]\s*(S\d+)", re.IGNORECASE)
_ANGLES = str.maketrans("<>", "〈〉")


def asking(question: Question, earlier: Sequence[str], exhibits: Sequence[Exhibit]) -> tuple[ChatTurn, ...]:
    """The turns that ask for an answer from these exhibits, after earlier questions."""
    # A follow-up says little by itself; what is searched for is the question made whole.
    said = dict.fromkeys((question.text, *question.searches) if question.focus else (question.text,))
    task = rendered(
        f"task_{question.language}",
        sources=_fenced(exhibits),
        earlier="\n".join(map(_as_data, earlier[-_EARLIER:])),
        question="\n".join(map(_as_data, said)),
    )
    return _turns(task, question.language)


def mending(sentence: str, exhibits: Sequence[Exhibit], language: Language) -> tuple[ChatTurn, ...]:
    """The turns that ask for one sentence to be put right from what it cites."""
    task = rendered(f"repair_{language}", sources=_fenced(exhibits), sentence=_as_data(sentence))
    return _turns(task, language)


def rendered(name: str, **values: str) -> str:
    """A prompt with its values. Raises `KeyError` for one that is missing."""
    return _prompt(name).substitute(values)


def all_prompts() -> tuple[str, ...]:
    """Everything the model may be told, so that no answer repeats it."""
    names = (f"{name}_{language}" for name in ("rules", "task", "repair") for language in ("zh", "en"))
    return tuple(_prompt(name).template for name in names)


def _turns(task: str, language: Language) -> tuple[ChatTurn, ...]:
    return ChatTurn("system", rendered(f"rules_{language}")), ChatTurn("user", task)


def _fenced(exhibits: Sequence[Exhibit]) -> str:
    return "\n\n".join(
        f'<source id="{exhibit.source.token}" about="{_as_data(exhibit.source.context, one_line=True)}">\n'
        f"{_as_data(exhibit.source.text)}\n</source>"
        for exhibit in exhibits
    )


def _as_data(text: str, *, one_line: bool = False) -> str:
    """A text that can neither close its fence nor pass for a citation."""
    text = _MARKER.sub(r"(\1", text[:_LONGEST_PART]).translate(_ANGLES)
    return " · ".join(text.replace('"', "'").split("\n")) if one_line else text


@cache
def _prompt(name: str) -> Template:
    return Template(files("assistant.composing").joinpath(f"prompts/{name}.md").read_text("utf-8").strip())
