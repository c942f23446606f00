"""Question-answering data in the SQuAD format, read from files given by path."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """A question with the number of its paragraph and the answers that stand there; none when it is unanswerable."""

    id: str
    question: str
    paragraph: int
    article: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Paragraphs and the questions about them."""

    paragraphs: tuple[str, ...]
    items: tuple[Item, ...]


def read_squad(file: Path) -> QuestionSet:
    """Read a file of the SQuAD format (SQuAD, XQuAD, CMRC 2018, DRCD)."""
    values = json.loads(file.read_text("utf-8"))
    paragraphs: list[str] = []
    items: list[Item] = []
    for number, article in enumerate(values["data"] if isinstance(values, dict) else values):
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                answers = tuple(dict.fromkeys(answer["text"] for answer in asked.get("answers", ())))
                items.append(Item(str(asked["id"]), asked["question"], len(paragraphs), number, answers))
            paragraphs.append(paragraph["context"])
    return QuestionSet(tuple(paragraphs), tuple(items))


def write_library(folder: Path, sets: dict[str, Sequence[str]], left_out: frozenset[str] = frozenset()) -> None:
    """Write one plain Markdown file a paragraph, named by its set and number, save those left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paragraphs in sets.items():
        for number, paragraph in enumerate(paragraphs):
            document = document_id(name, number)
            if document not in left_out:
                (folder / f"{document}.md").write_text(paragraph, "utf-8")


def document_id(name: str, number: int) -> str:
    """The id, which is the file's name, of a paragraph of a set."""
    return f"{name}-{number:05d}"
