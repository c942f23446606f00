"""Records on their way from a library's files to the shelves of a generation."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.progress import Silent
from assistant.settings import load_settings
from index.building import BuildReport, Making, build
from index.generations import Generations, read_manifest
from index.record_urls import FILES
from index.records.queries import RecordQuery
from index.records.shelving import open_records
from index.shelves import RECORDS_FILE

PROJECTS = """编号,项目名称,产业链,县区,总投资,单位,阶段,是否发布,牵头领导,数据日期
p-1,甲项目,铝,义马市,12,亿元,在建,是,MARKER-LEADER,2026-10-31
p-2,乙项目,铝,灵宝市,3000,万元,签约,否,MARKER-LEADER,2026-10-31
p-3,丙项目,铜箔,灵宝市,约五亿,亿元,签约,是,,2026-10-31
"""
FIRM = """kind: records
entity: enterprise
rows:
  - {编号: e-1, 企业名称: 示例企业, 县区: 义马市, 是否发布: 是}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "项目清单.csv").write_text(PROJECTS, "utf-8")
    (folder / "firms.yaml").write_text(FIRM, "utf-8")
    return folder


def built(library: Path) -> BuildReport:
    return build(library.parent / "data", [library], Making(load_settings().cache, "bundled"), Silent())


def generation(library: Path) -> Path:
    return Generations(library.parent / "data").current()


def test_records_stand_beside_the_shelves_and_bad_cells_are_reported(library: Path) -> None:
    report = built(library)
    assert [(problem.line, problem.field) for problem in report.problems] == [(4, "总投资")]
    assert read_manifest(generation(library)).record_counts == {
        "public": {"project": 2, "enterprise": 1},
        "staff": {"project": 3, "enterprise": 1},
    }
    store = open_records(generation(library) / "staff", "staff", FILES)
    assert (
        store.answer(RecordQuery(entity="project", aggregate="sum", measure="total_investment", currency="CNY")).value
        == 1_230_000_000
    )
    store.close()


def test_the_public_shelf_holds_no_byte_of_staff_columns_or_of_what_is_not_published(library: Path) -> None:
    built(library)
    public = b"".join(path.read_bytes() for path in (generation(library) / "public").rglob("*") if path.is_file())
    staff = (generation(library) / "staff" / RECORDS_FILE).read_bytes()
    for hidden in ("MARKER-LEADER", "乙项目"):
        assert hidden.encode() in staff
        assert hidden.encode() not in public
    assert "甲项目".encode() in public


def test_records_are_carried_over_until_their_files_change(library: Path) -> None:
    built(library)
    (library / "note.md").write_text("The example hall is open.", "utf-8")
    built(library)
    first = (generation(library) / "staff" / RECORDS_FILE).read_bytes()
    assert read_manifest(generation(library)).record_counts["staff"]["project"] == 3
    (library / "项目清单.csv").write_text(PROJECTS.replace("甲项目", "丁项目"), "utf-8")
    assert built(library).built
    assert (generation(library) / "staff" / RECORDS_FILE).read_bytes() != first


def test_records_that_are_gone_leave_the_next_generation(library: Path) -> None:
    built(library)
    (library / "项目清单.csv").unlink()
    built(library)
    assert read_manifest(generation(library)).record_counts["staff"] == {"enterprise": 1}
    (library / "firms.yaml").unlink()
    (library / "note.md").write_text("The example hall is open.", "utf-8")
    built(library)
    assert not (generation(library) / "staff" / RECORDS_FILE).exists()


def test_an_unchanged_library_is_not_built_again(library: Path) -> None:
    built(library)
    assert not built(library).built
