"""Question sets and answers made up for the tests."""

from __future__ import annotations

import json
from pathlib import Path

from eval.command_line import Answered
from eval.squad import Item

PARAGRAPHS = (
    "The kiln at Aldermere was built in 1921. It fired roof tiles for forty years.",
    "Brackwater harbour closed in 1954. Its lighthouse keeper was Edna Morrow.",
    "The Calder orchard grows quinces. Its owner planted 300 trees in 1987.",
    "The Dunfield observatory stands on a hill. Its brass telescope was given by Otto Reiss.",
)
QUESTIONS = (
    ("When was the kiln at Aldermere built?", "1921"),
    ("Who was the lighthouse keeper of Brackwater harbour?", "Edna Morrow"),
    ("How many trees did the owner of the Calder orchard plant?", "300"),
    ("Who gave the Dunfield observatory its brass telescope?", "Otto Reiss"),
)


def squad_file(file: Path) -> Path:
    """A file in the SQuAD format: a paragraph a question, and one more question that nothing answers."""
    asked = [
        [{"id": f"q{number}", "question": question, "answers": [{"text": gold}] * 2}]
        for number, (question, gold) in enumerate(QUESTIONS)
    ]
    asked[3].append({"id": "q4", "question": "Which guitarist married the duchess of Zanzibar?", "answers": []})
    paragraphs = [{"context": text, "qas": questions} for text, questions in zip(PARAGRAPHS, asked, strict=True)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), "utf-8")
    return file


def item(number: int = 0, paragraph: int = 0, answers: tuple[str, ...] = ("1921",)) -> Item:
    return Item(f"q{number}", QUESTIONS[0][0], paragraph, 0, answers)


def answered(text: str = "", outcome: str = "answered", quotes: tuple[tuple[str, str], ...] = ()) -> Answered:
    return Answered(outcome, text, 1, quotes, 5.0)
