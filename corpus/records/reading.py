"""Reading records from a file of any kind that may hold them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.files import content_of, text_of
from corpus.problems import Problem
from corpus.records.csv_files import read_csv
from corpus.records.fields import Entity
from corpus.records.rows import Batch, RowProblem
from corpus.records.yaml_files import read_yaml


def read_records(entity: Entity, path: Path, name: str | None = None) -> Iterator[Batch]:
    """The records of an entity in a CSV or XLSX file, or of the entity it names in a YAML file, in batches.

    `name` is how problems name the file. Everything that is wrong is told in the batches; nothing is raised.
    """
    name = name or str(path)
    match path.suffix.lower():
        case ".csv":
            yield from read_csv(entity, path, name)
        case ".xlsx":
            from corpus.records.xlsx_files import read_xlsx

            yield from read_xlsx(entity, path, name)
        case ".yaml" | ".yml":
            content = content_of(path)
            text = content if isinstance(content, Problem) else text_of(content, name)
            if isinstance(text, Problem):
                found = RowProblem(name, text.line, text.field, text.expected, text.found)
                yield Batch(entity.name, problems=(found,))
            else:
                yield from read_yaml(text, name)
        case _:
            found = RowProblem(name, 1, "file", "a file that ends in .csv, .xlsx, .yaml or .yml", path.name)
            yield Batch(entity.name, problems=(found,))
