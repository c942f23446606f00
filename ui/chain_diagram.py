"""The diagram of a chain: its links as boxes and supply as arrows, laid out on the server and drawn as SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.chains.atlas import Chain
from ui.chain_shapes import GAP_ACROSS, Box, Shapes, Words, shapes_of

_TIP = 3.0  # how far before a box an arrow ends, so that its head stands free
_LANE = 9.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """A supply as it is drawn; `path` is the data of an SVG path."""

    supplier: str
    supplied: str
    path: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chain as it is drawn."""

    shapes: Shapes
    arrows: tuple[Arrow, ...]


def diagram_of(chain: Chain, words: Words) -> Diagram:
    """The diagram of a chain whose links say these words."""
    ids = {link.id for link in chain.links}
    edges = [(link.id, fed) for link in chain.links for fed in link.supplies if fed in ids and fed != link.id]
    outside = {link.id for link in chain.links if link.position in (None, "support")}
    lanes = sum(1 for edge in edges if outside & set(edge))
    shapes = shapes_of(chain, words, lanes)
    return Diagram(shapes, tuple(_Drawing(shapes, edges).arrows()))


class _Drawing:
    """The arrows as far as they are drawn: those that share a side of a box have a place each on it."""

    def __init__(self, shapes: Shapes, edges: list[tuple[str, str]]) -> None:
        self._shapes = shapes
        self._boxes = shapes.boxes
        self._column = {link: number for number, column in enumerate(shapes.columns) for link in column}
        self._edges = edges
        self._lanes = 0
        self._ports: dict[tuple[tuple[str, str], str], float] = {}
        sides: defaultdict[tuple[str, str], list[tuple[float, tuple[str, str]]]] = defaultdict(list)
        for edge in edges:
            for link, other, side in self._sides(*edge):
                away = self._boxes[other]
                along = away.top + away.height / 2 if side in ("left", "right") else away.left + away.width / 2
                sides[link, side].append((along, edge))
        for (link, side), users in sides.items():
            box = self._boxes[link]
            start, length = (box.top, box.height) if side in ("left", "right") else (box.left, box.width)
            for place, (_, edge) in enumerate(sorted(users), start=1):
                self._ports[edge, link] = start + length * place / (len(users) + 1)

    def arrows(self) -> Iterator[Arrow]:
        for edge in self._edges:
            yield Arrow(*edge, self._path(*edge))

    def _sides(self, supplier: str, supplied: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """From which side of one box an arrow leaves, and to which side of the other it comes."""
        one, other = self._column.get(supplier), self._column.get(supplied)
        if one is None or other is None:
            leaves = "top" if one is None else "bottom" if self._is_lowest(supplier) else "right"
            comes = "top" if other is None else "bottom" if self._is_lowest(supplied) else "left"
        elif one == other:
            leaves, comes = self._sides_in_column(supplier, supplied)
        else:
            leaves, comes = ("right", "left") if one < other else ("left", "right")
        return (supplier, supplied, leaves), (supplied, supplier, comes)

    def _sides_in_column(self, supplier: str, supplied: str) -> tuple[str, str]:
        column = self._shapes.columns[self._column[supplier]]
        apart = column.index(supplied) - column.index(supplier)
        return ("bottom", "top") if apart == 1 else ("top", "bottom") if apart == -1 else ("left", "left")

    def _path(self, supplier: str, supplied: str) -> str:
        edge = supplier, supplied
        one, other = self._boxes[supplier], self._boxes[supplied]
        start, end = self._ports[edge, supplier], self._ports[edge, supplied]
        (_, _, leaves), (_, _, comes) = self._sides(*edge)
        columns = self._column.get(supplier), self._column.get(supplied)
        if None in columns:
            return self._by_lane((one, other), (start, end), (leaves, comes))
        if leaves in ("top", "bottom"):
            begin, finish = (one.bottom, other.top - _TIP) if leaves == "bottom" else (one.top, other.bottom + _TIP)
            middle = (begin + finish) / 2
            return f"M{start:.1f} {begin:.1f}C{start:.1f} {middle:.1f} {end:.1f} {middle:.1f} {end:.1f} {finish:.1f}"
        if (leaves, comes) == ("left", "left"):
            turn, tip = one.left - GAP_ACROSS * 0.42, other.left - _TIP
            return f"M{one.left:.1f} {start:.1f}C{turn:.1f} {start:.1f} {turn:.1f} {end:.1f} {tip:.1f} {end:.1f}"
        return self._across(one, other, start, end, leaves)

    def _across(self, one: Box, other: Box, start: float, end: float, leaves: str) -> str:
        """From column to column, between the boxes of those that lie on the way."""
        first, last = self._column[one.link], self._column[other.link]
        step = 1 if last > first else -1
        at, height = (one.right if leaves == "right" else one.left), start
        path = f"M{at:.1f} {height:.1f}"
        for number in range(first + step, last, step):
            column = [self._boxes[link] for link in self._shapes.columns[number]]
            gap = self._gap(column, height + (end - height) / (abs(last - number) + 1))
            enters, exits = (column[0].left, column[0].right)[::step]
            path += _curve(at, height, enters, gap) + f"H{exits:.1f}"
            at, height = exits, gap
        return path + _curve(at, height, other.left - _TIP if leaves == "right" else other.right + _TIP, end)

    def _gap(self, column: list[Box], wanted: float) -> float:
        """The free height in a column that is nearest to where an arrow would pass."""
        heights = [column[0].top - 16, column[-1].bottom + 16]
        heights += [(above.bottom + below.top) / 2 for above, below in pairwise(column)]
        return min(heights, key=lambda height: abs(height - wanted))

    def _by_lane(self, boxes: tuple[Box, Box], ports: tuple[float, float], sides: tuple[str, str]) -> str:
        """From or to the row below the columns: along a lane of its own between them."""
        (one, other), (start, end), (leaves, comes) = boxes, ports, sides
        self._lanes += 1
        lane = self._shapes.floor + 14 + self._lanes * _LANE
        side = 14 + (self._lanes * 7) % 30
        path = f"M{start:.1f} {one.top if leaves == 'top' else one.bottom:.1f}"
        if leaves == "right":
            path = f"M{one.right:.1f} {start:.1f}H{one.right + side:.1f}"
        path += f"V{lane:.1f}"
        if comes == "left":
            return path + f"H{other.left - side:.1f}V{end:.1f}H{other.left - _TIP:.1f}"
        return path + f"H{end:.1f}V{other.top - _TIP if comes == 'top' else other.bottom + _TIP:.1f}"

    def _is_lowest(self, link: str) -> bool:
        return self._shapes.columns[self._column[link]][-1] == link


def _curve(left: float, top: float, right: float, bottom: float) -> str:
    middle = (left + right) / 2
    return f"C{middle:.1f} {top:.1f} {middle:.1f} {bottom:.1f} {right:.1f} {bottom:.1f}"
