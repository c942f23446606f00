"""Following supply, compared with a plain search on random graphs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chains.graph import SupplyGraph

LINKS = st.integers(0, 9).map("l{}".format)
GRAPHS = st.dictionaries(LINKS, st.lists(LINKS, max_size=4), min_size=1, max_size=9)


def naive(edges: Mapping[str, set[str]], start: str, most: int | None) -> dict[str, int]:
    """Steps to each link, found by spreading from the start one step at a time."""
    found, edge, steps = {start: 0}, {start}, 0
    while edge and (most is None or steps < most):
        steps += 1
        edge = {other for link in edge for other in edges.get(link, ())} - set(found)
        found |= dict.fromkeys(edge, steps)
    return {link: far for link, far in found.items() if link != start}


@given(GRAPHS, LINKS, st.one_of(st.none(), st.integers(1, 4)))
def test_finds_what_a_plain_search_finds(supplies: dict[str, list[str]], start: str, most: int | None) -> None:
    graph = SupplyGraph(supplies)
    down = {link: {fed for fed in fed_by if fed in supplies} for link, fed_by in supplies.items()}
    up = {link: {other for other, fed in down.items() if link in fed} for link in supplies}
    both = {link: up[link] | down[link] for link in supplies}
    expected = [naive(edges, start, most) if start in supplies else {} for edges in (down, up)]
    assert dict(graph.downstream(start, most)) == expected[0]
    assert dict(graph.upstream(start, most)) == expected[1]
    if most is not None:
        near = naive(both, start, most) if start in supplies else {}
        assert dict(graph.neighbours(start, most)) == near


@given(GRAPHS, LINKS)
def test_the_nearest_come_first(supplies: dict[str, list[str]], start: str) -> None:
    steps = [reached.steps for reached in SupplyGraph(supplies).downstream(start)]
    assert steps == sorted(steps)


def test_unknown_links_and_self_supply_are_passed_over() -> None:
    graph = SupplyGraph({"a": ["a", "nowhere", "b"], "b": []})
    assert graph.downstream("a") == (("b", 1),)
    assert graph.upstream("nowhere") == ()


@pytest.mark.parametrize(("most", "found"), [(1, ["b"]), (2, ["b", "c"]), (None, ["b", "c", "d"])])
def test_goes_no_further_than_asked(most: int | None, found: list[str]) -> None:
    graph = SupplyGraph({"a": ["b"], "b": ["c"], "c": ["d", "a"], "d": []})
    assert [reached.link for reached in graph.downstream("a", most)] == found
