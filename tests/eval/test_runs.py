from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import RunUnreadable
from eval.runs import holds_run, read_rows, read_run, write_run
from tests.eval.measured import made_row, made_run


def test_a_run_is_read_as_it_was_written(tmp_path: Path):
    rows = (made_row("1", question="一个问题\u2028？"), made_row("2", passed=False))
    run = made_run(rows)
    write_run(tmp_path / "new" / "run", run, rows)
    assert read_run(tmp_path / "new" / "run") == run
    assert read_rows(tmp_path / "new" / "run") == rows


def test_a_folder_without_a_run_is_named(tmp_path: Path):
    assert not holds_run(tmp_path)
    for read in (read_run, read_rows):
        with pytest.raises(RunUnreadable, match=f"{tmp_path.name} holds no run"):
            read(tmp_path)


def test_a_damaged_row_is_named_with_its_line_and_field(tmp_path: Path):
    rows = (made_row("1"), made_row("2"))
    write_run(tmp_path, made_run(rows), rows)
    lines = (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "rows.jsonl").write_text(f"{lines[0]}\n{lines[1].replace('latency_ms', 'latency')}\n", "utf-8")
    assert holds_run(tmp_path)
    with pytest.raises(RunUnreadable, match=r"rows\.jsonl:2: latency_ms: Field required"):
        read_rows(tmp_path)


def test_a_run_of_a_later_format_is_refused(tmp_path: Path):
    write_run(tmp_path, made_run(()), ())
    (tmp_path / "run.json").write_text((tmp_path / "run.json").read_text("utf-8").replace('"format": 1', '"format": 2'))
    with pytest.raises(RunUnreadable, match=r"run\.json: format: Input should be 1"):
        read_run(tmp_path)
