"""CSV files as bureaus write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.records.amounts import Amount
from corpus.records.entities import PROJECT
from corpus.records.reading import read_records
from corpus.records.rows import Batch, RowProblem, Value, public_values, values_by_field


def one(batches: list[Batch]) -> Batch:
    """All batches as one."""
    return Batch(
        batches[0].entity,
        tuple(row for batch in batches for row in batch.rows),
        tuple(problem for batch in batches for problem in batch.problems),
        tuple(note for batch in batches for note in batch.notes),
    )


def read(folder: Path, content: str | bytes, name: str = "projects.csv") -> Batch:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return one(list(read_records(PROJECT, path, name)))


def values(batch: Batch) -> list[dict[str, Value]]:
    return [
        {name: value for name, value in values_by_field(PROJECT.columns(), row.values).items() if value is not None}
        for row in batch.rows
    ]


TEXT = '编号,项目名称,总投资（万元）,stage,是否发布\nP1,铜箔项目,"12,000",签约,是\n'
P1 = {
    "id": "P1",
    "name_zh": "铜箔项目",
    "total_investment": Amount(Decimal(120_000_000), "CNY", "12,000 万元"),
    "stage": "signed",
    "published": True,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_spreadsheet_programs_are_read(tmp_path: Path, encoding: str):
    batch = read(tmp_path, TEXT.encode(encoding))
    assert (values(batch), batch.problems, batch.notes) == ([P1], (), ())


def test_gb18030_is_known_far_down_in_a_file_that_begins_in_english(tmp_path: Path):
    rows = "".join(f"P{n},Project {n}\n" for n in range(100_000))
    batch = read(tmp_path, f"id,name_zh\n{rows}Z,铜箔\n".encode("gb18030"))
    assert len(batch.rows) == 100_001
    assert batch.rows[-1].values[1] == "铜箔"


@pytest.mark.parametrize(
    "header",
    [
        "id,name_zh,total_investment(万元),stage,published",
        "ID,  Name (Chinese) ,Total investment (万元),Stage,Published",
        "編號,項目名稱,總投資/万元,階段,是否發布",
        "编　号,项目名称,总投资［万元］,阶段,发布",
        "id 编号,name_zh 项目名称,总投资(单位：万元),stage 阶段,published 是否发布",
    ],
)
def test_headers_may_be_in_either_language_script_and_width(tmp_path: Path, header: str):
    batch = read(tmp_path, header + "\n" + TEXT.partition("\n")[2])
    assert [value.get("stage") for value in values(batch)] == ["signed"]
    assert batch.problems == ()


def test_the_order_of_columns_is_free_and_a_title_may_stand_above(tmp_path: Path):
    batch = read(tmp_path, "2024年项目台账,,\n\n阶段,项目名称,编号\n签约,铜箔项目,P1\n")
    assert values(batch) == [{"id": "P1", "name_zh": "铜箔项目", "stage": "signed"}]
    assert batch.rows[0].number == 4
    assert [note.text for note in batch.notes] == ['passed over above the headers: "2024年项目台账"']


def test_unknown_columns_are_kept_and_noted(tmp_path: Path):
    batch = read(tmp_path, "编号,阶段,手机号\nP1,签约,13900000000\n")
    assert batch.rows[0].other == '{"手机号": "13900000000"}'
    assert [note.text for note in batch.notes] == ["手机号: not a column of projects; kept for staff, not searched"]


def test_a_bad_cell_is_told_with_its_place_and_the_rest_is_kept(tmp_path: Path):
    batch = read(tmp_path, "编号,阶段,签约日期,总投资(亿元)\nP1,签约,2024-13,面议\nP2,投产,2024-05,3\n")
    assert values(batch) == [
        {"id": "P1", "stage": "signed"},
        {
            "id": "P2",
            "stage": "production",
            "signed_on": "2024-05",
            "total_investment": Amount(Decimal(300_000_000), "CNY", "3 亿元"),
        },
    ]
    expected = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
    assert batch.problems == (
        RowProblem("projects.csv", 2, "签约日期", expected, "2024-13"),
        RowProblem("projects.csv", 2, "总投资(亿元)", "an amount of money", "面议"),
    )
    assert batch.problems[0].as_problem().found == '"2024-13"'


def test_the_unit_and_currency_of_a_row_hold_for_its_amounts(tmp_path: Path):
    batch = read(tmp_path, "编号,总投资,签约金额,币种,单位\nP1,2,3,美元,万元\nP2,5,6亿元,,亿元\n")
    assert [(value["total_investment"], value["signed_amount"]) for value in values(batch)] == [
        (Amount(Decimal(20_000), "USD", "2 万元"), Amount(Decimal(30_000), "USD", "3 万元")),
        (Amount(Decimal(500_000_000), "CNY", "5 亿元"), Amount(Decimal(600_000_000), "CNY", "6亿元")),
    ]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("P1,2,XYZ,万元", ["币种", "总投资"]),
        ("P1,2,CNY,箱", ["单位", "总投资"]),
        ("P1,2,CNY,", ["总投资"]),
    ],
)
def test_an_amount_whose_unit_or_currency_is_in_doubt_is_unknown(tmp_path: Path, row: str, columns: list[str]):
    batch = read(tmp_path, f"编号,总投资,币种,单位\n{row}\n")
    assert "total_investment" not in values(batch)[0]
    assert [problem.column for problem in batch.problems] == columns


def test_a_header_and_a_row_that_name_different_units_leave_bare_figures_unknown(tmp_path: Path):
    batch = read(tmp_path, "编号,总投资(万元),单位\nP1,2,亿元\nP2,3万元,亿元\n")
    assert [value.get("total_investment") for value in values(batch)] == [None, Amount(Decimal(30_000), "CNY", "3万元")]
    assert [problem.row for problem in batch.problems] == [2]


def test_a_row_without_an_id_and_one_that_has_slipped_are_left_out(tmp_path: Path):
    batch = read(tmp_path, "编号,阶段\n,签约\nP2,签约,铜\nP3,签约,\n\n,\nP4\n")
    assert [row.values[0] for row in batch.rows] == ["P3", "P4"]
    assert [(problem.row, problem.column, problem.expected) for problem in batch.problems] == [
        (2, "编号", "an id"),
        (3, "row", "at most 2 cells"),
    ]


def test_a_second_column_for_a_field_is_told_and_not_read(tmp_path: Path):
    batch = read(tmp_path, "编号,阶段,stage\nP1,签约,投产\n")
    assert values(batch) == [{"id": "P1", "stage": "signed"}]
    assert [(problem.row, problem.column) for problem in batch.problems] == [(1, "stage")]


@pytest.mark.parametrize(
    ("content", "column"),
    [("", "file"), ("some words\n", "headers"), ("编号\nP1\n", "headers"), (b"\xff\xfe\xfd\x00", "headers")],
)
def test_a_file_that_holds_no_table_is_told(tmp_path: Path, content: str | bytes, column: str):
    batch = read(tmp_path, content)
    assert batch.rows == ()
    assert [problem.column for problem in batch.problems] == [column]


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    batch = one(list(read_records(PROJECT, tmp_path / "none.csv")))
    assert [problem.expected for problem in batch.problems] == ["a file that can be read"]


def test_a_byte_that_does_not_decode_spoils_only_its_cell(tmp_path: Path):
    lines = [f"P{n},项目名称与建设内容{n},签约" for n in range(9)]
    content = "\n".join(["编号,项目名称,阶段", *lines]).encode().replace("项目名称与建设内容4".encode(), b"\xff4\xfe")
    batch = read(tmp_path, content)
    assert [row.values[1] is None for row in batch.rows].count(True) == 1
    assert [(problem.row, problem.column) for problem in batch.problems] == [(6, "项目名称")]


def test_a_cell_too_long_for_csv_is_told_and_what_stands_before_is_kept(tmp_path: Path):
    batch = read(tmp_path, "编号,建设内容\nP1,铜\nP2," + "长" * 140_000 + "\nP3,铝\n")
    assert [row.values[0] for row in batch.rows] == ["P1"]
    assert [(problem.row, problem.expected) for problem in batch.problems] == [(3, "well-formed CSV")]


@pytest.mark.parametrize(("published", "is_shown"), [("是", True), ("否", False), ("", False), ("待定", False)])
def test_only_a_row_that_says_so_is_public_and_staff_fields_never(tmp_path: Path, published: str, is_shown: bool):
    batch = read(tmp_path, f"编号,项目名称,阶段,存在问题,是否发布\nP1,铜箔,签约,缺地,{published}\n")
    shown = public_values(PROJECT, batch.rows[0])
    if not is_shown:
        assert shown is None
        return
    assert shown is not None
    assert (shown["id"], shown["name_zh"]) == ("P1", "铜箔")
    assert not {"stage", "issues", "published"} & shown.keys()
