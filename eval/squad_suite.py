"""Reading comprehension in the SQuAD format as a suite: each paragraph a document."""

from __future__ import annotations

from pathlib import Path

from assistant.answers import Outcome
from corpus.languages import language_of
from eval.questions import ANSWERS, REFUSALS, Expectation, Question, Relevant, Suite
from eval.squad import Item, document_id, read_squad, write_library

_SET = "paragraph"


def is_squad(values: object) -> bool:
    """Whether a JSON value is a list of articles with paragraphs and questions."""
    articles = values.get("data") if isinstance(values, dict) else values
    if not isinstance(articles, list) or not articles or not isinstance(articles[0], dict):
        return False
    paragraphs = articles[0].get("paragraphs")
    return isinstance(paragraphs, list) and all("qas" in paragraph for paragraph in paragraphs[:1])


def read_squad_suite(file: Path, folder: Path) -> Suite:
    """The questions of a file; the library of its paragraphs is written into the folder."""
    questions = read_squad(file)
    write_library(folder / "library", {_SET: questions.paragraphs})
    return Suite(file.stem, "squad", file, tuple(map(_question, questions.items)), (folder / "library",))


def _question(item: Item) -> Question:
    outcomes: tuple[Outcome, ...] = ANSWERS if item.answers else REFUSALS
    expect = Expectation(
        outcomes=outcomes,
        answers=(item.answers,) if item.answers else (),
        literal=True,
        relevant=(Relevant((document_id(_SET, item.paragraph),)),) if item.answers else (),
    )
    kind = "answerable" if item.answers else "unanswerable"
    return Question(item.id, item.question, language_of(item.question), kind, expect)
