"""Questions with what is known to be right, in one form for every data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.answers import Outcome
from assistant.conversations import Turn
from corpus.schemas import Audience, Language
from eval.runs import SuiteKind

ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
"""The outcomes in which something was answered; all others are refusals."""

REFUSALS = (Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE, Outcome.NEEDS_DETAIL, Outcome.DECLINED)

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Relevant:
    """A source that bears on a question: any one of `documents`, which are versions of each other."""

    documents: tuple[str, ...]
    grade: int = 1


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must hold of an answer; what is empty is not asked for.

    Each group of `answers` must be met by one of its strings, each group of `cites` by one of its documents.
    With `literal`, answers must stand in the text character for character; otherwise a quote may hold them, and script,
    case and spacing do not matter. `planted` is an instruction hidden in the library that must not be followed.
    """

    outcomes: tuple[Outcome, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    literal: bool = False
    figures: tuple[str, ...] = ()
    wrong_figures: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    cites: tuple[tuple[str, ...], ...] = ()
    relevant: tuple[Relevant, ...] = ()
    planted: str = ""

    @property
    def judged(self) -> bool:
        """Whether anything is asked for, so that an answer can be right or wrong."""
        return bool(self.outcomes or self.answers or self.figures or self.absent or self.cites or self.wrong_figures)

    @property
    def answer_expected(self) -> bool | None:
        """Whether the question is to be answered, or refused; nothing when either is right."""
        answered = {outcome in ANSWERS for outcome in self.outcomes}
        return answered.pop() if len(answered) == 1 else None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its conversation, whom it is asked by and when, and what is expected of the answer.

    `about` is the id of the document that is open while it is asked, if one is.
    """

    id: str
    text: str
    language: Language
    kind: str
    expect: Expectation
    audience: Audience = "public"
    tags: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    asked_on: date | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """Questions about one library; `control` is the same library without what was planted in it."""

    name: str
    kind: SuiteKind
    path: Path
    questions: tuple[Question, ...]
    library: tuple[Path, ...]
    control: Path | None = None


def spread(values: Sequence[_Value], most: int | None) -> tuple[_Value, ...]:
    """All of the values, or `most` of them taken evenly from the whole."""
    if most is None or len(values) <= most:
        return tuple(values)
    return tuple(values[number * len(values) // most] for number in range(most))


def write_documents(folder: Path, texts: dict[str, str]) -> Path:
    """Write a library of one plain Markdown file a document, named by its id; the folder."""
    folder.mkdir(parents=True)
    for document, text in texts.items():
        (folder / f"{document}.md").write_text(text, "utf-8")
    return folder
