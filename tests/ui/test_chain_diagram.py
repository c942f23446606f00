"""The diagram of a chain: boxes apart, words that fit, arrows from box to box."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from index.chains.atlas import POSITIONS, Chain, Link, Name, Stated
from ui.chain_diagram import Diagram, diagram_of
from ui.chain_shapes import Words, lines_of

STATED = Stated("records", "demo")
IDS = [f"l{number}" for number in range(9)]
NAMES = st.text("铝电解 abcdefghij-WM", min_size=1, max_size=40).filter(str.strip)
LINKS = st.lists(
    st.tuples(st.sampled_from([*POSITIONS, None]), st.lists(st.sampled_from(IDS), max_size=3), NAMES),
    min_size=1,
    max_size=9,
)


def drawn(parts: list[Any]) -> Diagram:
    links = tuple(
        Link(id_, "c", position, Name(name, name), STATED, supplies=tuple(dict.fromkeys(supplies)))
        for id_, (position, supplies, name) in zip(IDS, parts, strict=False)
    )
    names = {link.id: link.name.zh for link in links}
    return diagram_of(Chain("c", Name("链", "chain"), STATED, links), Words(names, dict.fromkeys(names, "note")))


@given(LINKS)
def test_every_link_has_a_box_inside_the_picture_and_none_lies_on_another(parts: list[Any]) -> None:
    diagram = drawn(parts)
    boxes = diagram.shapes.boxes
    assert set(boxes) == set(IDS[: len(parts)])
    for box in boxes.values():
        assert 0 < box.left < box.right < diagram.shapes.width
        assert 0 < box.top < box.bottom < diagram.shapes.height
    for one, other in combinations(boxes.values(), 2):
        apart = one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top
        assert apart


@given(LINKS)
def test_every_supply_between_links_has_an_arrow_from_its_box_to_the_other(parts: list[Any]) -> None:
    diagram = drawn(parts)
    boxes = diagram.shapes.boxes
    there = [
        (IDS[number], fed)
        for number, (_, supplies, _) in enumerate(parts)
        for fed in dict.fromkeys(supplies)
        if fed in boxes and fed != IDS[number]
    ]
    assert sorted((arrow.supplier, arrow.supplied) for arrow in diagram.arrows) == sorted(there)
    for arrow in diagram.arrows:
        x, y = (float(value) for value in re.findall(r"-?[\d.]+", arrow.path)[:2])
        box = boxes[arrow.supplier]
        assert box.left - 0.1 <= x <= box.right + 0.1
        assert box.top - 0.1 <= y <= box.bottom + 0.1


@given(NAMES)
def test_lines_hold_the_whole_name(name: str) -> None:
    assert "".join(lines_of(name, 120)).replace(" ", "") == name.replace(" ", "")


def test_words_are_kept_whole_and_chinese_is_cut_where_the_line_ends() -> None:
    assert lines_of("controlled-atmosphere storage space", 222) == ("controlled-atmosphere", "storage space")
    assert lines_of("铝" * 15, 222) == ("铝" * 14, "铝")


def test_links_stand_below_those_of_their_column_that_supply_them() -> None:
    diagram = drawn([("upstream", ["l1"], "two"), ("upstream", [], "three"), ("upstream", ["l0"], "one")])
    assert diagram.shapes.columns == (("l2", "l0", "l1"),)
