"""STARD, lay people's legal questions and the statute articles that bear on them, as a suite: each article a document.

Su and others: STARD, a Chinese statute retrieval dataset derived from real-life queries by non-professionals.
Findings of EMNLP 2024.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.languages import language_of
from eval.questions import ANSWERS, Expectation, Question, Relevant, Suite, write_documents

_QUESTIONS, _GRADES, _ARTICLES = "queries.json", "qrels.tsv", ("corpus.jsonl.gz", "corpus.jsonl")


def is_stard(folder: Path) -> bool:
    """Whether a folder holds questions, grades and articles."""
    return all((folder / name).is_file() for name in (_QUESTIONS, _GRADES)) and _articles_file(folder).is_file()


def read_stard(path: Path, folder: Path) -> Suite:
    """The questions that have graded articles; a library of all articles is written into the folder."""
    relevant: dict[str, list[Relevant]] = defaultdict(list)
    for line in (path / _GRADES).read_text("utf-8").splitlines():
        question, article, grade = line.split("\t")
        relevant[question].append(Relevant((_document(int(article)),), int(grade)))
    asked = json.loads((path / _QUESTIONS).read_text("utf-8"))
    questions = [_question(str(value["query_id"]), value["问题"], relevant[str(value["query_id"])]) for value in asked]
    articles = {_document(value["id"]): f"# {value['name']}\n\n{value['content']}\n" for value in _articles(path)}
    library = write_documents(folder / "library", articles)
    return Suite(path.name, "stard", path, tuple(q for q in questions if q.expect.relevant), (library,))


def _question(number: str, text: str, relevant: list[Relevant]) -> Question:
    any_of = tuple(document for source in relevant for document in source.documents)
    expect = Expectation(outcomes=ANSWERS, cites=(any_of,), relevant=tuple(relevant))
    return Question(number, text, language_of(text), "answerable", expect)


def _articles(path: Path) -> Iterator[dict[str, object]]:
    file = _articles_file(path)
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _articles_file(folder: Path) -> Path:
    return next((folder / name for name in _ARTICLES if (folder / name).is_file()), folder / _ARTICLES[0])


def _document(number: object) -> str:
    return f"article-{number}"
