"""MTRAG, conversations of several turns with the passages they rest on, as a suite: each passage a document.

Katsis and others: MTRAG, a multi-turn conversational benchmark for evaluating retrieval-augmented generation systems.
Transactions of the ACL, 2025.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from assistant.answers import Outcome
from assistant.conversations import Turn
from corpus.languages import language_of
from eval.questions import ANSWERS, REFUSALS, Expectation, Question, Relevant, Suite, write_documents

_OUTCOMES: dict[str, tuple[Outcome, ...]] = {
    "ANSWERABLE": ANSWERS,
    "PARTIAL": (Outcome.PARTLY_ANSWERED, Outcome.ANSWERED),
    "UNANSWERABLE": REFUSALS,
    "UNDERSPECIFIED": (Outcome.NEEDS_DETAIL, Outcome.NOT_FOUND),
}
_RESTS_ON_PASSAGES = ("ANSWERABLE", "PARTIAL")


def is_mtrag(line: object) -> bool:
    """Whether a JSON value is a task: a conversation with passages."""
    return isinstance(line, dict) and {"task_id", "input", "contexts", "answerability"} <= line.keys()


def read_mtrag(file: Path, folder: Path) -> Suite:
    """The tasks of a file; a library of all their passages is written into the folder."""
    tasks = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
    passages = {_document(given): _markdown(given) for task in tasks for given in task["contexts"]}
    library = write_documents(folder / "library", passages)
    return Suite(file.stem, "mtrag", file, tuple(map(_question, tasks)), (library,))


def _markdown(context: dict[str, Any]) -> str:
    title, text = context.get("title", ""), context["text"]
    return f"# {title}\n\n{text.removeprefix(title).lstrip()}\n" if title else f"{text}\n"


def _question(task: dict[str, Any]) -> Question:
    said = [(turn["speaker"], turn["text"]) for turn in task["input"]]
    text = said[-1][1]
    answerability = task["answerability"][0]
    relevant: tuple[Relevant, ...] = ()
    if answerability in _RESTS_ON_PASSAGES:
        relevant = tuple(Relevant((document,)) for document in dict.fromkeys(map(_document, task["contexts"])))
    any_of = tuple(document for source in relevant for document in source.documents)
    expect = Expectation(outcomes=_OUTCOMES[answerability], cites=(any_of,) if any_of else (), relevant=relevant)
    kind = answerability.lower()
    tags = tuple(name.lower() for name in task.get("Multi-Turn", ()) if name != "N/A")
    return Question(task["task_id"], text, language_of(text), kind, expect, tags=tags, history=_turns(said[:-1]))


def _turns(said: list[tuple[str, str]]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for speaker, text in said:
        if speaker == "user":
            turns.append(Turn(text))
        elif turns:
            turns[-1] = Turn(turns[-1].question, text)
    return tuple(turns)


def _document(context: dict[str, Any]) -> str:
    return re.sub(r"[^\w.-]", "-", context["document_id"])
