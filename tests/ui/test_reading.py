from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Span
from ui.reading import Layout, Run, anchored, excerpt, layouts_of, marked

TABLE = "| 类别 | 数 |\n|---|---|\n| 高端 || \n| 新材料 | 17 |"


def runs(layouts: tuple[Layout, ...]) -> list[Run]:
    return [run for layout in layouts for row in layout.rows for cell in row.cells for run in cell]


def shown(text: str) -> str:
    return "".join(run.text for run in runs(layouts_of(text)))


def quoted(layouts: tuple[Layout, ...]) -> str:
    return "".join(run.text for run in runs(layouts) if run.quoted)


@given(st.text(alphabet="ab 中。*_`[]()<>|#-\\\n1.", max_size=80))
def test_every_shown_character_stands_at_its_place_in_the_text(text):
    placed = runs(layouts_of(text))
    assert all(run.text == text[run.span.start : run.span.end] for run in placed)
    assert all(left.span.end <= right.span.start for left, right in pairwise(placed))


@given(st.text(alphabet="ab 中*|#-\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_marking_sets_apart_only_the_quote_and_loses_nothing(text, start, end):
    before = layouts_of(text)
    after = marked(before, Span(start, end))
    assert "".join(run.text for run in runs(after)) == "".join(run.text for run in runs(before))
    assert all(start <= run.span.start and run.span.end <= end for run in runs(after) if run.quoted)


def test_marks_a_quote_that_runs_through_emphasis():
    text = "其中**高端制造业**项目23个。"
    layouts = marked(layouts_of(text), Span(4, len(text)))
    assert quoted(layouts) == "高端制造业项目23个。"
    assert [(run.text, run.style, run.quoted) for run in runs(layouts)][:2] == [
        ("其中", "", False),
        ("高端制造业", "strong", True),
    ]


def test_shows_emphasis_code_and_escapes_without_their_marks():
    assert shown(r"**a** *b* `c_d` \*e\* __f__ snake_case_name") == "a b c_d *e* f snake_case_name"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "/etc/passwd", "data:text/html,x", "#x"])
def test_only_web_addresses_become_links(target):
    assert [run.address for run in runs(layouts_of(f"[看]({target})"))] == [None]
    assert [run.address for run in runs(layouts_of("[看](https://www.gov.cn/x)"))] == ["https://www.gov.cn/x"]


def test_shows_an_image_as_its_words():
    assert shown("![图](https://example.invalid/p.png)") == "图"


def test_keeps_empty_cells_in_their_column():
    (table,) = layouts_of(TABLE)
    assert [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows] == [
        ["类别", "数"],
        ["高端", ""],
        ["新材料", "17"],
    ]
    assert table.header == 1


def test_an_excerpt_of_a_table_keeps_the_names_of_its_columns():
    start = TABLE.index("| 新材料")
    (table,) = excerpt(layouts_of(TABLE), Span(start, len(TABLE)))
    assert "".join(run.text for run in runs((table,))) == "类别数新材料17"


def test_an_excerpt_ends_with_its_span():
    text = "第一段。\n\n第二段很长很长。"
    assert "".join(run.text for run in runs(excerpt(layouts_of(text), Span(6, 9)))) == "第二段"


def test_bullets_become_items_and_numbers_stay_words():
    (items,) = layouts_of("- 甲\n- 乙\n1. 丙")
    assert [(row.bulleted, row.cells[0][0].text) for row in items.rows] == [
        (True, "甲"),
        (True, "乙"),
        (False, "1. 丙"),
    ]


def test_an_anchor_stands_on_the_row_where_its_passage_begins():
    text = "# 题\n\n- 甲\n- 乙"
    layouts = anchored(layouts_of(text), (("p1", 0), ("p2", text.index("- 乙"))))
    assert [row.anchors for layout in layouts for row in layout.rows] == [("p1",), (), ("p2",)]


def test_an_empty_text_has_nothing_to_show():
    assert anchored(layouts_of(""), (("p1", 0),)) == ()
