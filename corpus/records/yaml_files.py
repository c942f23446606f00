"""Records in YAML: `kind: records`, `entity: project`, and `rows`, a list of fields by any of their headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from corpus.problems import Problem
from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.records.headers import read_headings
from corpus.records.row_reading import RowReader
from corpus.records.rows import Batch, Note, Row, RowProblem
from corpus.schemas import Schema
from corpus.yaml_fields import Fields, read_fields, validated

_LIST_MARK = "|"


class RecordsFile(Schema):
    """What a YAML file of records holds."""

    kind: Literal["records"]
    entity: EntityName
    rows: tuple[dict[str, str | tuple[str, ...] | None], ...]


def read_yaml(text: str, name: str) -> Iterator[Batch]:
    """The records in a YAML text, in one batch; `name` is how problems name the file."""
    fields = read_fields(text, name)
    if isinstance(fields, Problem):
        yield Batch("project", problems=(_row_problem(fields),))
        return
    file = validated(RecordsFile, fields)
    if not isinstance(file, RecordsFile):
        yield Batch("project", problems=tuple(map(_row_problem, file)))
        return
    yield _batch(file, fields)


def _batch(file: RecordsFile, fields: Fields) -> Batch:
    entity = ENTITIES[file.entity]
    rows: list[Row] = []
    problems: list[RowProblem] = []
    notes: dict[str, Note] = {}
    for position, given in enumerate(file.rows):
        line = fields.line(("rows", position))
        headings = read_headings(entity, list(given))
        if not any(heading.field and heading.field.name == "id" for heading in headings):
            problems.append(RowProblem(fields.file, line, "id", "an id", ", ".join(given)))
            continue
        reader = RowReader(entity, headings, fields.file, line)
        row, found = reader.read([_cell(value) for value in given.values()], line)
        rows += [row] if row is not None else []
        problems += (*reader.problems, *found)
        for note in reader.notes:
            notes.setdefault(note.text, note)
    return Batch(entity.name, tuple(rows), tuple(problems), tuple(notes.values()))


def _cell(value: Any) -> str:
    return _LIST_MARK.join(value) if isinstance(value, tuple) else value or ""


def _row_problem(problem: Problem) -> RowProblem:
    return RowProblem(problem.file, problem.line, problem.field, problem.expected, problem.found)
