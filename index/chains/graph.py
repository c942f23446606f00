"""The graph of supply: what lies upstream and downstream of a link, and how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import networkx as nx


class Reached(NamedTuple):
    """A link and the fewest steps of supply that lead to it."""

    link: str
    steps: int


class SupplyGraph:
    """Links and whom they supply; cycles are allowed, a link is never reached from itself.

    Links are given nearest first, and equally near ones in the order in which the graph was made.
    """

    def __init__(self, supplies: Mapping[str, Sequence[str]]) -> None:
        """`supplies` names for each link the links it feeds; those that are no links themselves are passed over."""
        graph = nx.DiGraph()
        graph.add_nodes_from(supplies)
        graph.add_edges_from(
            (link, fed) for link, all_fed in supplies.items() for fed in all_fed if fed in supplies and fed != link
        )
        self._graph = graph
        self._order = {link: place for place, link in enumerate(supplies)}

    def upstream(self, link: str, most_steps: int | None = None) -> tuple[Reached, ...]:
        """The links whose supply reaches a link, directly with one step. None when there is no such link."""
        return self._reached(self._graph.reverse(copy=False), link, most_steps)

    def downstream(self, link: str, most_steps: int | None = None) -> tuple[Reached, ...]:
        """The links that a link's supply reaches. None when there is no such link."""
        return self._reached(self._graph, link, most_steps)

    def neighbours(self, link: str, most_steps: int) -> tuple[Reached, ...]:
        """The links within so many steps, whichever way the supply runs. None when there is no such link."""
        return self._reached(self._graph.to_undirected(as_view=True), link, most_steps)

    def _reached(self, graph: Any, link: str, most_steps: int | None) -> tuple[Reached, ...]:
        if link not in graph:
            return ()
        lengths: dict[str, int] = dict(nx.single_source_shortest_path_length(graph, link, cutoff=most_steps))
        found = (Reached(name, steps) for name, steps in lengths.items() if name != link)
        return tuple(sorted(found, key=lambda reached: (reached.steps, self._order[reached.link])))
