"""The list as a file: read back with csv and openpyxl, whole, in order, and safe to open."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.opportunities.exporting import exported
from assistant.opportunities.views import Exported, Format, Occasion
from corpus.languages import Script
from index.records.store import RecordStore
from tests.assistant.opportunities.conftest import names
from tests.assistant.opportunities.projects import HOSTILE, SECRETS

OCCASION = Occasion(datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "https://example.org/opportunities?q=x")


def export(store: RecordStore, format_: Format, *parameters: tuple[str, str], script: Script = "hans") -> Exported:
    return exported(store, names(store, script), parameters, format_, OCCASION)


def rows_of_csv(file: Exported) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The projects, and the notes below them."""
    assert file.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    end = lines.index([])
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:end]], dict(lines[end + 1 :])


def sheets_of(file: Exported) -> Any:
    return load_workbook(io.BytesIO(file.content))


def test_the_csv_has_every_row_in_order_with_figures_and_the_amount_as_written(public: RecordStore):
    file = export(public, "csv", ("sort", "investment-desc"))
    rows, notes = rows_of_csv(file)
    assert [row["编号"] for row in rows][:3] == ["p-01", "p-02", "p-05"]
    assert (rows[0]["总投资（亿元）"], rows[0]["总投资（原文）"]) == ("12.5", "12.5 亿元")
    dollars = next(row for row in rows if row["编号"] == "p-03")
    assert (dollars["总投资（亿元）"], dollars["总投资（其他币种，百万）"], dollars["其他币种"]) == ("", "5", "USD")
    assert rows[1]["用地（亩）"] == "80.5"
    assert rows[1]["数据性质"] == "演示"
    assert notes["项目数"] == "全部5个已发布项目中的5个"
    assert notes["数据日期"] == "2026-09-30至2026-10-31"
    assert notes["数据性质"] == "演示、公开来源"
    assert "虚构" in notes["请注意"]
    assert notes["导出时间"] == "2026-11-25 08:30+00:00"
    assert notes["网址"] == OCCASION.address


def test_all_pages_are_exported_and_the_filter_is_told_in_words(many: RecordStore):
    rows, notes = rows_of_csv(export(many, "csv", ("q", "普通"), ("page", "2")))
    assert len(rows) == 45
    assert "包含“普通”" in notes["筛选与排序"]
    assert "总投资由高到低" in notes["筛选与排序"]


def test_english_readers_get_english_headers_and_millions(public: RecordStore):
    file = export(public, "csv", ("min", "1"), ("unit", "yi"), script="latn")
    rows, notes = rows_of_csv(file)
    assert (rows[0]["Total investment (million yuan)"], rows[0]["Chain"]) == ("1250", "Example copper chain")
    assert file.name == "investment-projects-2-as-of-2026-10-31.csv"
    assert "where total investment is at least 100 million yuan" in notes["Filters and order"]
    assert "Other currency" not in rows[0]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_file_has_a_speaking_name(public: RecordStore, format_: Format):
    assert export(public, format_).name == f"招商项目-5个-截至2026-10-31.{format_}"


def test_cells_that_a_spreadsheet_would_run_stay_text_in_csv(public: RecordStore):
    row = next(row for row in rows_of_csv(export(public, "csv"))[0] if row["编号"] == "p-05")
    assert row["项目名称"] == f"'{HOSTILE}"
    assert row["项目英文名称"] == "'+cmd|' /C calc'!A0"
    assert row["建设内容及规模"] == "'@SUM(1+1)"
    assert row["投资方"].lstrip("'\t") == "-2+3"
    assert row["投资方"].startswith("'")


def test_the_workbook_holds_text_and_numbers_and_no_formula(public: RecordStore):
    book = sheets_of(export(public, "xlsx"))
    sheet, notes = book.worksheets
    assert (sheet.title, notes.title, sheet.freeze_panes) == ("招商项目", "说明", "A2")
    header = [cell.value for cell in sheet[1]]
    by_id = {row[0].value: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert by_id["p-01"]["总投资（亿元）"].value == 12.5
    assert by_id["p-01"]["用地（亩）"].data_type == "n"
    hostile = by_id["p-05"]["项目名称"]
    assert (hostile.value, hostile.data_type, hostile.quotePrefix) == (HOSTILE, "s", True)
    assert not [cell for one in book for row in one.iter_rows() for cell in row if cell.data_type == "f"]
    assert {row[0].value: row[1].value for row in notes.iter_rows()}["网址"] == OCCASION.address


def test_nothing_matching_is_a_table_of_headers(public: RecordStore):
    rows, notes = rows_of_csv(export(public, "csv", ("q", "没有这样的项目")))
    assert rows == []
    assert notes["项目数"] == "全部5个已发布项目中的0个"


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("script", ["hans", "latn"])
def test_no_export_holds_staff_columns_or_unpublished_projects(stores, which, script):
    store = stores[which]
    text = export(store, "csv", script=script).content.decode("utf-8-sig")
    book = sheets_of(export(store, "xlsx", script=script))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    for shown in (text, "\n".join(cells)):
        assert not [secret for secret in (*SECRETS, "7.77", "密", "签约金额", "阶段", "Stage") if secret in shown]
