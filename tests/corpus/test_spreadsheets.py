"""Tables for spreadsheets: text is never run, figures stay figures."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from corpus.spreadsheets import Cell, Sheet, csv_file, xlsx_file


def in_csv(cell: Cell) -> str:
    return next(csv.reader(io.StringIO(csv_file([[cell]]).decode("utf-8-sig"), newline="")))[0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@A1", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "-", "=", "-1e5", "+A1"]
)
def test_text_that_would_run_is_marked_as_text(text: str):
    assert in_csv(text) == f"'{text}"
    cell = load_workbook(io.BytesIO(xlsx_file([Sheet("t", ((text,),))]))).active["A1"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["-5", "+3.2", "12", "示例", "a=b", "1-2", "'=1"])
def test_plain_numbers_and_other_text_stay_as_they_are(text: str):
    assert in_csv(text) == text


def test_figures_are_numbers():
    assert [in_csv(Decimal(text)) for text in ("-5.20", "1E+3", "0")] == ["-5.20", "1000", "0"]
    cell = load_workbook(io.BytesIO(xlsx_file([Sheet("t", ((Decimal("-12.5"),),))]))).active["A1"]
    assert (cell.value, cell.data_type) == (-12.5, "n")


def test_characters_that_no_workbook_takes_are_left_out():
    book = load_workbook(io.BytesIO(xlsx_file([Sheet("t", (("a\x00\x1fb\ud800",), ("x" * 40_000,)))])))
    assert book.active["A1"].value == "ab"
    assert len(book.active["A2"].value) == 32_767
    assert in_csv("a\x00\ud800b") == "ab"


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "TRUE", "2026-10-31", "1234"])
def test_text_is_not_taken_for_an_error_a_date_or_a_number(text: str):
    cell = load_workbook(io.BytesIO(xlsx_file([Sheet("t", ((text,),))]))).active["A1"]
    assert (cell.value, cell.data_type) == (text, "s")
