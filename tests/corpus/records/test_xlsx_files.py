"""Workbooks: values as a person reads them in the sheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus.records.amounts import Amount
from corpus.records.entities import LINK, PROJECT
from corpus.records.reading import read_records
from corpus.records.rows import Value, values_by_field
from tests.corpus.records.test_csv_files import one, values

HEADERS = ["编号", "项目名称", "总投资(亿元)", "用地(亩)", "签约日期", "阶段日期", "是否发布", "阶段"]


def save(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(f"第{number}页")
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def test_numbers_dates_and_truth_are_read_as_they_are_shown(tmp_path: Path):
    row: list[object] = [
        "P1",
        "铜箔",
        61.347,
        120,
        date(2024, 6, 2),
        datetime.fromisoformat("2024-06-01"),
        True,
        "签约",
    ]
    batch = one(list(read_records(PROJECT, save(tmp_path / "a.xlsx", [HEADERS, row]))))
    assert batch.problems == ()
    assert values(batch) == [
        {
            "id": "P1",
            "name_zh": "铜箔",
            "total_investment": Amount(Decimal(6_134_700_000), "CNY", "61.347 亿元"),
            "land_mu": Decimal(120),
            "signed_on": "2024-06-02",
            "stage_since": "2024-06-01",
            "published": True,
            "stage": "signed",
        }
    ]


def test_a_sum_of_floats_is_the_figure_the_sheet_shows(tmp_path: Path):
    rows: list[list[object]] = [["编号", "总投资(亿元)"], ["P1", 0.1 + 0.2]]
    batch = one(list(read_records(PROJECT, save(tmp_path / "a.xlsx", rows))))
    assert values(batch)[0]["total_investment"] == Amount(Decimal(30_000_000), "CNY", "0.3 亿元")


@pytest.mark.parametrize(
    ("number_format", "shown"), [("yyyy年m月", "2024-06"), ("yyyy", "2024"), ('yyyy"年"mm"月"dd"日"', "2024-06-01")]
)
def test_a_date_is_as_precise_as_it_is_shown(tmp_path: Path, number_format: str, shown: str):
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["编号", "签约日期"])
    sheet.append(["P1", date(2024, 6, 1)])
    sheet["B2"].number_format = number_format
    workbook.save(tmp_path / "a.xlsx")
    assert values(one(list(read_records(PROJECT, tmp_path / "a.xlsx"))))[0]["signed_on"] == shown


def test_a_number_shown_as_a_percentage_is_one(tmp_path: Path):
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["编号", "本地配套率"])
    sheet.append(["L1", 0.469])
    sheet.append(["L2", 0.469])
    sheet["B2"].number_format = "0.0%"
    workbook.save(tmp_path / "a.xlsx")
    batch = one(list(read_records(LINK, tmp_path / "a.xlsx")))
    rates: list[Value] = [values_by_field(LINK.columns(), row.values)["match_rate"] for row in batch.rows]
    assert rates == [Decimal("46.9"), None]
    assert [(problem.row, problem.value) for problem in batch.problems] == [(3, "0.469")]


def test_every_sheet_with_headers_is_read_and_others_are_noted(tmp_path: Path):
    table: list[list[object]] = [["台账"], [], ["编号", "阶段"], ["P1", "签约"], [], ["P2", "快了"]]
    other: list[list[object]] = [["编号", "阶段"], ["P3", "投产"]]
    batch = one(list(read_records(PROJECT, save(tmp_path / "a.xlsx", table, [["说明"]], other), "a.xlsx")))
    assert [(row.file, row.number, row.values[0]) for row in batch.rows] == [
        ("a.xlsx [第1页]", 4, "P1"),
        ("a.xlsx [第1页]", 6, "P2"),
        ("a.xlsx [第3页]", 2, "P3"),
    ]
    assert [(problem.file, problem.row) for problem in batch.problems] == [("a.xlsx [第1页]", 6)]
    assert [note.file for note in batch.notes] == ["a.xlsx [第1页]", "a.xlsx [第2页]"]


def test_a_formula_error_is_a_bad_cell(tmp_path: Path):
    rows: list[list[object]] = [["编号", "总投资(亿元)"], ["P1", "#REF!"]]
    batch = one(list(read_records(PROJECT, save(tmp_path / "a.xlsx", rows))))
    assert [problem.value for problem in batch.problems] == ["#REF!"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a workbook"])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "a.xlsx").write_bytes(content)
    batch = one(list(read_records(PROJECT, tmp_path / "a.xlsx")))
    assert [problem.expected for problem in batch.problems] == ["an XLSX workbook"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text("铜铝金甲乙丙 ABC,\"'、（）", max_size=8),
            st.decimals(0, 10**6, places=4).map(str) | st.just(""),
            st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str) | st.just(""),
            st.sampled_from(["签约", "投产", "", "不明"]),
        ),
        max_size=8,
    )
)
def test_csv_and_xlsx_of_one_table_give_the_same_rows(tmp_path: Path, rows: list[tuple[str, str, str, str]]):
    table = [["编号", "项目名称", "总投资(亿元)", "签约日期", "阶段"], *([f"P{n}", *row] for n, row in enumerate(rows))]
    with (tmp_path / "t.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)
    save(tmp_path / "t.xlsx", [list(row) for row in table])
    from_csv = one(list(read_records(PROJECT, tmp_path / "t.csv", "t")))
    from_xlsx = one(list(read_records(PROJECT, tmp_path / "t.xlsx", "t")))
    assert from_csv == from_xlsx
