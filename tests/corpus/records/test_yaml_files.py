"""Lists of records in YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.records.entities import PROJECT
from corpus.records.reading import read_records
from corpus.records.rows import Batch
from tests.corpus.records.test_csv_files import one, values

TEXT = """\
kind: records
entity: project
rows:
  - {id: P1, 项目名称: 铜箔, stage: 签约, 总投资: 1.2亿元, 备注: 重要}
  - id: P2
    stage: 快了
  - stage: signed
"""


def read(folder: Path, text: str) -> Batch:
    (folder / "r.yaml").write_text(text, "utf-8")
    return one(list(read_records(PROJECT, folder / "r.yaml", "r.yaml")))


def test_rows_are_read_by_any_of_their_headers_and_told_by_line(tmp_path: Path):
    batch = read(tmp_path, TEXT)
    assert [value["id"] for value in values(batch)] == ["P1", "P2"]
    assert batch.rows[0].other == '{"备注": "重要"}'
    assert [(problem.row, problem.column) for problem in batch.problems] == [(5, "stage"), (7, "id")]
    assert len(batch.notes) == 1


def test_a_list_is_written_as_a_list(tmp_path: Path):
    text = "kind: records\nentity: enterprise\nrows:\n  - {id: E1, name_zh: 甲, chains: [铜, 铝]}\n"
    batch = read(tmp_path, text)
    assert batch.entity == "enterprise"
    assert "|铜|铝|" in batch.rows[0].values


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("kind: records\nentity: ship\nrows: []\n", "entity"),
        ("kind: records\nentity: project\n", "rows"),
        ("- a\n", "YAML"),
        ("kind: records\nentity: project\nrows:\n  - {id: {a: b}}\n", "rows.1.id"),
    ],
)
def test_what_is_no_list_of_records_is_told(tmp_path: Path, text: str, column: str):
    batch = read(tmp_path, text)
    assert batch.rows == ()
    assert column in {problem.column for problem in batch.problems} or column == "rows.1.id"
    assert batch.problems
