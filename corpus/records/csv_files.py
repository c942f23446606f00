"""Records in CSV files: UTF-8 with or without its mark, marked UTF-16, or GB18030; read in a stream."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.files import text_of
from corpus.problems import Problem
from corpus.records.fields import Entity
from corpus.records.rows import Batch, RowProblem
from corpus.records.tables import NumberedCells, read_table

_CHUNK_BYTES = 1 << 20
_WINDOW_BYTES = 1 << 16
_DELIMITERS = ",;\t"


@dataclass(slots=True)
class _Damage:
    """Where the text of a file stopped being CSV."""

    row: int = 0
    found: str = ""


def read_csv(entity: Entity, path: Path, name: str) -> Iterator[Batch]:
    """The records in a CSV file, in batches; `name` is how problems name the file.

    A cell that does not decode is a bad cell. What follows a row that is no CSV is not read, and that is reported.
    """
    try:
        encoding = _encoding_of(path, name)
        if isinstance(encoding, Problem):
            found = RowProblem(name, encoding.line, encoding.field, encoding.expected, encoding.found)
            yield Batch(entity.name, problems=(found,))
            return
        damage = _Damage()
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = _delimiter_of(file.readline(_WINDOW_BYTES))
            file.seek(0)
            yield from read_table(entity, _rows(csv.reader(file, delimiter=delimiter), damage), name)
        if damage.found:
            yield Batch(entity.name, problems=(RowProblem(name, damage.row, "row", "well-formed CSV", damage.found),))
    except OSError as error:
        reason = error.strerror or "an error"
        yield Batch(entity.name, problems=(RowProblem(name, 1, "file", "a file that can be read", reason),))


def _rows(reader: Iterator[list[str]], damage: _Damage) -> Iterator[NumberedCells]:
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        damage.row, damage.found = number + 1, str(error)


def _delimiter_of(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _encoding_of(path: Path, name: str) -> str | Problem:
    """The encoding of a file, which is looked through once without keeping it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    position = 0
    with path.open("rb") as file:
        start = file.read(2)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK_BYTES):
                decoder.decode(chunk)
                position += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            near = max(0, position + error.start - _WINDOW_BYTES // 2)
            file.seek(near)
            window = file.read(_WINDOW_BYTES)
        else:
            return "utf-8-sig" if position else Problem(name, 1, "file", "text", "nothing")
    lines = window if near == 0 else window.partition(b"\n")[2]
    whole = lines if len(window) < _WINDOW_BYTES else lines.rpartition(b"\n")[0]
    return "utf-8-sig" if isinstance(text_of(whole or window, name), Problem) else "gb18030"
