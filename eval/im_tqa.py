"""IM-TQA, questions on Chinese tables of every layout, as a suite: each table a document.

Zheng and others: IM-TQA, a Chinese table question answering dataset with implicit and multi-type table structures. ACL
2023.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.languages import language_of
from eval.questions import ANSWERS, Expectation, Question, Relevant, Suite, write_documents

_QUESTIONS, _TABLES = "*_questions.json", "*_tables.json"


def is_im_tqa(folder: Path) -> bool:
    """Whether a folder holds one file of questions and one of tables."""
    return all(len(list(folder.glob(pattern))) == 1 for pattern in (_QUESTIONS, _TABLES))


def read_im_tqa(path: Path, folder: Path) -> Suite:
    """The questions of a folder; a library of its tables is written into the other one."""
    asked, tables = (json.loads(next(path.glob(pattern)).read_text("utf-8")) for pattern in (_QUESTIONS, _TABLES))
    by_id = {table["table_id"]: table for table in tables}
    library = write_documents(folder / "library", {_document(key): markdown(table) for key, table in by_id.items()})
    questions = tuple(_question(value, by_id[value["table_id"]]) for value in asked)
    return Suite(path.name, "im-tqa", path, questions, (library,))


def markdown(table: dict[str, Any]) -> str:
    """A table as a titled Markdown document: rows of headers become one, a merged cell stands in all its places."""
    rows = table["cell_ID_matrix"]
    depth = _header_rows(table)
    headers = [
        " ".join(dict.fromkeys(filter(None, map(_cell(table), column)))) for column in zip(*rows[:depth], strict=True)
    ]
    body = [[_cell(table)(cell) for cell in row] for row in rows[depth:]]
    lines = [headers, ["---"] * len(headers), *body]
    pipes = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"# {table['file_name']}\n\n{pipes}\n"


def _header_rows(table: dict[str, Any]) -> int:
    """How many rows at the top hold nothing but headers of columns; at least one, since Markdown needs it."""
    headers = {*table["column_attribute"], *table["column_index"]}
    first = set(table["cell_ID_matrix"][0])
    depth = 1
    for row in table["cell_ID_matrix"][1:-1]:
        # A corner or a heading merged downwards stands in the first row, too.
        if not headers.intersection(row) or not headers.union(first).issuperset(row):
            break
        depth += 1
    return depth


def _cell(table: dict[str, Any]) -> Any:
    values = table["chinese_cell_value_list"]
    return lambda number: " ".join(values[number].replace("|", "｜").split())


def _question(value: dict[str, Any], table: dict[str, Any]) -> Question:
    text = value["chinese_question"]
    cells = dict.fromkeys(filter(None, map(_cell(table), value["answer_cell_list"])))
    expect = Expectation(
        outcomes=ANSWERS,
        answers=tuple((cell,) for cell in cells),
        relevant=(Relevant((_document(value["table_id"]),)),),
    )
    tags = (table["table_type"], value["question_type"])
    return Question(value["question_id"], text, language_of(text), "answerable", expect, tags=tags)


def _document(table_id: str) -> str:
    return f"table-{table_id}"
