"""IM-TQA, questions on Chinese tables of every layout, as a suite: each table a workbook, each question about its own.

Zheng and others: IM-TQA, a Chinese table question answering dataset with implicit and multi-type table structures. ACL
2023.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.languages import language_of
from corpus.spreadsheets import Sheet, area_of, xlsx_file
from eval.questions import ANSWERS, Expectation, Question, Relevant, Suite

_QUESTIONS, _TABLES = "*_questions.json", "*_tables.json"


def is_im_tqa(folder: Path) -> bool:
    """Whether a folder holds one file of questions and one of tables."""
    return all(len(list(folder.glob(pattern))) == 1 for pattern in (_QUESTIONS, _TABLES))


def read_im_tqa(path: Path, folder: Path) -> Suite:
    """The questions of a folder; a library of its tables is written into the other one."""
    asked, tables = (json.loads(next(path.glob(pattern)).read_text("utf-8")) for pattern in (_QUESTIONS, _TABLES))
    by_id = {table["table_id"]: table for table in tables}
    library = folder / "library"
    library.mkdir(parents=True)
    for key, table in by_id.items():
        (library / f"{_document(key)}.xlsx").write_bytes(workbook(table))
    questions = tuple(_question(value, by_id[value["table_id"]]) for value in asked)
    return Suite(path.name, "im-tqa", path, questions, (library,))


def workbook(table: dict[str, Any]) -> bytes:
    """A table as a workbook: its cells with those that are merged, and no word on which of them are headers."""
    ids = table["cell_ID_matrix"]
    areas: dict[int, list[int]] = {}
    for row, cells in enumerate(ids, start=1):
        for column, cell in enumerate(cells, start=1):
            top, left, bottom, right = areas.get(cell, [row, column, row, column])
            areas[cell] = [min(top, row), min(left, column), max(bottom, row), max(right, column)]
    merged = tuple(area_of(*area) for area in areas.values() if area[:2] != area[2:])
    texts = tuple(
        tuple(
            _cell(table)(cell) if areas[cell][:2] == [row, column] else "" for column, cell in enumerate(cells, start=1)
        )
        for row, cells in enumerate(ids, start=1)
    )
    return xlsx_file([Sheet("Sheet1", texts, has_header=False, merged=merged)])


def _cell(table: dict[str, Any]) -> Any:
    values = table["chinese_cell_value_list"]
    return lambda number: " ".join(values[number].split())


def _question(value: dict[str, Any], table: dict[str, Any]) -> Question:
    text = value["chinese_question"]
    cells = dict.fromkeys(filter(None, map(_cell(table), value["answer_cell_list"])))
    expect = Expectation(
        outcomes=ANSWERS,
        answers=tuple((cell,) for cell in cells),
        relevant=(Relevant((_document(value["table_id"]),)),),
    )
    tags = (table["table_type"], value["question_type"])
    document = _document(value["table_id"])
    return Question(value["question_id"], text, language_of(text), "answerable", expect, tags=tags, about=document)


def _document(table_id: str) -> str:
    return f"table-{table_id}"
